"""The navigation: six pages by name, what runs meanwhile, and the way to help."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.safety import safety
from ui.assets import current_palette, set_role
from ui.commands.shortcuts import show_keys
from ui.commands.table import PAGES
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ActionButton, in_lines, show_checked
from ui.widgets.labels import plain_label

# px; the second of each where the window is narrower than NARROW.
WIDTHS, MARGINS, EDGES = (192, 176), (12, 8), (24, 16)
NARROW = 1000
TITLE_HEIGHT, DEMO_HEIGHT = 24, 20
SPACE = 4
INDENT = 12  # where the names of the pages begin within their rows
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Navigation(QFrame):
    """Buttons for the pages; `page_wanted` brings the name of one, `help_wanted` nothing. `foot` stands above the way to help.

    It takes the window it stands in, and is narrower in a narrow one, wider where the name of a page asks for it. For Tab the pages are
    one stop; the arrow keys go from one to the next, and open none: that is for Enter, for a page takes the focus.
    """

    page_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self, window: QWidget, foot: QWidget, *, is_demo: bool = False) -> None:
        super().__init__()
        self.setObjectName("navigation")
        set_role(self, "navigation")
        self.setAccessibleName(_("Pages"))
        hear_as(self, "tabs")
        self.buttons = {key: PageRow(_(name), key) for key, name in PAGES}
        self._help_words = _(safety().title)
        self.help_button = ActionButton(self._help_words, "help")
        self.help_button.setAccessibleName(self._help_words)
        self.help_button.clicked.connect(self.help_wanted)
        show_keys(self.help_button, "help")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(SPACE)
        title = plain_label("Recovery Tracker", "strong")
        title.setContentsMargins(INDENT, 0, 0, 0)
        title.setMinimumHeight(TITLE_HEIGHT)
        self._layout.addWidget(title)
        if is_demo:
            self._layout.addWidget(_demo_line())
        self._layout.addSpacing(2 * SPACE)
        for key, button in self.buttons.items():
            self._layout.addWidget(button)
            hear_as(button, "tab")
            show_keys(button, f"page {key}")
            button.stepped.connect(partial(self._walk, key))
            button.toggled.connect(lambda is_on, key=key: self._on_toggled(key, is_on=is_on))
        self._layout.addStretch(1)
        self._layout.addWidget(foot)
        self._layout.addWidget(self.help_button)
        self.fit(window.width())
        window.installEventFilter(self)

    def show_page(self, key: str) -> None:
        """Mark a page as the one in view."""
        for name, button in self.buttons.items():
            show_checked(button, is_checked=name == key)
        self._make_stop(key)

    def _walk(self, key: str, step: int) -> None:
        """Give the focus to the page so many rows on; past the last comes the first."""
        keys = list(self.buttons)
        reached = keys[(keys.index(key) + step) % len(keys)]
        self._make_stop(reached)
        self.buttons[reached].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_stop(self, key: str) -> None:
        """Have Tab stop at one page alone."""
        for name, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def _on_toggled(self, key: str, *, is_on: bool) -> None:
        """The page in view stays marked, whoever presses it again."""
        show_checked(self.buttons[key], is_checked=True)
        if is_on:
            self.page_wanted.emit(key)

    def fit(self, width: int) -> None:
        """Fit a window of so many pixels."""
        place = 1 if width < NARROW else 0
        longest = max(button.sizeHint().width() for button in self.buttons.values())
        width = max(WIDTHS[place], longest + 2 * MARGINS[place])
        self.setFixedWidth(width)
        self._layout.setContentsMargins(MARGINS[place], EDGES[place], MARGINS[place], EDGES[place])
        room = width - 2 * MARGINS[place] - 2 * INDENT - 2 * current_palette().edge
        self.help_button.setText(in_lines(self._help_words, self.help_button.fontMetrics(), room))

    def showEvent(self, event: QShowEvent) -> None:
        """Its fonts are those of the style sheet from now on."""
        super().showEvent(event)
        self.fit(self.window().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another width."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.fit(watched.width())
        return super().eventFilter(watched, event)


class PageRow(ActionButton):
    """A row of the navigation, checked while its page is shown; `stepped` brings how many rows on an arrow key wants to go."""

    stepped = Signal(int)

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__(text, "navigation", icon_name=icon_name)
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the page above or beneath."""
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _demo_line() -> QWidget:
    line = plain_label(_("Demo, made-up diary"), "small")
    line.setContentsMargins(INDENT, 0, 0, 0)
    line.setMinimumHeight(DEMO_HEIGHT)
    line.setToolTip(_("What you change is thrown away when the window closes."))
    return line
