"""What damage has taken of the diary: what a backup still has, entry by entry, each to be brought back, and the way to go on without the rest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.language import N_, _, pgettext
from tracker.services.recovery import KeptThings, LostThing
from tracker.services.sync.conflict_words import side_words
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import main_button, ordinary_button, quiet_button, small_button
from ui.widgets.labels import HairLine, breakable, plain_label
from ui.widgets.laid_out import clear, widgets_laid_out
from ui.widgets.layouts import FlowLayout, resize_within_screen
from ui.widgets.tab_order import order_tabs

WIDTH, HEIGHT = 620, 640
MARGIN, SPACE, NEAR = 24, 16, 8
# A damaged page may have held hundreds of entries; each line is widgets of its own.
SHOWN_AT_ONCE = 30


class LostDialog(QDialog):
    """Shows them as they stand in the backup; `show_lost` again shows what is left.

    `wanted` brings those that are to be brought back. `let_go_wanted`: the person goes on without what cannot be read.
    """

    wanted = Signal(object)  # the LostThings
    let_go_wanted = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Opened without waiting: nobody holds it to delete it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._zone = zone
        self._things: Sequence[LostThing] = ()
        self._shown = SHOWN_AT_ONCE
        self.setWindowTitle(_("What cannot be read"))
        self._sentence = plain_label()
        self._when = plain_label("", "muted")
        self.all_button = main_button(_("Bring all back"))
        self.all_button.clicked.connect(lambda: self.wanted.emit(tuple(self._things)))
        self.let_go_button = quiet_button(_("Go on without what cannot be read"))
        self.let_go_button.setAutoDefault(False)  # Enter is for what loses nothing
        self.let_go_button.clicked.connect(self.let_go_wanted)
        self._let_go_words = plain_label(
            _("What cannot be read is then gone from the diary. The damaged file is kept beside it, and backups are made again."), "muted"
        )
        self.let_go_button.setAccessibleDescription(self._let_go_words.text())
        self.close_button = quiet_button(pgettext("button", "Close"))
        self.close_button.clicked.connect(self.reject)
        self.more_button = ordinary_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        self._list = QWidget()
        self._list.setAccessibleName(_("What cannot be read"))
        hear_as(self._list, "list")
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(NEAR)
        self._lay_out()
        resize_within_screen(self, WIDTH, HEIGHT)

    def show_lost(self, sentence: str, kept: KeptThings | None, *, may_let_go: bool) -> None:
        """Show what cannot be read and what a backup has of it; the focus goes on to the next line."""
        place = self._place_of_focus()
        self._sentence.setText(sentence)
        self._things = kept.things if kept else ()
        if kept:
            self._when.setText(_("As it stands in the backup of {when}.").format(when=time_words(Moment.of(kept.made_at, self._zone).local)))
        for widget in (self._when, self.all_button, self._list):
            widget.setVisible(kept is not None)
        for widget in (self.let_go_button, self._let_go_words):
            widget.setVisible(may_let_go)
        self._fill()
        lines = self._buttons()
        if lines and place is not None:
            lines[min(place, len(lines) - 1)].setFocus()
        elif kept is None:
            self.close_button.setFocus()

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("What cannot be read"), "title"))
        layout.addWidget(self._sentence)
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.all_button, self.let_go_button, self.close_button):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.addWidget(self._let_go_words)
        layout.addWidget(self._when)
        layout.addWidget(self._list)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons within bring themselves into view
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _fill(self) -> None:
        clear(self._lines)
        for thing in self._things[: self._shown]:
            line = _LostLine(thing)
            line.button.clicked.connect(lambda _checked=False, thing=thing: self.wanted.emit((thing,)))
            self._lines.addWidget(line)
        self.more_button.setVisible(len(self._things) > self._shown)
        order_tabs(self)

    def _on_more(self) -> None:
        first_new = self._shown
        self._shown += SHOWN_AT_ONCE
        self._fill()
        self._buttons()[first_new].setFocus()

    def _buttons(self) -> list[QWidget]:
        return [line.button for line in widgets_laid_out(self._lines) if isinstance(line, _LostLine)]

    def _place_of_focus(self) -> int | None:
        """Which line has the focus, if one does."""
        return next((place for place, button in enumerate(self._buttons()) if button.hasFocus()), None)


class _LostLine(QWidget):
    """One record, as the backup has it."""

    def __init__(self, lost: LostThing) -> None:
        super().__init__()
        side = side_words(lost.thing)
        self.setAccessibleName(side.head)
        hear_as(self, "item")
        self.button = small_button(_("Bring back"))
        self.button.setAccessibleDescription(side.sentence)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(0, 1)
        layout.addWidget(HairLine(), 0, 0, 1, 2)
        layout.addWidget(plain_label(breakable(side.head), "strong"), 1, 0)
        layout.addWidget(self.button, 1, 1, Qt.AlignmentFlag.AlignTop)
        if side.text:
            layout.addWidget(plain_label(breakable(side.text)), 2, 0, 1, 2)

    def heard_actions(self) -> dict[str, Callable[[], None]]:
        """What its button does, for a screen reader that is at the line."""
        return {N_("Bring back"): self.button.click}
