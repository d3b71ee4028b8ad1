"""The palette: a field, and beneath it every command that fits what is typed there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.language import _, ngettext
from ui.assets import icon, set_role
from ui.assets.focus_ring import OWN_FOCUS
from ui.commands.table import name_of
from ui.palette.found_list import FoundList
from ui.palette.key_caps import KeyCaps, caps_words
from ui.palette.overlay import Overlay
from ui.palette.search import Found, Offer, matched, search
from ui.widgets.announcement import Urgency, announce
from ui.widgets.keys import ENTER
from ui.widgets.labels import HairLine, plain_label

WIDTH = 608
FOOT, SIDE, SPACE, HEAD_EDGE = 40, 24, 8, 8  # px
MOST_OF_WINDOW = 80  # %; more than that scrolls, so that the field stays where it is
ICON = 18
PAUSE_MS = 150  # what takes longer to be found, such as entries, waits until a word is typed
UP, DOWN = ("\N{UPWARDS ARROW}",), ("\N{DOWNWARDS ARROW}",)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
Offers = Callable[[], Sequence[Offer]]
Finder = Callable[[str], Sequence[Offer]]


class Palette(Overlay):
    """Takes the window, what tells all that is offered now, and what finds more by what is typed, once the typing pauses."""

    def __init__(self, window: QWidget, offers: Offers, find_more: Finder) -> None:
        super().__init__(window, name_of("palette"), WIDTH)
        self._ask_offers, self._find_more = offers, find_more
        self._offers: Sequence[Offer] = ()
        self._said = ""
        self.field = _PaletteField()
        self.list = FoundList()
        self.count = plain_label("", "small", wrap=False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look_further)
        self._lay_out()
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self._on_stepped)
        self.field.entered.connect(lambda: self.do(self.list.place()))
        self.list.pressed_at.connect(self.do)

    def open(self) -> None:
        """Come into view with everything that is offered now."""
        self._offers = self._ask_offers()
        self.field.clear()
        self._show(search("", self._offers))
        super().open()
        self._say(self.count.text())

    def first_control(self) -> QWidget:
        """The field."""
        return self.field

    def wanted_height(self, _width: int) -> int:
        """The field, the rows, the line at the foot."""
        wanted = self.field.sizeHint().height() + 2 * HEAD_EDGE + self.list.height_of_all() + 2 * SPACE + FOOT + 4
        return min(wanted, self.height() * MOST_OF_WINDOW // 100)

    def do(self, place: int) -> None:
        """Do what stands in a row, with the palette gone; what cannot be done now is said to be so."""
        if not 0 <= place < len(self.list.found):
            return
        offer = self.list.found[place].offer
        if offer.why_not:
            if self._pause.isActive():  # else how many were found would be said over the reason
                self.look_further()
            self.list.choose(place)
            self._say(offer.why_not, Urgency.URGENT)
            return
        self.close_panel()
        offer.run()

    def look_further(self) -> None:
        """Show besides what takes longer to be found; the chosen row stays."""
        self._pause.stop()
        query = self.field.text().strip()
        more = self._find_more(query) if query and self.is_open else ()
        if more:
            place = self.list.place()
            # As they come: they fit by what stands in them, not by their names alone.
            self._show([*search(query, self._offers), *(matched(query, offer) for offer in more)])
            self.list.choose(max(0, place))
        self._say(self._words_of_choice(with_count=True))

    def _on_typed(self, text: str) -> None:
        self._show(search(text, self._offers))
        self._pause.start()

    def _on_stepped(self, step: int) -> None:
        self.list.choose(self.list.place() + step if abs(step) == 1 else min(max(self.list.place() + step, 0), len(self.list.found) - 1))
        self._say(self._words_of_choice())

    def _show(self, found: Sequence[Found]) -> None:
        self.list.show_found(found)
        self.count.setText(self._count_words(len(found)))
        self.place_panel()

    def _count_words(self, count: int) -> str:
        if not count:
            return _("Nothing found")
        return ngettext("{count} found", "{count} found", count).format(count=count)

    def _words_of_choice(self, *, with_count: bool = False) -> str:
        """What a screen reader says, for the focus stays in the field: how many there are, and which row is chosen."""
        place, found = self.list.place(), self.list.found
        count = self.count.text()
        if place < 0:
            return count
        offer = found[place].offer
        said = [offer.name, offer.why_not or offer.note, caps_words(offer.caps), _("{number} of {count}").format(number=place + 1, count=len(found))]
        return ", ".join(part for part in ([count] if with_count else []) + said if part)

    def _say(self, words: str, urgency: Urgency = Urgency.POLITE) -> None:
        if self.is_open:  # what was found after it has gone is of no use to anybody
            announce(self.field, words, urgency)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(SIDE, HEAD_EDGE, SIDE, HEAD_EDGE)
        head.setSpacing(12)
        head.addWidget(_Glass())
        head.addWidget(self.field, 1)
        foot.setContentsMargins(SIDE, 0, SIDE, 0)
        foot.setSpacing(SPACE)
        # Translators: what the key Esc does, beside it.
        closes = _("close")
        for caps, words in ((UP, ""), (DOWN, _("choose")), ((_("Enter"),), _("do it")), ((_("Esc"),), closes)):
            foot.addWidget(KeyCaps(caps))
            if words:
                foot.addWidget(plain_label(words, "small", wrap=False))
                foot.addSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self.count)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(HairLine())
        layout.addSpacing(SPACE)
        layout.addWidget(self.list, 1)
        layout.addSpacing(SPACE)
        layout.addWidget(HairLine())
        layout.addLayout(foot)
        self.count.setMinimumHeight(FOOT)


class _Glass(QWidget):
    """The icon beside the field, in the colours of now."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(ICON, ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        icon("search").paint(QPainter(self), self.rect())


class _PaletteField(QLineEdit):
    """What is typed; the arrows walk the list beneath, Enter does what is chosen there."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search"))
        self.setMaxLength(NAME_LIMIT)
        set_role(self, "bare")
        self.setProperty(OWN_FOCUS, True)  # it is the one thing here to be typed into, and has no edge to be ringed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, do, or type."""
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
