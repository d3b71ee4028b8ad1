"""The cells of a column: what parts its lists, what stands before its decimals, which words say nothing, as mapping or column show."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain.entries import MOST_PAIN
from tracker.importers.table.cells import is_missing, names
from tracker.importers.table.column_ways import ColumnWays
from tracker.importers.written.cell_words import NO_PAIN, NOT_TOLD, NOTHING, SEVERITY, is_nothing, severity_word
from tracker.importers.written.numbers import WrittenNumber, decimal_mark, read_number

# Marks that part lists and mean nothing else; those that do so only where the column has none of these.
SURE_MARKS, OTHER_MARKS = ";|\n\t\uff1b", ",/\u3001\uff0c\uff0f"
# A list as programs write it, ["back","hip"], and what stands before and around the names of one: "- back", "2. hip".
_WITHIN_BRACKETS = re.compile(r"[\[{]([^\[\]{}]*)[\]}]")
_BULLETS = re.compile(r"(?:\A|(?<=\s))(?:[\u2022\u2023\u25aa\u25cf]\s*|\d{1,2}[.)]\s+)")
_BULLET = re.compile(r"\A[-*\u2013]\s+")
_QUOTED = re.compile(r"([\"'\u201c\u201e])([^\"\u201c-\u201e]+)[\"'\u201c\u201d]")
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
        return is_nothing(cell) and self.worth(cell) is None

    def worth(self, cell: str) -> float | None:
        """What a word in a cell is worth on the scale of the column; None for a word that is not known there."""
        # Nearly every cell is a number, which is no word.
        if cell[:1].isdigit():
            return self.words.get(cell.casefold())
        found = self.words.get(cell.casefold())
        return self.words.get(severity_word(cell)) if found is None else found

    def parts(self, cell: str) -> tuple[str, ...]:
        """The names in a cell, each once, without those that say nothing."""
        # "n/a" is one word, whatever parts the others.
        if self.is_empty(cell):
            return ()
        whole = _WITHIN_BRACKETS.fullmatch(cell)
        listed = whole[1] if whole else cell
        listed = _BULLETS.sub("\n", listed) if _BULLETS.match(listed) else listed
        marks = self.separators if listed == cell else f"{self.separators}\n"
        plain = (_without_quotes(_BULLET.sub("", name)) for name in names(listed, marks))
        return tuple(dict.fromkeys(name for name in plain if not self.says_nothing(name)))

    def says_nothing(self, name: str) -> bool:
        """Whether a name of a list names nothing: zero does not either."""
        return self.is_empty(name) or name == "0"

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


def _without_quotes(name: str) -> str:
    quoted = _QUOTED.fullmatch(name)
    return quoted[2].strip() if quoted else name


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
    nothing = {word: low for word in NOTHING - NOT_TOLD if re.search(r"[^\W\d_]{2}", word)}
    # A mapping that knows words knows all of them.
    return {**no_pain, **nothing, **({} if own else severities), **own}


def _separators(cells: Sequence[str]) -> str:
    shown = "".join(cells)
    sure = [mark for mark in SURE_MARKS if mark in shown]
    return SURE_MARKS if sure else SURE_MARKS + OTHER_MARKS
