"""The list "When to get help" as widgets: the same for everyone, in the order of urgency."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.domain.settings import Settings
from tracker.library.safety import HelpGroup
from tracker.wording.help import help_groups, whose_numbers
from ui.widgets.accessible_roles import hear_as
from ui.widgets.labels import plain_label

SPACE = 8
ROLES = {"emergency": "danger"}


class HelpList(QWidget):
    """Each group under its heading, with the numbers that are chosen in the settings; every line can be read by a screen reader."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        for group in help_groups(settings):
            layout.addWidget(_group(group))
        layout.addWidget(plain_label(whose_numbers(settings), "muted"))
        layout.addStretch(1)


def _group(group: HelpGroup) -> QWidget:
    box = QFrame()
    box.setAccessibleName(group.title)
    hear_as(box, "group")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE // 2)
    heading = plain_label(group.title, "heading")
    # Colour besides the role: the words alone say how urgent it is, the colour only repeats it.
    heading.setProperty("tone", ROLES.get(group.level, ""))
    layout.addWidget(heading)
    for item in group.items:
        layout.addWidget(plain_label("\N{BULLET} " + item))
    return box
