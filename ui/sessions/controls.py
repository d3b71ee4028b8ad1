"""The buttons of the session card: what starts or stops, and beside it the few things one step away."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tracker.domain.sessions import HEAT, ICE, STRENGTH, STRETCHES
from tracker.language import N_, _, pgettext
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton, main_button, muted_button, ordinary_button, quiet_button
from ui.widgets.laid_out import take_out
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

SPACE = 8
# The share of a strip that two buttons beside each other may take; in px, the room as long as nobody has told it.
MOST_OF_STRIP, UNKNOWN = 0.42, 10_000
READ, STOP, CANCEL = "read", "stop", "cancel"
EARLIER, KEEP_RESTING, START_NOW = "earlier", "keep resting", "start now"
ANOTHER, BEFORE, AFTER, LARGE = "another", "before", "after", "large"
# Another session and the pain before it are opened from elsewhere on the page: from what adds to the day.
WAYS = {AFTER: N_("Pain after"), LARGE: N_("Large view")}


class SessionControls(QWidget):
    """Says which of its buttons was pressed: a kind of session to start, or one of the names above."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.start_buttons = {kind: _start_button(kind) for kind in (STRETCHES, STRENGTH, ICE, HEAT)}
        self.go_on = main_button(_("I have read this, start"), icon_name="play")
        self.stop_button = ordinary_button(pgettext("button", "Stop"), icon_name="stop")
        self.cancel_button = ordinary_button(_("Cancel"))
        self.keep_button, self.now_button = ordinary_button(_("Keep resting")), muted_button(_("Start ice now"))
        self.earlier_button = muted_button(_("Start earlier..."))
        self.ways = {key: quiet_button(_(words)) for key, words in WAYS.items()}
        # In the order in which they stand side by side.
        self._buttons = {
            KEEP_RESTING: self.keep_button,
            START_NOW: self.now_button,
            **self.start_buttons,
            READ: self.go_on,
            CANCEL: self.cancel_button,
            STOP: self.stop_button,
            EARLIER: self.earlier_button,
            LARGE: self.ways[LARGE],
            AFTER: self.ways[AFTER],
        }
        for key, button in self._buttons.items():
            button.clicked.connect(partial(self._on_clicked, key))
        self._is_compact = False
        self._main = ""
        self._in_grid: list[ActionButton] = []
        self._beside, self._room = 0, UNKNOWN
        self._flow, self._grid = FlowLayout(spacing=SPACE, is_centred=True), QGridLayout()
        self._grid.setSpacing(SPACE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._flow)
        layout.addLayout(self._grid)
        for button in self._buttons.values():
            self._flow.addWidget(button)

    def set_compact(self, is_compact: bool) -> None:
        """Stand at the end of a strip, what matters most outermost, or in the middle of a card in rows."""
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        self._in_grid = []
        if is_compact:
            while self._flow.count():
                self._flow.takeAt(0)
            self._fill_grid()
        else:
            take_out(self._grid)
            for button in self._buttons.values():
                self._flow.addWidget(button)
            order_tabs(self)

    def fit(self, room: int) -> None:
        """Stand in one column where the strip, so many px wide, has little room beside its words."""
        self._room = room
        if self._is_compact:
            self._fill_grid()

    def show_only(self, keys: Collection[str], main: str = "") -> None:
        """Show these buttons; `main` is the kind of session the plan has."""
        self._main = main
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        if self._is_compact:
            self._fill_grid()

    def propose(self, is_proposed: bool) -> None:
        """Have what starts drawn filled, or not: one thing a page is."""
        # Of those to be seen alone: to dress a button anew is dear.
        for kind, button in self.start_buttons.items():
            if not button.isHidden():
                button.set_kind("main" if is_proposed and kind == self._main else "ordinary")
        if not self.go_on.isHidden():
            self.go_on.set_kind("main" if is_proposed else "ordinary")

    def show_opened(self, opened: str) -> None:
        """Have a screen reader say whether the way to the pain after is open; empty: it is not."""
        show_open(self.ways[AFTER], is_open=opened == AFTER)

    def first_start(self) -> str:
        """The kind of session that is offered first; empty where none is."""
        return next((kind for kind, button in self.start_buttons.items() if not button.isHidden()), "")

    def has_focus(self) -> bool:
        """Whether one of the buttons has the focus."""
        return any(button.hasFocus() for button in self._buttons.values())

    def first_button(self) -> ActionButton | None:
        """The first button to be seen; in the rest after ice the one that starts nothing."""
        return next((button for button in self._in_order() if not button.isHidden()), None)

    def focus_first(self) -> None:
        """Put the focus on the first button to be seen."""
        if (first := self.first_button()) is not None:
            first.setFocus()

    def _fill_grid(self) -> None:
        """The last of those to be seen before the first, the others beneath that: two rows fit into the strip."""
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        first, others, last = shown[:1], shown[1:-1], shown[1:][-1:]
        if sum(button.sizeHint().width() for button in (*first, *last)) > MOST_OF_STRIP * self._room:
            others, last = [*last, *others], []
        wanted = [*last, *first, *others]
        if (wanted, len(last)) == (self._in_grid, self._beside):
            return
        self._beside = len(last)
        self._in_grid = wanted
        take_out(self._grid)
        for button in last:
            self._grid.addWidget(button, 0, 0)
        for row, button in enumerate((*first, *others)):
            self._grid.addWidget(button, row, 1)
        order_tabs(self)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.pressed.emit(key)

    def _in_order(self) -> Sequence[ActionButton]:
        return (self.keep_button, self.go_on, self.stop_button, *self.start_buttons.values(), *self.ways.values())


def _start_button(kind: str) -> ActionButton:
    words = {ICE: _("Start ice"), HEAT: _("Start heat"), STRETCHES: _("Start stretches"), STRENGTH: _("Start the strength set")}
    return main_button(words[kind], icon_name="play")
