"""The medicines that come with the app: ingredients with their limits, products, and what is said of a class."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.entries import MG_LIMIT, Amount, MedicineClass
from tracker.domain.ids import shared_id
from tracker.domain.medicine_names.known_names import KnownNames, NameWords
from tracker.domain.medicines import Bound, Ingredient, Limit, Medicine, Usual, plain_name
from tracker.language import N_, _, chosen
from tracker.library.resources import toml_resource

if TYPE_CHECKING:
    # Their patterns are made where a name or an amount is first read: Today without a dose reads none.
    from tracker.domain.medicine_names.amount_parts import WrittenAmount
    from tracker.domain.medicine_names.several import Named

FOLDER = "medicines"
NAME_WORDS = ("skin", "swallowed", "free", "without", "joining")
# "Doliprane 1000", "Ibu 400", "Tramadol 50": a number alone after the name of one ingredient is its mg, where a tablet may hold as much.
PLAIN_STRENGTHS = range(20, 1001)
# The ways in which names are made of those of ingredients: a translation has these and the ingredients, not each medicine there is.
COMPOSED_NAMES = (
    (re.compile(r"cold and flu remedy with (?P<medicine>.+)"), N_("cold and flu remedy with {medicine}")),
    (re.compile(r"(?P<medicine>.+) with (?P<second>.+) and (?P<third>.+)"), N_("{medicine} with {second} and {third}")),
    (re.compile(r"(?P<medicine>.+) with (?P<second>.+)"), N_("{medicine} with {second}")),
    (re.compile(r"(?P<medicine>.+) gel"), N_("{medicine} gel")),
)
# So many first letters are those of an ingredient in other languages, too: ibuprofène, Ibuprofeno, ibu.
LEAST_OF_AN_INGREDIENT = 4
ATC_CODE = re.compile(r"[A-Z]\d{2}[A-Z]{2}\d{2}")
FIGURES = ("gap_hours", "mg_in_24_hours", "doses_in_24_hours", "days_without_advice", "advice_over_mg")


class ClassAdvice(NamedTuple):
    """What is said of a class of medicines: a title and a list, in English; translated where it is shown."""

    kind: MedicineClass
    title: str
    items: tuple[str, ...]


class MedicineList(NamedTuple):
    """All of it; `words` tell in a name what it is for, `never_near` are words that are no slip of a name."""

    ingredients: tuple[Ingredient, ...]
    products: tuple[Medicine, ...]
    advice: tuple[ClassAdvice, ...]
    words: NameWords
    never_near: frozenset[str]


@cache
def medicine_list() -> MedicineList:
    """What resources/medicines holds; every ingredient is a product too, of that ingredient alone."""
    ingredients = tuple(_ingredient(data) for data in toml_resource(FOLDER, "ingredients.toml")["ingredients"])
    kinds = {ingredient.name: ingredient.kind for ingredient in ingredients}
    if unknown := {ingredient.acts_like for ingredient in ingredients if ingredient.acts_like} - set(kinds):
        raise ValueError(f"ingredients act like what is not in the list: {sorted(unknown)}")
    more = toml_resource(FOLDER, "products.toml")
    products = [_product(ingredient.name, _single_ingredient_data(ingredient), kinds) for ingredient in ingredients]
    products += [_product(data.get("composed") or data["name"], data, kinds) for data in more["products"]]
    advice = tuple(
        ClassAdvice(MedicineClass(data["class"]), data["title"], tuple(data["items"])) for data in toml_resource(FOLDER, "advice.toml")["advice"]
    )
    words = {name: frozenset(plain_name(word) for word in more["words"][name]) for name in NAME_WORDS}
    return MedicineList(ingredients, tuple(products), advice, NameWords(**words), frozenset(more["words"]["never_near"]))


def known_names() -> KnownNames:
    """The medicines that come with the app by every name they have, in the language in use, too."""
    return _known_names(chosen())


@cache
def ingredients_by_name() -> Mapping[str, Ingredient]:
    """The ingredients that come with the app, by their one name."""
    return {ingredient.name: ingredient for ingredient in medicine_list().ingredients}


def medicine_words(name: str) -> str:
    """The name of a medicine as it is shown: in the chosen language where it comes with the app, any other as it was typed."""
    for written, pattern in COMPOSED_NAMES:
        found = written.fullmatch(name)
        # Somebody's own "Rub gel" is left as it is.
        if found and all(part in ingredients_by_name() for part in found.groupdict().values()):
            return _(pattern).format(**{key: _(part) for key, part in found.groupdict().items()})
    return _(name)


def listed_medicine(name: str) -> Medicine | None:
    """The medicine that comes with the app and a name names, with the strengths that stand in it; None where it names none."""
    # An empty field is asked about too, as a form opens, and the names of all are put together at the first question only.
    return _listed_medicine(name, chosen()) if name.strip() else None


def medicine_of_itself(name: str) -> Medicine:
    """What a name that is not known stands for: itself and nothing else, and as strong as it says; of several names each. Raises Refused."""
    parts = medicines_in(name)
    amounts = [_amount_of_itself(part.name, is_alone=len(parts) == 1) for part in parts]
    each = {plain_name(amount.ingredient): amount for amount in amounts}
    # A name twice, with two strengths perhaps, is one ingredient of which it is not known how much it was.
    return Medicine(name=name.strip(), amounts=tuple(each.values()) if len(each) == len(amounts) else (Amount(name.strip(), None),))


@lru_cache(maxsize=4096)
def written_amount(text: str) -> "WrittenAmount":
    """The mg and the units of an amount, typed or read from a file."""
    from tracker.domain.medicine_names.amounts import read_amount

    return read_amount(text, medicine_list().words.swallowed, _is_ingredient)


@lru_cache(maxsize=4096)
def written_name(name: str) -> "WrittenAmount":
    """The mg and the units that stand in the name of a medicine."""
    from tracker.domain.medicine_names.amounts import read_name

    return read_name(name, medicine_list().words.swallowed, _is_ingredient, _is_known)


def units_in(name: str) -> float | None:
    """How many units a name tells of: 2 of "2 x Panadol"; of several medicines there is no such number."""
    return written_name(name).units if name.strip() and len(medicines_in(name)) == 1 else None


def medicines_in(text: str) -> "tuple[Named, ...]":
    """The medicines that a text names, at least one, each with what stands with it."""
    return _medicines_in(text, chosen())


@lru_cache(maxsize=4096)
def _medicines_in(text: str, _language: object) -> "tuple[Named, ...]":
    from tracker.domain.medicine_names.several import several

    return tuple(several(text, medicine_list().words.swallowed, _held, _is_one_product))


def _amount_of_itself(name: str, *, is_alone: bool) -> Amount:
    known = None if is_alone else listed_medicine(name)
    written = written_name(name)
    if known is not None and len(known.amounts) == 1:
        return known.amounts[0]._replace(mg=_of_units(known.amounts[0].mg, written))
    strength = _strength(written.mg[0]) if len(written.mg) == 1 else None
    return Amount(written.rest or name.strip(), strength if is_alone else _of_units(strength, written))


def _of_units(mg: float | None, written: "WrittenAmount") -> float | None:
    """The mg of as many units as a part of a name tells; None where it is not known how many."""
    return None if mg is None or written.pack or written.is_unclear else _strength(mg * (written.units or 1))


def _held(text: str) -> tuple[str, ...] | None:
    found = known_names().find(text)
    return None if found is None else tuple(sorted(amount.ingredient for amount in found.amounts))


def _is_ingredient(word: str) -> bool:
    """Whether a word names a medicine by what is in it, in whatever language, and not by a brand."""
    found = known_names().find(word)
    return found is not None and any(amount.ingredient.startswith(plain_name(word)[:LEAST_OF_AN_INGREDIENT]) for amount in found.amounts)


def _is_known(word: str) -> bool:
    return known_names().find(word) is not None


def _is_one_product(text: str) -> bool:
    return known_names().is_name(text) or known_names().is_name(written_name(text).rest)


@lru_cache(maxsize=4096)
def _listed_medicine(name: str, _language: object) -> Medicine | None:
    # A chart asks for every dose of years, and most have one of few names.
    medicine = known_names().find(name)
    # A bare name tells no strength, and needs no reader of amounts.
    if medicine is not None and known_names().is_name(name):
        return medicine
    return None if medicine is None else replace(medicine, amounts=_with_strengths(medicine, name))


def _with_strengths(medicine: Medicine, name: str) -> tuple[Amount, ...]:
    amounts, written = medicine.amounts, written_name(name)
    if medicine.on_skin:
        return amounts
    if len(amounts) == 1:
        mg = written.mg if len(written.mg) == 1 else _bare_strength(name, written)
        return (amounts[0]._replace(mg=_strength(mg[0] if mg else None)),)
    parts = medicines_in(name)
    if len(parts) > 1:
        # Each part tells the strength of what it names: "paracetamol 500mg ibuprofen 600mg".
        held_by = [(listed_medicine(part.name), written_name(part.name)) for part in parts]
        told = {amount.ingredient: _of_units(amount.mg, part) for held, part in held_by if held for amount in held.amounts}
        return tuple(amount._replace(mg=told.get(amount.ingredient)) for amount in amounts)
    # Of several ingredients the list has the one of most mg first, whatever the order of the name: "8/500", "500/8". Told in part, it is not told.
    given = sorted(written.mg, reverse=True) if len(written.mg) == len(amounts) else [None] * len(amounts)
    return tuple(amount._replace(mg=_strength(value)) for amount, value in zip(amounts, given, strict=True))


def _bare_strength(name: str, written: "WrittenAmount") -> tuple[float, ...]:
    """A number without a unit as the strength in mg, where it stands behind a name: "Boots 24 paracetamol" tells none."""
    if written.bare is None or written.bare not in PLAIN_STRENGTHS or written.mg:
        return ()
    number = re.search(rf"(?<![\d.,]){written.bare:g}(?![\d.,]*\d)", name)
    is_behind = number is None or known_names().find(name[: number.end()]) is not None
    return (written.bare,) if is_behind else ()


def _strength(mg: float | None) -> float | None:
    return mg if mg is not None and 0 < mg <= MG_LIMIT else None


@cache
def _known_names(_language: object) -> KnownNames:
    # Kept for each language: the names are the translated ones, too.
    known = medicine_list()
    listed = [(name, product) for product in known.products for name in (product.name, *product.brands)]
    shown = [(medicine_words(product.name), product) for product in known.products]
    return KnownNames([*listed, *shown], known.words, (product.name for product in known.products), known.never_near)


def _single_ingredient_data(ingredient: Ingredient) -> dict[str, Any]:
    """An ingredient as the data of a product that holds it alone."""
    return {"ingredients": [{"id": ingredient.name}], "brands": list(ingredient.brands)}


def _ingredient(data: Mapping[str, Any]) -> Ingredient:
    usual = Usual(**data["usual_mg"]) if "usual_mg" in data else None
    return Ingredient(
        data["name"],
        MedicineClass(data["class"]),
        tuple(data["brands"]),
        usual,
        _limit(data),
        data.get("acts_like", ""),
        MedicineClass(data["ask_beside"]) if "ask_beside" in data else None,
        *(_atc(data.get(name, "")) for name in ("atc", "atc_on_skin")),
    )


def _atc(code: str) -> str:
    if code and not ATC_CODE.fullmatch(code):
        raise ValueError(f"no code of ATC for a substance: {code}")
    return code


def _limit(data: Mapping[str, Any]) -> Limit | None:
    bounds: dict[str, Any] = {name: Bound(data[name]["value"], data[name]["source"]) for name in FIGURES if name in data}
    if "usual_mg" in data:
        bounds["mg_at_once"] = Bound(data["usual_mg"]["most"], data["usual_mg"]["source"])
    if not bounds:
        return None
    return Limit(data["name"], **bounds, advice=data.get("advice_over_mg", {}).get("message", ""))


def _product(name: str, data: Mapping[str, Any], kinds: Mapping[str, MedicineClass]) -> Medicine:
    amounts = tuple(Amount(part["id"], None, kinds[part["id"]]) for part in data["ingredients"])
    # The same on every computer, or two diaries that are merged would hold each medicine twice.
    fixed = shared_id(f"medicine:{name}")
    return Medicine(id=fixed, name=name, amounts=amounts, brands=tuple(data["brands"]), on_skin=bool(data.get("on_skin", False)))
