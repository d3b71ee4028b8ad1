"""A block of the report's pages: a heading with lines, a small table or bars below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.statistics.hours import HourOfDay
from tracker.language import _


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a small table; `strong` are the places, from 0, of the cells that stand out."""

    cells: tuple[str, ...]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, with a quieter label before it and quieter words under it."""

    text: str
    label: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a remark beside it, a small table, lines, bars by the hour, and a note below; without any of them there is nothing of it.

    The lines are numbered from 1 where `is_numbered`; `missing` names the block where it is empty and was looked for. A
    table that `is_whole` stands over the whole width of a page, in one piece.
    """

    heading: str
    beside: str = ""
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    is_numbered: bool = False
    bars: tuple[HourOfDay, ...] = ()
    bars_words: str = ""
    note: str = ""
    missing: str = ""
    is_whole: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.rows and not self.lines and not self.bars


def plain_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Lines without labels."""
    return tuple(map(Line, texts))


def absent_words(blocks: Iterable[Block]) -> str:
    """What there is nothing of in these days, in a sentence; nothing where all is there."""
    # A block may stand on both pages: named once.
    missing = dict.fromkeys(block.missing for block in blocks if block.is_empty and block.missing)
    return _("Not written down in these days: {what}.").format(what="; ".join(missing)) if missing else ""


def shortened(text: str, limit: int) -> str:
    """The text, cut to so many characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
