"""Sets the report as one A4 page in PDF, by Typst: tagged for screen readers and fit for keeping where the text allows it."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import matplotlib as mpl
import typst

from tracker.charts.files import chart_bytes
from tracker.charts.style import BIDI_CONTROLS, ELLIPSIS, POINTS_PER_INCH, UNDRAWABLE, paper
from tracker.language import _
from tracker.library.resources import resource
from tracker.reports.content import Block, ReportContent, shortened

STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
# Characters in a line and lines in a block: from generous to what fits a page whatever was written.
TEXT_LIMITS = ((600, 20), (240, 20), (120, 12), (60, 8), (40, 5))
LEAST_CHART, MOST_CHART = 150.0, 470.0
LONGEST_WORD, BREAK_EVERY = 24, 8
SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
BREAK_HERE = "\N{ZERO WIDTH SPACE}"
NONCHARACTERS = frozenset({*range(0xFDD0, 0xFDF0), *(plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF))})


@dataclass(frozen=True, slots=True)
class Typeset:
    """The report as a PDF; `standard` where it meets PDF/UA-1 and PDF/A-2a, else `remark` says why not."""

    pdf: bytes
    standard: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    """What the words leave on the first page for the chart, in points, and how many pages they fill."""

    width: float
    height: float
    pages: int


def typeset(content: ReportContent) -> Typeset:
    """Set the page; long texts are shortened as far as one page needs, and no text, however odd, stops it."""
    compiler = typst.Compiler(str(resource("report", "report.typ")), root=str(resource("report")), font_paths=_fonts())
    data, room = _that_fits(compiler, content)
    size = (room.width / POINTS_PER_INCH, min(max(room.height, LEAST_CHART), MOST_CHART) / POINTS_PER_INCH)
    chart = chart_bytes(content.picture, "svg", paper(), size, POINTS_PER_INCH, "").decode()
    inputs = {"data": data, "chart": chart}
    try:
        return Typeset(_compiled(compiler, inputs, content, STANDARDS), standard=True)
    except typst.TypstError:
        remark = _("The report holds a character that no font here has, so the file does not follow the rules for archives and screen readers.")
        return Typeset(_compiled(compiler, inputs, content, []), standard=False, remark=remark)


def _compiled(compiler: typst.Compiler, inputs: dict[str, str], content: ReportContent, standards: "list[typst.PDFStandard]") -> bytes:
    pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=int(content.written.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("one document was asked for")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, and the one the page is set in, which matplotlib brings."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[mpl.get_data_path() + "/fonts/ttf"])


def _that_fits(compiler: typst.Compiler, content: ReportContent) -> tuple[str, _Room]:
    """The page's data with its texts as long as may be, and the room this leaves for the chart."""
    for letters, lines in TEXT_LIMITS:
        data = json.dumps(page_data(content, letters, lines))
        compiler.compile(format="svg", sys_inputs={"data": data})
        room = _Room(**json.loads(compiler.query("<room>", field="value", one=True)))
        if room.pages == 1 and room.height >= LEAST_CHART:
            break
    return data, room


def page_data(content: ReportContent, letters: int, lines: int) -> dict[str, Any]:
    """The content as plain data for the template, its texts fit to print and no more lines, and no longer ones, than given."""
    short = replace(content, episodes=_cut(content.episodes, letters, lines), blocks=_cut(content.blocks, letters, lines))
    data = {
        "language": short.language,
        "heading": short.heading,
        "under_heading": short.under_heading,
        "episodes": [{"heading": block.heading, "lines": block.lines} for block in short.episodes],
        "weeks": {"columns": short.weeks.columns, "rows": short.weeks.rows, "change": short.weeks.change},
        "chart_heading": short.chart_heading,
        "chart_words": short.chart_words,
        "blocks": [{"heading": block.heading, "lines": block.lines} for block in short.blocks],
        "footer": short.footer,
    }
    return {key: _printable_all(value) for key, value in data.items()}


def _cut(blocks: tuple[Block, ...], letters: int, lines: int) -> tuple[Block, ...]:
    return tuple(Block(block.heading, tuple(shortened(line, letters) for line in _first(block.lines, lines))) for block in blocks)


def _first(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    return lines if len(lines) <= most else (*lines[: most - 1], ELLIPSIS)


def _printable_all(value: Any) -> Any:  # noqa: ANN401 - plain data, however deep
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable_all(each) for key, each in value.items()}
    return [_printable_all(each) for each in value]


def printable(text: str) -> str:
    """The text with U+FFFD for what cannot be printed, and with places to break in words longer than 24 characters."""
    clean = "".join(_printable_character(character) for character in SPACES.sub(" ", text.strip()))
    return " ".join(_breakable(word) for word in clean.split(" "))


def _printable_character(character: str) -> str:
    is_odd = unicodedata.category(character) in {"Cc", "Cs"} or ord(character) in NONCHARACTERS or character in BIDI_CONTROLS
    return UNDRAWABLE if is_odd else character


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK_HERE.join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))
