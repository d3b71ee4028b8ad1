"""Sentences in a chart, broken into lines that fit their room: the answer above it, the notes below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.figure import Figure

from tracker.charts.drawing.letters import BODY, POINTS_PER_INCH
from tracker.charts.drawing.style import drawable, fitted, points, width_of
from tracker.domain.words import END_OF_ISOLATE, ISOLATE, isolated

# From one line to the next, in sizes of the letters.
LINE = 1.4
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
# DejaVu Sans has no picture of the isolates, so that `drawable` would put U+FFFD in their place; it has the marks of direction.
_AS_MARKS = str.maketrans(dict.fromkeys((ISOLATE, END_OF_ISOLATE), LEFT_TO_RIGHT))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that fit, of a size in points and a weight."""

    lines: tuple[str, ...]
    size: float = BODY
    weight: str = "normal"

    @property
    def room(self) -> float:
        """Its height in points."""
        return LINE * self.size * len(self.lines)


def paragraph(figure: Figure, words: str, room: float, size: float = BODY, weight: str = "normal", most: int = 9) -> Paragraph:
    """The words in at most so many lines of a width in pixels; a word too long for a line, and what does not fit, end in an ellipsis."""
    words_left, lines = drawable(in_order(words), weight).split(" "), list[str]()
    while words_left and len(lines) < most:
        count = _fitting(figure, words_left, room, size, weight) if len(lines) < most - 1 else len(words_left)
        lines.append(fitted(figure, " ".join(words_left[:count]), size, room, weight))
        words_left = words_left[count:]
    return Paragraph(tuple(line for line in lines if line), size, weight)


def in_order(words: str) -> str:
    """Words to draw, with marks of direction in the place of the isolates, of which the font has no picture: the order stays the same."""
    return words.translate(_AS_MARKS)


def name_in_order(name: str) -> str:
    """A person's own text to draw beside numbers: these stay where they are, whichever way it runs."""
    return in_order(isolated(name))


def _fitting(figure: Figure, words: Sequence[str], room: float, size: float, weight: str) -> int:
    """How many of the words fit a line, at least one; measured around a guess from the width of them all, as measuring is slow."""
    width = width_of(figure, " ".join(words), size, weight)
    if width <= room:
        return len(words)
    # As many letters as the average width lets fit; then a word more or less until it is so: two or three measurements, not one a word.
    letters = len(" ".join(words)) * room / width
    count = max(1, sum(length <= letters for length in accumulate(len(word) + 1 for word in words)))
    while count > 1 and width_of(figure, " ".join(words[:count]), size, weight) > room:
        count -= 1
    while count < len(words) and width_of(figure, " ".join(words[: count + 1]), size, weight) <= room:
        count += 1
    return count


def draw_paragraph(figure: Figure, text: Paragraph, left: float, down: float, color: str) -> None:
    """Draw it with its top left corner so many points from the left edge and from the top of the figure."""
    for number, line in enumerate(text.lines):
        height = 1 - points(figure, down + LINE * text.size * number) / figure.bbox.height
        figure.text(points(figure, left) / figure.bbox.width, height, line, fontsize=text.size, fontweight=text.weight, color=color, va="top")


def in_points(figure: Figure, pixels: float) -> float:
    """A length in pixels of the figure as points."""
    return pixels * POINTS_PER_INCH / figure.dpi
