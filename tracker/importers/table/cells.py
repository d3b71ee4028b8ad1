"""What the cells of a table mean: numbers, points on a scale, yes and no, lists of names."""

import re
from collections.abc import Sequence

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.importers.source import shown
from tracker.importers.written.cell_words import NO, NOTHING, YES
from tracker.language import _

# So much of a column of 0 to 100 lies above 10, and so high its highest.
LEAST_PART_ABOVE, LEAST_OF_HUNDRED = 0.2, 20
# Fifteen digits are what a float holds exactly; no exponents, no "nan": such cells are text in the tables people have.
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,30})?|[.,]\d{1,30})", re.ASCII)


def number(cell: str, column: str, *, decimal_comma: bool) -> float:
    """The number in a cell; raises Refused."""
    if not _NUMBER.fullmatch(cell) or ("," in cell and not decimal_comma):
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(column)))
    return float(cell.replace(",", "."))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number."""
    return _NUMBER.fullmatch(cell) is not None


def amount(cell: str, column: str, *, decimal_comma: bool) -> float:
    """The number in a cell that cannot be below zero; raises Refused."""
    value = number(cell, column, decimal_comma=decimal_comma)
    if value < 0:
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(column)))
    return value


def points(value: float, scale: tuple[float, float], column: str) -> float:
    """A value of a scale in points 0-10, in proportion; raises Refused for one outside it."""
    low, high = scale
    if not low <= value <= high:
        raise Refused(
            _("The value under “{column}” is not on its scale, {least} to {most}.").format(
                column=shown(column), least=number_text(low), most=number_text(high)
            )
        )
    # A value at the top of its scale may come out above 10 by the last floating-point digit.
    return min(float(MOST_PAIN), LEAST_PAIN + (value - low) * (MOST_PAIN - LEAST_PAIN) / (high - low))


def yes_or_no(cell: str, column: str, *, decimal_comma: bool) -> bool | None:
    """Whether a cell says yes; any number but zero does. None for a word for nothing; raises Refused."""
    # A hyphen alone says no, as "no" does, though both are nothing elsewhere.
    for words, says in ((YES, True), (NO, False), (NOTHING, None)):
        if cell.casefold().rstrip("\ufe0f") in words:
            return says
    if not _NUMBER.fullmatch(cell):
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(column)))
    return number(cell, column, decimal_comma=decimal_comma) != 0


def scale_of_values(values: Sequence[float]) -> tuple[float, float]:
    """The scale of ratings of which nothing tells it, 0 to 10 or 0 to 100: a slip, 11 or a sum at the end, makes none of the others a tenth."""
    above = [value for value in values if value > MOST_PAIN]
    is_of_hundred = len(above) >= LEAST_PART_ABOVE * len(values) and max(above, default=0) >= LEAST_OF_HUNDRED
    return (0.0, 100.0) if is_of_hundred else (float(LEAST_PAIN), float(MOST_PAIN))


def names(cell: str, marks: str = ";") -> tuple[str, ...]:
    """The names in a cell, set apart by semicolons or other marks, each once."""
    return tuple(dict.fromkeys(name.strip() for name in re.split(f"[{re.escape(marks)}]", cell) if name.strip()))


def is_missing(cell: str, missing: tuple[float | str, ...], *, decimal_comma: bool) -> bool:
    """Whether a cell says nothing: empty, or among those listed as missing, as text or as a number."""
    if not cell or cell in missing:
        return True
    is_number = _NUMBER.fullmatch(cell) and (decimal_comma or "," not in cell)
    return bool(is_number) and float(cell.replace(",", ".")) in missing
