"""The navigation: six pages by name, what runs meanwhile, and the way to help."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.language import _
from ui.assets import current_palette, scaled_font, set_role
from ui.commands.shortcuts import show_keys
from ui.commands.table import PAGES, name_of
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ICON_ROOM, ActionButton, in_lines, show_checked
from ui.widgets.labels import plain_label

# px; the second of each where the window is narrower than NARROW.
WIDTHS, MARGINS, EDGES = (192, 176), (12, 8), (24, 16)
NARROW = 1000
# A page gets so many px, and the room of so many digits of its font; where it has less beside the names, the icons alone stand.
LEAST_ROOM, LEAST_DIGITS = 460, 28
TITLE_HEIGHT, DEMO_HEIGHT = 24, 20
SPACE = 4
INDENT = 12  # where the icons of the pages begin within their rows
ICON_GAP, ROUNDING = 4, 2  # px; what Qt leaves between icon and text
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Navigation(QFrame):
    """Buttons for the pages; `page_wanted` brings the name of one, `help_wanted` nothing. `foot` stands above the way to help.

    It takes the window it stands in, and is narrower in a narrow one, wider where the name of a page asks for it; of large type in a
    small window it leaves out all names but that of the help.

    For Tab the pages are one stop; the arrow keys go from one to the next, and open none: that is for Enter, for a page takes the focus.
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
        self._help_words = name_of("help")
        self.help_button = ActionButton(self._help_words, "help")
        self.help_button.setAccessibleName(self._help_words)
        self.help_button.clicked.connect(self.help_wanted)
        show_keys(self.help_button, "help")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(SPACE)
        self._above = [_title_line(), *([_demo_line()] if is_demo else [])]
        for line in self._above:
            self._layout.addWidget(line)
        self._layout.addSpacing(2 * SPACE)
        for key, button in self.buttons.items():
            self._layout.addWidget(button)
            hear_as(button, "tab")
            button.stepped.connect(partial(self._walk, key))
            button.clicked.connect(lambda _on, key=key: self._on_clicked(key))
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

    def _on_clicked(self, key: str) -> None:
        """Nothing where its page is in view."""
        if not self.buttons[key].isChecked():
            self.page_wanted.emit(key)

    def _on_toggled(self, key: str, *, is_on: bool) -> None:
        """A screen reader toggles; the page in view stays marked, whoever does it again."""
        show_checked(self.buttons[key], is_checked=True)
        if is_on:
            self.page_wanted.emit(key)

    def fit(self, width: int) -> None:
        """Fit a window of so many pixels."""
        place = 1 if width < NARROW else 0
        around = 2 * (INDENT + current_palette().edge)  # of a button
        wanted = max(WIDTHS[place] - 2 * MARGINS[place], *(button.named_width() for button in self.buttons.values()))
        metrics = self.help_button.fontMetrics()
        is_folded = width - wanted - 2 * MARGINS[place] < max(LEAST_ROOM, LEAST_DIGITS * metrics.horizontalAdvance("0"))
        if is_folded:
            wanted = around + max(metrics.horizontalAdvance(word) for word in self._help_words.split())
        for line in self._above:
            line.setHidden(is_folded)
        for key, button in self.buttons.items():
            button.show_name(is_shown=not is_folded)
            show_keys(button, f"page {key}")
        self.setFixedWidth(wanted + 2 * MARGINS[place])
        self._layout.setContentsMargins(MARGINS[place], EDGES[place], MARGINS[place], EDGES[place])
        self.help_button.setText(in_lines(self._help_words, metrics, wanted - around))

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
        self._name = text
        self.setCheckable(True)
        self.setAccessibleName(text)

    def named_width(self) -> int:
        """How wide it is with its name, px."""
        bold = QFontMetrics(scaled_font(1, strong=True)).horizontalAdvance(self._name)
        return 2 * INDENT + ICON_ROOM["navigation"] + ICON_GAP + bold + ROUNDING

    def show_name(self, *, is_shown: bool) -> None:
        """Show its name beside its icon, or the icon alone."""
        if bool(self.text()) is not is_shown:
            self.setText(self._name if is_shown else "")
            self.set_kind("navigation")

    def nextCheckState(self) -> None:
        """A press alone does not check it, but its page: Qt paints what was checked at once, and with it a page that is not laid out yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the page above or beneath."""
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _title_line() -> QWidget:
    line = plain_label("Recovery Tracker", "strong")
    line.setContentsMargins(INDENT, 0, 0, 0)
    line.setMinimumHeight(TITLE_HEIGHT)
    return line


def _demo_line() -> QWidget:
    line = plain_label(_("Demo, made-up diary"), "small")
    line.setContentsMargins(INDENT, 0, 0, 0)
    line.setMinimumHeight(DEMO_HEIGHT)
    line.setToolTip(_("What you change is thrown away when the window closes."))
    return line
