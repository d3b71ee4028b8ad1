"""The content as plain data for the template: its texts fit to print, only monstrous ones cut, its charts drawn."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from tracker.charts.chart import ChartKind
from tracker.charts.drawing.files import FileKind, chart_bytes
from tracker.charts.drawing.style import FONT, POINTS_PER_INCH, paper
from tracker.charts.pain.draw import draw_pain
from tracker.charts.pain.picture import PainPicture
from tracker.domain.entries import NOTE_LIMIT
from tracker.language import _
from tracker.reports.bars import bars_svg
from tracker.reports.blocks import Block
from tracker.reports.choices import Paper
from tracker.reports.content import EpisodeBlock, ReportContent, shortened
from tracker.reports.printing import printable
from tracker.reports.sections import ChartSection, TableSection

PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
# Widths in points: a page without its two margins of 39, as the template sets them.
WIDTHS = {Paper.A4: 595.28 - 78, Paper.LETTER: 612.0 - 78}
# In points: page one has to hold the curve and the blocks, a chart of its own may be higher, and the body is high itself.
PAIN_HEIGHT, CHART_HEIGHT, BODY_HEIGHT = 196.0, 250.0, 340.0
# Three blocks beside each other; a column holds about 34 letters a line, and of more than 18 lines a block is set over the width.
COLUMNS, LETTERS_A_LINE, TALL_LINES = 3, 34, 18
# A chart with more letters of words than this may go on over the page, as it would not fit one.
TALL_WORDS = 1_800
# Texts of page one are cut sooner than notes, which are printed whole, to the limit of a note.
MOST_LETTERS, MOST_NOTE_LETTERS = 600, NOTE_LIMIT
MANY_MARKS, DOTS_PER_INCH = 3_000, 220

Image = tuple[str, list[int] | str]


def page_data(content: ReportContent) -> dict[str, Any]:
    """Everything but the pictures."""
    data: dict[str, Any] = {
        # Typst takes the language alone; the country goes in beside it.
        "language": content.language.replace("-", "_").split("_")[0].lower(),
        "paper": PAPERS[content.paper],
        "page_words": _("page {page} of {pages}"),
        "heading": content.heading,
        "under_heading": " · ".join(content.under_heading),
        "running": " · ".join((content.heading, *content.running)),
        "episodes": [_lines(block) for block in content.episodes],
        "weeks": {"corner": _("pain"), "columns": content.weeks.columns, "rows": content.weeks.rows, "change": content.weeks.change},
        "chart_heading": content.chart_heading,
        "chart_words": content.chart_words,
        "rows": [_row(blocks) for blocks in _side_by_side(content.blocks)],
        "footer": " ".join(content.footer),
        "no_charts": content.no_charts,
        "tables": [_table(section) for section in content.tables],
    }
    # The drawings are no text: breaking their long words would break them.
    return {**_printable_all(data), "region": _region(content.language), "bars": _bars(content.blocks)}


def page_one_chart(picture: PainPicture, on: Paper) -> dict[str, Any]:
    """The curve of the first page."""
    draw = partial(draw_pain, picture=picture, palette=paper())
    kind, image = _image(draw, on, PAIN_HEIGHT, _marks_of(picture))
    return {"chart": image, "chart_format": kind}


def section_chart(section: ChartSection, on: Paper) -> dict[str, Any]:
    """A chart of its own, drawn."""
    draw = partial(section.chart.draw, palette=paper())
    height = BODY_HEIGHT if section.chart.kind is ChartKind.BODY else CHART_HEIGHT
    kind, image = _image(draw, on, height, len(section.chart.table.rows))
    words = [printable(shortened(line, MOST_NOTE_LETTERS)) for line in section.words]
    texts = {"heading": printable(section.heading), "words": words, "alt": " ".join(words)}
    return {**texts, "tall": len(texts["alt"]) > TALL_WORDS, "format": kind, "image": image}


def _image(draw: Any, on: Paper, height: float, marks: int) -> Image:  # noqa: ANN401 - whatever draws on a figure
    """As lines and curves, or, where there are so many that a file of them would be slow to look at, as fine dots."""
    size = (WIDTHS[on] / POINTS_PER_INCH, height / POINTS_PER_INCH)
    kind: FileKind = "png" if marks > MANY_MARKS else "svg"
    drawn = chart_bytes(draw, kind, size, DOTS_PER_INCH)
    return kind, drawn.decode() if kind == "svg" else list(drawn)


def _marks_of(picture: PainPicture) -> int:
    return sum(len(picture.shown_of(course)) for course in picture.courses)


def _lines(block: EpisodeBlock) -> dict[str, Any]:
    return {"heading": block.heading, "lines": [shortened(line, MOST_LETTERS) for line in block.lines]}


def _side_by_side(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in rows of three, in their order; one too long for a column has a row of its own."""
    rows: list[list[Block]] = []
    is_open = False
    for block in blocks:
        is_wide = _lines_of(block) > TALL_LINES
        if is_open and not is_wide and len(rows[-1]) < COLUMNS:
            rows[-1].append(block)
        else:
            rows.append([block])
        is_open = not is_wide
    return rows


def _row(blocks: Sequence[Block]) -> dict[str, Any]:
    """A row of three stays together; a block alone may go on over the page."""
    return {"wide": _lines_of(blocks[0]) > TALL_LINES, "blocks": [_block(block) for block in blocks]}


def _lines_of(block: Block) -> int:
    """About as many lines as the block has in a column."""
    return sum(min(len(line), MOST_LETTERS) // LETTERS_A_LINE + 1 for line in (*block.lines, block.note))


def _block(block: Block) -> dict[str, Any]:
    return {
        "heading": block.heading,
        "beside": block.beside,
        "lines": [shortened(line, MOST_LETTERS) for line in block.lines],
        "has_bars": bool(block.bars),
        "bars_words": block.bars_words,
        "note": block.note,
    }


def _bars(blocks: tuple[Block, ...]) -> str:
    return next((bars_svg(block.bars, paper(), FONT) for block in blocks if block.bars), "")


def _table(section: TableSection) -> dict[str, Any]:
    days = [{"heading": day.heading, "rows": [[shortened(cell, MOST_NOTE_LETTERS) for cell in row] for row in day.rows]} for day in section.days]
    return {"heading": section.heading, "lead": section.lead, "headers": section.headers, "days": days}


def _region(language: str) -> str | None:
    """The country of a language such as "pt_BR"."""
    _language, _mark, country = language.replace("-", "_").partition("_")
    return country.lower() if country.isascii() and country.isalpha() and len(country) == len("BR") else None


def _printable_all(value: Any) -> Any:  # noqa: ANN401 - plain data, however deep
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable_all(each) for key, each in value.items()}
    # After strings and tables: all else in this data is a list.
    if isinstance(value, bool):
        return value
    return [_printable_all(each) for each in value]
