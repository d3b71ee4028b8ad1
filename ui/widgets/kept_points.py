"""What a scale of whole numbers says of a value that lies between two of them."""

from PySide6.QtWidgets import QLabel

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.formats.texts import number_text
from tracker.language import _
from ui.widgets.labels import plain_label


def is_between(points: float | None) -> bool:
    """Whether a value, in points 0-10, has no key on a scale of whole numbers: files bring such values, and none is rounded unseen."""
    return points is not None and LEAST_PAIN < points < MOST_PAIN and not float(points).is_integer()


def kept_points_line() -> QLabel:
    """The line beneath a scale; hidden until there is such a value."""
    line = plain_label("", "small")
    line.hide()
    return line


def show_kept_points(line: QLabel, points: float | None) -> None:
    """Say the value, or nothing where the scale itself shows it."""
    if points is not None:
        line.setText(_("{points} is kept until you choose another value.").format(points=number_text(round(points, 2))))
    line.setVisible(points is not None)
