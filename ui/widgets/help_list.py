"""The list "When to get help" as widgets: the same for everyone, in the order of urgency."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.safety import HelpGroup, safety
from ui.widgets.labels import plain_label

SPACE = 8
ROLES = {"emergency": "danger"}


class HelpList(QWidget):
    """Each group under its heading; every line can be read by a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        for group in safety().groups:
            layout.addWidget(_group(group))
        layout.addStretch(1)


def _group(group: HelpGroup) -> QWidget:
    box = QFrame()
    box.setAccessibleName(_(group.title))
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE // 2)
    heading = plain_label(_(group.title), "heading")
    # Colour besides the role: the words alone say how urgent it is, the colour only repeats it.
    heading.setProperty("tone", ROLES.get(group.level, ""))
    layout.addWidget(heading)
    for item in group.items:
        layout.addWidget(plain_label("\N{BULLET} " + _(item)))
    return box
