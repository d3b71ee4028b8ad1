"""The navigation: six pages by name, what comes next, and the way to help."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from tracker.language import N_, _
from tracker.library.look import sizes
from tracker.library.safety import safety
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ActionButton, nav_button, show_checked
from ui.widgets.labels import plain_label

MARGIN = 12
SPACE = 4
PAGES = (
    ("today", N_("Today")),
    ("diary", N_("Diary")),
    ("plan", N_("Plan")),
    ("trends", N_("Trends")),
    ("report", N_("Report")),
    ("settings", N_("Settings")),
)


class Navigation(QFrame):
    """Buttons for the pages; `page_wanted` brings the name of one, `help_wanted` nothing."""

    page_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(sizes().navigation[0])
        self.setAccessibleName(_("Pages"))
        hear_as(self, "tabs")
        self.buttons = {key: nav_button(_(name), key) for key, name in PAGES}
        self.next_label = plain_label("", "small")
        self.help_button = ActionButton(_(safety().title), "help")
        self.help_button.clicked.connect(self.help_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, 22)
        layout.setSpacing(SPACE)
        title = plain_label("Recovery Tracker", "heading", wrap=False)
        title.setContentsMargins(10, 8, 0, 14)
        layout.addWidget(title)
        for key, button in self.buttons.items():
            layout.addWidget(button)
            hear_as(button, "tab")
            button.toggled.connect(lambda is_on, key=key: self._on_toggled(key, is_on=is_on))
        layout.addStretch(1)
        self.next_label.setContentsMargins(10, 0, 0, 10)
        layout.addWidget(self.next_label)
        layout.addWidget(self.help_button)

    def show_page(self, key: str) -> None:
        """Mark a page as the one in view."""
        for name, button in self.buttons.items():
            show_checked(button, is_checked=name == key)

    def _on_toggled(self, key: str, *, is_on: bool) -> None:
        """The page in view stays marked, whoever presses it again."""
        show_checked(self.buttons[key], is_checked=True)
        if is_on:
            self.page_wanted.emit(key)
