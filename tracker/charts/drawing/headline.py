"""The headline of a chart: its answer in words, bold on top, and beside or under it, small, what the axis means and what stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import LINE, Paragraph, draw_paragraph, in_points, paragraph
from tracker.charts.drawing.sheet import EDGE, RIGHT, TOP, Heading
from tracker.charts.drawing.style import drawable, fitted, points, width_of
from tracker.library.look import Palette

# In points: below the headline, between the answer and the words beside it; in a figure lower than the third these share a line.
GAP, BESIDE, ROOMY, MOST_LINES = 7.0, 16.0, 300.0, 3


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of the answer, and the words under them; these stand at the end of the last line where a chart is low."""

    answer: Paragraph
    under: str = ""
    beside: bool = False

    @property
    def room(self) -> float:
        """Its height in points, with the gap below it; nothing where there is nothing to say."""
        if not self.answer.lines:
            return 0.0
        return self.answer.room + (LINE * SMALL if self.under and not self.beside else 0.0) + GAP


NO_HEADLINE = Headline(Paragraph(()))


def headline(figure: Figure, words: str, unders: Sequence[str]) -> Headline:
    """A headline as wide as the figure, with the first of the words under it that fits, from the longest to the shortest."""
    width = _width(figure)
    answer = paragraph(figure, words, width, weight="bold", most=MOST_LINES)
    if in_points(figure, figure.bbox.height) < ROOMY:
        taken = width_of(figure, answer.lines[-1], BODY, "bold") + points(figure, BESIDE)
        beside = _first_that_fits(figure, unders, width - taken)
        if beside is not None:
            return Headline(answer, beside, beside=True)
        # A line of its own only where the shortest wording takes one anyhow; then for all that fits on it.
        if not unders[-1]:
            return Headline(answer)
    under = _first_that_fits(figure, unders, width)
    return Headline(answer, fitted(figure, unders[-1], SMALL, width) if under is None else under)


def _width(figure: Figure) -> float:
    return figure.bbox.width - points(figure, EDGE + RIGHT)


def _first_that_fits(figure: Figure, wordings: Sequence[str], room: float) -> str | None:
    return next((text for text in map(drawable, wordings) if width_of(figure, text, SMALL) <= room), None)


def draw_headline(figure: Figure, line: Headline, palette: Palette, title: str = "") -> None:
    """Draw it at the top of the figure, under the title where there is one."""
    down = TOP + Heading(title).room
    draw_paragraph(figure, line.answer, EDGE, down, palette.text)
    if not line.under:
        return
    if not line.beside:
        draw_paragraph(figure, Paragraph((line.under,), SMALL), EDGE, down + line.answer.room + 1, palette.muted)
        return
    # A point lower than the bold words, which are larger: so both stand on one line.
    last = down + LINE * line.answer.size * (len(line.answer.lines) - 1) + 1
    place = (1 - points(figure, RIGHT) / figure.bbox.width, 1 - points(figure, last) / figure.bbox.height)
    figure.text(*place, line.under, fontsize=SMALL, color=palette.muted, ha="right", va="top")
