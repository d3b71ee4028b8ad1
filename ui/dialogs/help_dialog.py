"""When to get help: one press away from every page, with what the app is and how good the evidence is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.settings import Settings
from tracker.language import _, pgettext
from tracker.library.safety import Paragraph, safety
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import main_button, quiet_button
from ui.widgets.help_list import HelpList
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import resize_within_screen

WIDTH, HEIGHT = 620, 640
MARGIN = 24
SPACE = 16


class HelpDialog(QDialog):
    """Shows the list; it asks nothing and gives no verdict. `guide_wanted` leads on to the guide."""

    guide_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Opened without waiting, from any page: nobody holds it to delete it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(safety().title))
        resize_within_screen(self, WIDTH, HEIGHT)
        self.close_button = main_button(pgettext("button", "Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.guide_button = quiet_button(_("Guide"))
        self.guide_button.clicked.connect(self._on_guide)
        # It takes the focus, unlike the area of other dialogs: there is nothing within to go to, and the arrow keys are to scroll it.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(_(safety().title))
        hear_as(area, "group")
        area.setWidget(_content(settings))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        buttons.addWidget(self.guide_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    def _on_guide(self) -> None:
        # Closed first: it holds up every other window while it is open.
        self.accept()
        self.guide_wanted.emit()


def _content(settings: Settings) -> QWidget:
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
    layout.setSpacing(SPACE)
    layout.addWidget(plain_label(_(safety().title), "title"))
    layout.addWidget(HelpList(settings))
    for paragraph in (safety().cautions, safety().evidence, safety().about):
        layout.addWidget(HairLine())
        layout.addWidget(_paragraph(paragraph))
    layout.addStretch(1)
    return content


def _paragraph(paragraph: Paragraph) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    title = plain_label(_(paragraph.title), "strong")
    hear_as(title, "heading")
    layout.addWidget(title)
    layout.addWidget(plain_label(_(paragraph.text)))
    return box
