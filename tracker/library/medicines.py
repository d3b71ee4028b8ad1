"""The medicines that come with the app: ingredients with their limits, products, and what is said of a class."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tracker.domain.entries import Amount, MedicineClass
from tracker.domain.medicines import Bound, Ingredient, Limit, Medicine, Usual
from tracker.library.resources import toml_resource

FOLDER = "medicines"
FIGURES = ("gap_hours", "mg_in_24_hours", "doses_in_24_hours", "days_without_advice", "advice_over_mg")


@dataclass(frozen=True, slots=True)
class ClassAdvice:
    """What is said of a class of medicines: a title and a list, in English; translated where it is shown."""

    kind: MedicineClass
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MedicineList:
    """All of it; `skin_words` in a name tell of something for the skin."""

    ingredients: tuple[Ingredient, ...]
    products: tuple[Medicine, ...]
    advice: tuple[ClassAdvice, ...]
    skin_words: frozenset[str]


@cache
def medicine_list() -> MedicineList:
    """What resources/medicines holds; every ingredient is a product too, of that ingredient alone."""
    ingredients = tuple(_ingredient(data) for data in toml_resource(FOLDER, "ingredients.toml")["ingredients"])
    kinds = {ingredient.name: ingredient.kind for ingredient in ingredients}
    more = toml_resource(FOLDER, "products.toml")
    products = [_product(ingredient.name, _single_ingredient_data(ingredient), kinds) for ingredient in ingredients]
    products += [_product(data["name"], data, kinds) for data in more["products"]]
    advice = tuple(
        ClassAdvice(MedicineClass(data["class"]), data["title"], tuple(data["items"])) for data in toml_resource(FOLDER, "advice.toml")["advice"]
    )
    return MedicineList(ingredients, tuple(products), advice, frozenset(more["skin"]["key"]))


def _single_ingredient_data(ingredient: Ingredient) -> dict[str, Any]:
    """An ingredient as the data of a product that holds it alone."""
    return {"ingredients": [{"id": ingredient.name}], "brands": list(ingredient.brands)}


def _ingredient(data: Mapping[str, Any]) -> Ingredient:
    usual = Usual(**data["usual_mg"]) if "usual_mg" in data else None
    return Ingredient(data["name"], MedicineClass(data["class"]), tuple(data["brands"]), usual, _limit(data))


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
    fixed = str(uuid5(NAMESPACE_URL, f"recovery-tracker:medicine:{name}"))
    return Medicine(id=fixed, name=name, amounts=amounts, brands=tuple(data["brands"]), on_skin=bool(data.get("on_skin", False)))
