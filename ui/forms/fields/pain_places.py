"""Where it hurts: the usual places as chips, the body for another, and how bad it is at each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tracker.language import _, pgettext
from tracker.library.look import sizes
from ui.forms.fields.body_map import BodyMapView, Sites
from ui.forms.fields.place_chips import PlaceChips
from ui.forms.fields.site_points import SitePoints
from ui.widgets.accessible_roles import show_open
from ui.widgets.chips import Chip
from ui.widgets.labelled_rows import LabelledRows
from ui.widgets.labels import FieldIssue
from ui.widgets.marked_button import QUIET, MarkedButton

SPACE = 12
OFFERED, FURTHER = 3, 5  # places in the first row, and how many more behind More


class PainPlaces(QWidget):
    """The row of chips with More at its end, the body beneath it while it is open; `more_rows` belong behind More."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.map = BodyMapView()
        self.another_chip = Chip(_("Another place"))
        self.more_button = MarkedButton(pgettext("button", "More"), QUIET)
        self.chips, self.further, self.points = PlaceChips([self.another_chip]), PlaceChips(), SitePoints()
        self.issue = FieldIssue(self.chips)
        self.more_rows = LabelledRows()
        self.more_rows.add_row(_("Place"), self.further)
        self.more_rows.add_row(_("By place"), self.points, height=sizes().control)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self.chips, 1)
        self._row.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._row)
        layout.addWidget(self.map)
        layout.addWidget(self.issue)
        self._open_map(is_open=False)
        self._connect()

    @property
    def is_map_open(self) -> bool:
        """Whether the body is shown."""
        return not self.map.isHidden()

    def show_sites(self, sites: Sequence[tuple[str, float | None]], usual: Sequence[str]) -> None:
        """Show where it hurts, and offer what hurt lately besides; the body is put away."""
        self._open_map(is_open=False)
        chosen = tuple(name for name, _points in sites)
        others = [name for name in usual if name not in chosen]
        room = max(0, OFFERED - len(chosen))
        self.chips.offer(_in_former_order(self.chips.places, (*chosen, *others[:room])))
        self.further.offer(others[room : room + FURTHER])
        self.map.set_sites(sites)
        self._show()

    def choose_all(self, sites: Sites) -> None:
        """Choose these places and no others; the chips stay where they are."""
        self.map.set_sites(sites)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the body where it is pressed in it."""
        if event.key() == Qt.Key.Key_Escape and self.map.isVisible() and self.map.isAncestorOf(self.focusWidget()):
            self.another_chip.setFocus()
            self._open_map(is_open=False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put More beneath the chips where one of them would be cut beside it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        room = self.width() - SPACE - self.more_button.sizeHint().width()
        is_cut = self.chips.widest() > room
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_cut else QBoxLayout.Direction.LeftToRight)

    def _connect(self) -> None:
        self.another_chip.clicked.connect(self._on_another)
        self.map.changed.connect(self._on_changed)
        self.points.points_changed.connect(self.map.choose)
        for chips in (self.chips, self.further):
            chips.toggled.connect(self._on_toggled)

    def _on_another(self) -> None:
        self._open_map(is_open=self.map.isHidden())
        if self.is_map_open:
            self.map.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_toggled(self, name: str, is_on: bool) -> None:
        if is_on:
            self.map.choose(name)
        else:
            self.map.take_away(name)

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _open_map(self, *, is_open: bool) -> None:
        self.map.setVisible(is_open)
        show_open(self.another_chip, is_open=is_open)

    def _show(self) -> None:
        sites = dict(self.map.listed())
        # A chip stays once its place is chosen no more: gone, the press that took it away could not be taken back.
        self.chips.offer((*self.chips.places, *(name for name in sites if name not in {*self.chips.places, *self.further.places})))
        for chips in (self.chips, self.further):
            chips.show_sites(sites)
        self.points.show_values(sites)
        self.more_rows.show_row(self.further, is_shown=bool(self.further.places))
        self.more_rows.show_row(self.points, is_shown=bool(sites))
        self._fold()


def _in_former_order(former: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """What stays stands where it stood: a chip that moved after each entry would be pressed by mistake."""
    return (*(name for name in former if name in wanted), *(name for name in wanted if name not in former))
