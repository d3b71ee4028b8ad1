"""A line above the page as long as damage keeps a part of the diary from being read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tracker.language import _
from ui.assets import set_role, set_style_property
from ui.widgets.announcement import Urgency, announce
from ui.widgets.buttons import small_button
from ui.widgets.labels import plain_label

# Left, above, right, beneath: text needs room at its left, the button brings its own.
MARGINS = (14, 6, 6, 6)
SPACE = 10


class DamageStrip(QFrame):
    """Says what cannot be read and which backup has it; it cannot be closed. `look_wanted`: the person wants to see what can be done."""

    look_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "notice")
        set_style_property(self, "kind", "warning")
        self.text = plain_label()
        self.look_button = small_button(_("Look at it"))
        self.look_button.clicked.connect(self.look_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*MARGINS)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.look_button)
        self.hide()

    def show_damage(self, sentence: str) -> None:
        """Say it, and offer to look at it; nothing where the diary is whole."""
        is_new = sentence not in {"", self.text.text()}
        self.text.setText(sentence)
        self.look_button.setAccessibleDescription(sentence)
        self.setVisible(bool(sentence))
        if is_new:
            # It takes no focus, so that a screen reader would not come upon it.
            announce(self, sentence, Urgency.URGENT)
