"""The buttons of the session card: what starts or stops, and beneath them the few things one step away."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.sessions import HEAT, ICE, STRENGTH, STRETCHES
from tracker.language import N_, _
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton, link_button, main_button, muted_button, ordinary_button
from ui.widgets.layouts import FlowLayout

SPACE = 12
LEAST_WIDTH = 326  # as wide as a timer's buttons, so that the column keeps its width when one starts
READ, STOP, CANCEL = "read", "stop", "cancel"
EARLIER, KEEP_RESTING, START_NOW = "earlier", "keep resting", "start now"
ANOTHER, BEFORE, AFTER, LARGE = "another", "before", "after", "large"
LINKS = {ANOTHER: N_("Another session"), BEFORE: N_("Pain before"), AFTER: N_("Pain after"), LARGE: N_("Large view")}


class SessionControls(QWidget):
    """Says which of its buttons was pressed: a kind of session to start, or one of the names above."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.start_buttons = {kind: _start_button(kind) for kind in (STRETCHES, STRENGTH, ICE, HEAT)}
        self.go_on = main_button(_("I have read this, start"), icon_name="play")
        self.stop_button = ordinary_button(_("Stop"), icon_name="stop")
        self.cancel_button = ordinary_button(_("Cancel"))
        self.keep_button, self.now_button = ordinary_button(_("Keep resting")), muted_button(_("Start ice now"))
        self.earlier_button = muted_button(_("Start earlier..."))
        self.links = {key: link_button(_(words)) for key, words in LINKS.items()}
        self._buttons = {
            **self.start_buttons,
            READ: self.go_on,
            CANCEL: self.cancel_button,
            STOP: self.stop_button,
            KEEP_RESTING: self.keep_button,
            START_NOW: self.now_button,
            EARLIER: self.earlier_button,
            **self.links,
        }
        for key, button in self._buttons.items():
            button.clicked.connect(partial(self._on_clicked, key))
        self._lay_out()

    def show_only(self, keys: Collection[str], main: str = "") -> None:
        """Show these buttons; `main` is the kind of session the plan has."""
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        for kind, button in self.start_buttons.items():
            button.set_kind("main" if kind == main else "ordinary")

    def show_opened(self, opened: str) -> None:
        """Have a screen reader say which of the ways to more is open; empty: none."""
        for key in (ANOTHER, BEFORE, AFTER):
            show_open(self.links[key], is_open=key == opened)

    def name_before(self, words: str) -> None:
        """Call the way to the pain before by the pain that stands ready."""
        self.links[BEFORE].setText(words)

    def has_focus(self) -> bool:
        """Whether one of the buttons has the focus."""
        return any(button.hasFocus() for button in self._buttons.values())

    def focus_first(self) -> None:
        """Put the focus on the first button to be seen; in the rest after ice on the one that starts nothing."""
        first = next((button for button in self._in_order() if not button.isHidden()), None)
        if first is not None:
            first.setFocus()

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.pressed.emit(key)

    def _in_order(self) -> Sequence[ActionButton]:
        return (self.keep_button, self.go_on, self.stop_button, *self.start_buttons.values(), *self.links.values())

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        main = QVBoxLayout()
        main.setSpacing(SPACE)
        for button in (*self.start_buttons.values(), self.go_on, self.cancel_button, self.stop_button):
            main.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        links = FlowLayout(spacing=4, is_centred=True)
        for button in (self.keep_button, self.now_button, self.earlier_button, *self.links.values()):
            links.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(main)
        layout.addLayout(links)


def _start_button(kind: str) -> ActionButton:
    words = {ICE: _("Start ice"), HEAT: _("Start heat"), STRETCHES: _("Start stretches"), STRENGTH: _("Start the strength set")}
    return main_button(words[kind], icon_name="play")
