"""The cells of a column: what parts its lists, what stands before its decimals, which words say nothing, as mapping or column show."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain.entries import MOST_PAIN
from tracker.importers.table.cells import is_missing, names
from tracker.importers.table.column_ways import ColumnWays
from tracker.importers.written.cell_words import NO_PAIN, NOTHING, SEVERITY, is_nothing, severity_word
from tracker.importers.written.numbers import WrittenNumber, decimal_mark, read_number

# Marks that part lists and mean nothing else; those that do so only where the column has none of these.
SURE_MARKS, OTHER_MARKS = ";|\n\uff1b", ",/\u3001\uff0c\uff0f"
AS_SHOWN = ColumnWays()


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """How the cells of a column are to be read; `words` are what words are worth on its scale, where it has any of them,
    `usual_decimal` stands before the decimals of measures where no cell of the column tells.
    """

    name: str
    separators: str
    decimal: str
    missing: tuple[float | str, ...]
    words: Mapping[str, float] = field(default_factory=dict)
    usual_decimal: str = ""

    def is_empty(self, cell: str) -> bool:
        """Whether a cell says nothing: empty, a word for nothing, or listed as missing. "None" is a value where other words are."""
        return self.is_missing(cell) or self._is_nothing(cell)

    def is_missing(self, cell: str) -> bool:
        """Whether a cell is empty or listed as missing."""
        return is_missing(cell, self.missing, decimal_comma=self.decimal != ".")

    def _is_nothing(self, cell: str) -> bool:
        return is_nothing(cell) and cell.casefold() not in self.words

    def worth(self, cell: str) -> float | None:
        """What a word in a cell is worth on the scale of the column; None for a word that is not known there."""
        found = self.words.get(cell.casefold())
        return self.words.get(severity_word(cell)) if found is None else found

    def parts(self, cell: str) -> tuple[str, ...]:
        """The names in a cell, each once, without those that say nothing."""
        # "n/a" is one word, whatever parts the others.
        return () if self.is_empty(cell) else tuple(name for name in names(cell, self.separators) if not self.is_empty(name))

    def number(self, cell: str, *, is_count: bool = False) -> WrittenNumber | None:
        """The number in a cell; None where it is none."""
        # What is counted has no decimals, unless the column shows some.
        return read_number(cell, self.decimal or ("" if is_count else self.usual_decimal), is_count=is_count)


def column_cells(
    name: str,
    cells: Sequence[str],
    ways: ColumnWays = AS_SHOWN,
    *,
    missing: tuple[float | str, ...] = (),
    usual_decimal: str = "",
    words: Mapping[str, float] | None = None,
) -> ColumnCells:
    """The ways of a column by some of its cells, where the mapping does not say them."""
    separators = ways.separators or _separators(cells)
    return ColumnCells(name, separators, ways.decimal or decimal_mark(list(cells)), (*ways.missing, *missing), words or {}, usual_decimal)


def severity_words(cells: Iterable[str], scale: tuple[float, float], known: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """What the words in a column of pain are worth on its scale: those the mapping knows, else those of severities.

    None where it holds no such word; beside them "none" is no pain.
    """
    own = dict(known)
    found = {severity_word(cell) for cell in cells} | {cell.casefold() for cell in cells}
    low, high = scale
    severities = {word: low + points * (high - low) / MOST_PAIN for word, points in SEVERITY.items()}
    # "No pain" says it of a pain in any column; "none" beside words for its severity alone.
    no_pain = dict.fromkeys(NO_PAIN, low)
    if found.isdisjoint(severities) and found.isdisjoint(own):
        return {**no_pain, **own}
    nothing = {word: low for word in NOTHING - _NOT_TOLD if re.search(r"[^\W\d_]{2}", word)}
    # A mapping that knows words knows all of them.
    return {**no_pain, **nothing, **({} if own else severities), **own}


# Of a pain these say that nobody knows, and not that there was none.
_NOT_TOLD = frozenset({"n/a", "na", "n.a.", "n.a", "not applicable", "not recorded", "null", "k.a.", "k. a.", "entfällt", "sans objet"})


def _separators(cells: Sequence[str]) -> str:
    shown = "".join(cells)
    sure = [mark for mark in SURE_MARKS if mark in shown]
    return SURE_MARKS if sure else SURE_MARKS + OTHER_MARKS
