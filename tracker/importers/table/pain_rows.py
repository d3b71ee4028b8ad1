"""The pain of a row: its value as people write it, converted to points 0-10, its places and what is said of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tracker.domain.entries import PainEntry, Scale, SiteReading
from tracker.errors import Refused
from tracker.importers.complaints import site_of
from tracker.importers.source import shown
from tracker.importers.table.cells import points
from tracker.importers.table.column_cells import ColumnCells
from tracker.importers.table.column_ways import Range
from tracker.importers.table.contract import Shared
from tracker.importers.table.mapping import POINTS
from tracker.importers.written.numbers import WrittenNumber, is_unsure, read_number, tells_numbers
from tracker.language import _

# The tops of scales on which people give a number of so many.
TOPS = (4.0, 5.0, 6.0, 10.0, 100.0)
RATINGS = ("worst", "least", "average")
LISTS = ("words", "worse_with", "eased_by")


class Rating(NamedTuple):
    """A value in points; the value and the scale it was given on, where that is another; and the cell, where it says more than a number."""

    points: float
    original: Scale | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class RatingColumn:
    """A column of ratings on a scale; `tops` are those of other scales that its cells surely name, as "2/5" does."""

    cells: ColumnCells
    scale: tuple[float, float]
    range: Range | None = None
    tops: frozenset[float] = frozenset()

    def rating(self, cell: str) -> Rating | str | None:
        """The rating in a cell; the cell itself where it does not say which value; None where it says nothing. Raises Refused."""
        if self.cells.is_empty(cell):
            return None
        worth = self.cells.worth(cell)
        if worth is not None:
            return Rating(points(worth, self.scale, self.cells.name), self._original(worth, self.scale), cell)
        found = self.cells.number(cell)
        if found is None and (is_unsure(cell) or tells_numbers(cell)):
            return cell
        if found is None:
            raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(self.cells.name)))
        return self._of_number(found, cell)

    def _of_number(self, found: WrittenNumber, cell: str) -> Rating | str:
        scale = self.scale
        if found.top is not None and found.top != scale[1]:
            if found.top not in TOPS or (self._may_be_range(found, cell) and found.top not in self.tops):
                return cell
            scale = (0.0, found.top)
        value = found.value
        if found.last is not None:
            if self.range is None:
                return cell
            value = {Range.LOWER: found.value, Range.MIDDLE: (found.value + found.last) / 2, Range.UPPER: found.last}[self.range]
        said = cell if found.words or found.last is not None else ""
        return Rating(points(value, scale, self.cells.name), self._original(value, scale), said)

    @staticmethod
    def _may_be_range(found: WrittenNumber, cell: str) -> bool:
        """Whether "4/5" may be from 4 to 5, and not 4 of 5."""
        return found.top is not None and "/" in cell and found.top - found.value == 1

    @staticmethod
    def _original(value: float, scale: tuple[float, float]) -> Scale | None:
        return None if scale == POINTS else Scale(value, *scale)


def tops_named(cells: Iterable[str]) -> frozenset[float]:
    """The tops of scales that cells name beside their values, but for one that may be the other end of a range: "4/5"."""
    found = (read_number(cell) for cell in cells)
    return frozenset(number.top for number in found if number is not None and number.top is not None and number.top - number.value != 1)


@dataclass(frozen=True, slots=True)
class PainRows:
    """Reads the pain of rows; what they hold is given by our names of the columns."""

    ratings: Mapping[str, RatingColumn]
    lists: Mapping[str, ColumnCells]
    note: ColumnCells | None

    def entry(self, cells: Mapping[str, str], symptom: str, common: Callable[[], Shared], said: str = "") -> PainEntry | None:
        """The pain of a row, None where it has no value for it; `symptom` names its place where a column of its own does.

        `said` stands in its note as well. Raises Refused.
        """
        if not self.ratings:
            return None
        found = {name: column.rating(cells[name]) for name, column in self.ratings.items()}
        now = found.get("pain")
        values = {name: rating.points for name in RATINGS if isinstance(rating := found.get(name), Rating)}
        lists = {name: column.parts(cells[name]) for name, column in self.lists.items()}
        if not isinstance(now, Rating):
            # A pain without its value is no reading; dropped in silence, what was written of it would be lost.
            if now is None and (values or any(isinstance(rating, str) for rating in found.values()) or any(lists.get(name) for name in LISTS)):
                raise Refused(_("The row describes pain but has no value for it."))
            return None
        places = dict.fromkeys((*filter(None, [_place(symptom)]), *lists.get("site", ())))
        return PainEntry(
            pain=now.points,
            worst=values.get("worst"),
            least=values.get("least"),
            average=values.get("average"),
            words=lists.get("words", ()),
            worse_with=lists.get("worse_with", ()),
            eased_by=lists.get("eased_by", ()),
            sites=tuple(SiteReading(name, now.points) for name in places),
            note="\n".join((*filter(None, [said]), *self._said(found, cells), *filter(None, [self._note(cells)]))),
            original=now.original,
            **common(),
        )

    def unsure_lines(self, cells: Mapping[str, str]) -> list[str]:
        """What a row says of a pain whose value it does not tell, such as 6-7: each cell under the name of its column; none where it has a value."""
        if "pain" not in self.ratings or not isinstance(self.ratings["pain"].rating(cells["pain"]), str):
            return []
        said = [(name, rating.cells) for name, rating in self.ratings.items() if not rating.cells.is_empty(cells[name])]
        said += [(name, column) for name, column in self.lists.items() if not column.says_nothing(cells[name])]
        return [f"{column.name}: {cells[name]}" for name, column in said]

    def _said(self, found: Mapping[str, Rating | str | None], cells: Mapping[str, str]) -> Iterator[str]:
        for name, rating in found.items():
            said = rating.said if isinstance(rating, Rating) else rating
            if said:
                yield f"{self.ratings[name].cells.name}: {cells[name]}"

    def _note(self, cells: Mapping[str, str]) -> str:
        return "" if self.note is None or self.note.is_empty(cells["note"]) else cells["note"]


def _place(symptom: str) -> str:
    return (site_of(symptom) or symptom) if symptom else ""
