"""The content as plain data for the template: its texts fit to print, only monstrous ones cut, its charts drawn."""

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil
from typing import Any

from tracker.charts.chart import ChartKind
from tracker.charts.drawing.files import FileKind, chart_bytes
from tracker.charts.drawing.letters import POINTS_PER_INCH
from tracker.charts.drawing.style import FONT, paper
from tracker.charts.pain.draw import draw_pain
from tracker.charts.pain.picture import PainPicture
from tracker.domain.entries import NOTE_LIMIT
from tracker.language import _, pgettext
from tracker.reports.bars import bars_svg
from tracker.reports.block import Block, shortened
from tracker.reports.choices import Paper
from tracker.reports.content import EpisodeBlock, ReportContent
from tracker.reports.page_one_head import Tile
from tracker.reports.printing import printable
from tracker.reports.sections import ChartSection, TableSection
from tracker.reports.small_body import arrows_of, body_svg, body_words

PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
# In points: a page without its two margins of 39, as the template sets them, and what of its height is left for page one.
WIDTHS = {Paper.A4: 595.28 - 78, Paper.LETTER: 612.0 - 78}
HEIGHTS = {Paper.A4: 841.89 - 80, Paper.LETTER: 792.0 - 80}
# The curve takes this share of page one's width, the body the rest; what stands beside and over the blocks takes about so many points.
CURVE_SHARE, HEAD_HEIGHT = 0.69, 175.0
# In points, the highest that leaves room for the blocks is taken; a chart of its own may be higher, and the body is high itself.
CHART_HEIGHT, BODY_HEIGHT = 250.0, 340.0
# How high the curve is, and how high a line of the blocks then may be: a lower curve before letters hard to read, and those before a flat curve.
CURVE_HEIGHTS = ((190.0, 10.6), (165.0, 10.0), (140.0, 8.4))
# The letters of a chart are those of a screen: drawn larger and set smaller, they are as small as those around.
CURVE_SCALE = 1.2
# Three blocks beside each other; a column holds about 34 letters a line, and of more than 18 lines a block is set over the width.
COLUMNS, LETTERS_A_LINE, TALL_LINES = 3, 34, 18
# Columns of a table that one column of page one holds, and letters of one of its lines, which are smaller.
MOST_COLUMNS, PAGE_ONE_LETTERS = 4, 38
BLOCK_GAP = 16.0
# A chart with more letters of words than this may go on over the page, as it would not fit one.
TALL_WORDS = 1_800
# Texts are cut sooner than notes, which are printed whole, to the limit of a note.
MOST_LETTERS, MOST_NOTE_LETTERS = 600, NOTE_LIMIT
MANY_MARKS, DOTS_PER_INCH = 3_000, 220

Image = tuple[str, list[int] | str]


def page_data(content: ReportContent) -> dict[str, Any]:
    """Everything but the curve and the charts."""
    data: dict[str, Any] = {
        # Typst takes the language alone; the country goes in beside it.
        "language": content.language.replace("-", "_").split("_")[0].lower(),
        "paper": PAPERS[content.paper],
        "page_words": _("Page {number} of {count}"),
        "heading": content.heading,
        "under_heading": " · ".join(content.under_heading),
        "running": " · ".join((content.heading, *content.running)),
        "lead": content.head.lead,
        "under_lead": content.head.under_lead,
        "tiles": [_tile(tile) for tile in content.head.tiles],
        "chart_heading": content.chart_heading,
        "chart_words": content.chart_words,
        "body_heading": _("Where"),
        "body_words": body_words(content.places),
        "body_note": _body_note(content),
        "sides": [pgettext("body", "Back"), pgettext("body", "Front")],
        "first_rows": [_row(blocks) for blocks in _side_by_side(content.blocks, _is_broad)],
        "footer": " ".join(content.footer),
        "more_heading": _("More from the diary"),
        "episodes": [_lines(block) for block in content.episodes] if content.more_blocks else [],
        "rows": [_row(blocks) for blocks in _side_by_side(content.more_blocks, _is_tall)],
        "no_charts": content.no_charts,
        "tables": [_table(section) for section in content.tables],
    }
    # The drawings are no text: breaking their long words would break them.
    drawings = {"bars": _bars(content.more_blocks), "body": body_svg(content.places, paper(), FONT)}
    return {**_printable_all(data), "region": _region(content.language), "shades": _shades(content.head.tiles), **drawings}


def page_one_chart(content: ReportContent) -> dict[str, Any]:
    """The curve of the first page."""
    draw = partial(draw_pain, picture=content.picture, palette=paper())
    height = _curve_height(content)
    size = (CURVE_SCALE * CURVE_SHARE * WIDTHS[content.paper], CURVE_SCALE * height)
    kind, image = _image(draw, size, _marks_of(content.picture))
    return {"chart": image, "chart_format": kind, "curve_share": CURVE_SHARE, "curve_height": height}


def _curve_height(content: ReportContent) -> float:
    """As high as the blocks leave room for; the template then makes letters smaller where that is still too much."""
    rows = _side_by_side(content.blocks, _is_broad)
    lines = sum(max(_page_one_lines(block, len(row)) for block in row) for row in rows)
    room = HEIGHTS[content.paper] - HEAD_HEIGHT - len(rows) * BLOCK_GAP
    return next((height for height, line in CURVE_HEIGHTS if height + lines * line <= room), CURVE_HEIGHTS[-1][0])


def _page_one_lines(block: Block, columns: int) -> int:
    """About as many lines as a block takes in one of so many columns, its heading among them."""
    letters = PAGE_ONE_LETTERS * COLUMNS // columns
    texts = [words for line in block.lines for words in (f"{line.label} {line.text}", line.under) if words]
    rows = ceil(len(block.rows) / 2) if _is_broad(block) else len(block.rows)
    return 1 + bool(block.headers) + rows + sum(len(words) // letters + 1 for words in (*texts, *filter(None, [block.note])))


def _body_note(content: ReportContent) -> str:
    if all(place.site is None for place in content.places):
        return ""
    return _("number: highest; arrow: came later") if arrows_of(content.places) else _("number: highest")


def _tile(tile: Tile) -> dict[str, Any]:
    return {"figure": tile.figure, "title": tile.title, "line": tile.line, "under": tile.under}


def _shades(tiles: Sequence[Tile]) -> list[dict[str, str]]:
    """The colours of each figure, the ground and the ink; none where it is no pain."""
    on = paper()
    return [{} if tile.pain is None else {"fill": on.pain(tile.pain), "ink": on.ink(tile.pain), "edge": on.outline} for tile in tiles]


def section_chart(section: ChartSection, on: Paper) -> dict[str, Any]:
    """A chart of its own, drawn."""
    draw = partial(section.chart.draw, palette=paper())
    height = BODY_HEIGHT if section.chart.kind is ChartKind.BODY else CHART_HEIGHT
    kind, image = _image(draw, (WIDTHS[on], height), len(section.chart.table.rows))
    words = [printable(shortened(line, MOST_NOTE_LETTERS)) for line in section.words]
    texts = {"heading": printable(section.heading), "words": words, "alt": " ".join(words)}
    return {**texts, "tall": len(texts["alt"]) > TALL_WORDS, "format": kind, "image": image}


def _image(draw: Any, size: tuple[float, float], marks: int) -> Image:  # noqa: ANN401 - whatever draws on a figure
    """In a size in points, as lines and curves, or, where there are so many that a file of them would be slow to look at, as fine dots."""
    kind: FileKind = "png" if marks > MANY_MARKS else "svg"
    drawn = chart_bytes(draw, kind, (size[0] / POINTS_PER_INCH, size[1] / POINTS_PER_INCH), DOTS_PER_INCH)
    return kind, drawn.decode() if kind == "svg" else list(drawn)


def _marks_of(picture: PainPicture) -> int:
    return sum(len(picture.shown_of(course)) for course in picture.courses)


def _lines(block: EpisodeBlock) -> dict[str, Any]:
    return {"heading": block.heading, "lines": [shortened(line, MOST_LETTERS) for line in block.lines]}


def _side_by_side(blocks: Sequence[Block], is_wide: Callable[[Block], bool]) -> list[list[Block]]:
    """The blocks in rows of three, in their order; a wide one has a row of its own, after the row it came upon."""
    rows: list[list[Block]] = []
    waiting: list[Block] = []
    for block in blocks:
        if is_wide(block):
            waiting.append(block)
        elif rows and len(rows[-1]) < COLUMNS and not is_wide(rows[-1][0]):
            rows[-1].append(block)
        else:
            rows += [[wide] for wide in waiting]
            waiting = []
            rows.append([block])
    return [*rows, *([wide] for wide in waiting)]


def _is_broad(block: Block) -> bool:
    """Whether a block of page one takes the whole width: a table of more columns than a column of the page holds."""
    return not block.is_whole and len(block.headers) > MOST_COLUMNS


def _is_tall(block: Block) -> bool:
    """Whether a block of page two takes the whole width: it would be too long for a column, or its table too wide."""
    texts = [words for line in block.lines for words in (line.text, line.under)]
    lines = sum(min(len(words), MOST_LETTERS) // LETTERS_A_LINE + 1 for words in (*texts, block.note) if words)
    return block.is_whole or lines + len(block.rows) > TALL_LINES


def _row(blocks: Sequence[Block]) -> dict[str, Any]:
    """A row of three stays together; a block alone may go on over the page."""
    return {"wide": len(blocks) == 1 and _is_tall(blocks[0]), "blocks": [_block(block) for block in blocks]}


def _block(block: Block) -> dict[str, Any]:
    return {
        "heading": block.heading,
        "beside": block.beside,
        "headers": block.headers,
        "broad": _is_broad(block),
        "whole": block.is_whole,
        "rows": [{"cells": row.cells, "strong": [place in row.strong for place in range(len(row.cells))]} for row in block.rows],
        "lines": [{"label": line.label, "text": shortened(line.text, MOST_LETTERS), "under": line.under} for line in block.lines],
        "numbered": block.is_numbered,
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
