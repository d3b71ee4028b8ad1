"""Amounts as people and packs write them: "500mg", "2 x 0,5 g", "8/500", "1½ tablets"; one reading for what is typed and what files bring."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

MG_OF = {"g": 1000.0, "mg": 1.0, "mcg": 0.001, "ug": 0.001, "µg": 0.001, "μg": 0.001}
# Numbers without a unit, as in "8/500", are strengths where the largest lies here: other pairs are fractions or dates.
STRENGTHS_OF_PAIRS = (100, 1000)
# More than this is the number in a pack, not the number taken.
MOST_UNITS_IN_A_NAME = 6
_HALVES = {"½": 0.5, "1/2": 0.5, "¼": 0.25, "1/4": 0.25}
_N = r"\d{1,9}(?:[.,]\d{1,9})?"
_U = r"(?:mg|mcg|µg|μg|ug|g)(?![^\W\d_])"
# Not within a word or another number, and not less than none.
_START, _END = r"(?<![\w.,/])(?<!\s-)(?<!^-)", r"(?![.,]?[\w/])"
_HALF = re.compile(r"(?<![\d/.,])(\d{1,2} ?(?=[½¼])|\d{1,2} (?=1/[24]))?(½|¼|1/2|1/4)(?![\d/])")
# What is in a spoon or goes through the skin by the hour tells no mg of a unit.
_IN_A_VOLUME = re.compile(rf"{_N}\s*{_U}\s*/\s*(?:{_N})?\s*(?:ml|l|g|h|hr|hours?|std)(?![^\W\d_])|{_N}\s*(?:ml|l|%)(?![^\W\d_])", re.IGNORECASE)
_TIMES = re.compile(r"(?<=[\dg])\s*[x\u00d7*]\s*(?=\d)", re.IGNORECASE)
_STRENGTHS = re.compile(rf"{_START}\(?({_N}\s*(?:{_U})?(?:\s*[/+]\s*{_N}\s*(?:{_U})?)*)\)?{_END}", re.IGNORECASE)
_STRENGTH = re.compile(rf"({_N})\s*({_U})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_COUNT = re.compile(rf"{_START}(?:({_N})\s*x(?![^\W_])|x\s*({_N}){_END})", re.IGNORECASE)
_COUNT_OF_FORMS = re.compile(rf"{_START}({_N})\s*([^\W\d_]+)\.?(?![\w])")
_LEADING = re.compile(r"\s*([1-9])\s+(?=[^\W\d_]{4})")
_BARE = re.compile(rf"{_START}({_N}){_END}")


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """What a text says: mg of each ingredient in one unit, how many units, a number that says neither, and the text without mg and units."""

    mg: tuple[float, ...] = ()
    units: float | None = None
    bare: float | None = None
    rest: str = ""


def read_amount(text: str, forms: Collection[str]) -> WrittenAmount:
    """Read a text; `forms` are the words in small letters for what is counted, such as "tablets"."""
    left = _IN_A_VOLUME.sub(" ", _TIMES.sub(" x ", _HALF.sub(_as_decimal, text)))
    mg: list[float] = []

    def take_strengths(found: re.Match[str]) -> str:
        strengths = _strengths(found[1])
        mg.extend(strengths)
        return " " if strengths else found[0]

    left = _STRENGTHS.sub(take_strengths, left)
    left, units = _units(left, forms)
    bare = [_number(found[1]) for found in _BARE.finditer(left)]
    return WrittenAmount(tuple(mg), units, bare[0] if len(bare) == 1 else None, " ".join(left.split()).strip(" ,;()"))


def read_name(text: str, forms: Collection[str]) -> WrittenAmount:
    """Read the name of a medicine with what stands in it: "2 paracetamol 500mg caplets". A number as of a whole pack is no number of units."""
    leading = _LEADING.match(text)
    found = read_amount(text[leading.end() :] if leading else text, forms)
    units = found.units or (float(leading[1]) if leading else None)
    return replace(found, units=units if units and units <= MOST_UNITS_IN_A_NAME else None)


def _as_decimal(found: re.Match[str]) -> str:
    return f"{float(found[1] or 0) + _HALVES[found[2]]:g} "


def _strengths(text: str) -> list[float]:
    """The mg of "500mg", "8/500 mg" or "8/500"; none of a number alone."""
    parts = [(found[1], (found[2] or "").casefold()) for found in _STRENGTH.finditer(text)]
    units = [unit for _number_text, unit in parts if unit]
    least, most = STRENGTHS_OF_PAIRS
    if not units and (len(parts) == 1 or not least <= max(_number(number) for number, _unit in parts) <= most):
        return []
    # Of "8/500 mg" both are mg: a number without a unit has that of the last one.
    last = units[-1] if units else "mg"
    return [_number(number, unit or last) * MG_OF[unit or last] for number, unit in parts]


def _number(text: str, unit: str = "mg") -> float:
    """A number, whatever separates its thousands or its decimals; "1.000" is a thousand, but of grams, where it is one."""
    if unit != "g" and _THOUSANDS.fullmatch(text):
        return float(re.sub("[.,]", "", text))
    return float(text.replace(",", "."))


def _units(text: str, forms: Collection[str]) -> tuple[str, float | None]:
    """The text without the number of units, and that number."""
    found = _COUNT.search(text) or next((found for found in _COUNT_OF_FORMS.finditer(text) if found[2].casefold() in forms), None)
    if found is None:
        return text, None
    # Both patterns tell the number in their first group, but for "x 2".
    number = _number(found[1] or found[2])
    return f"{text[: found.start()]} {text[found.end() :]}", number or None
