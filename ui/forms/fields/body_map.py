"""Where it hurts: the body to choose on, and beside it a field for a place that is not on it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.body import place_named
from ui.forms.fields.body_figure import BodyFigure
from ui.widgets.labels import plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.word_chips import WordField

# Pixels: of this width the 58 parts in a hundred that are the figure's are just its least width.
NARROW = 520
LEAST_FIELD, SPACE = 120, 8

Sites = tuple[tuple[str, float | None], ...]


class BodyMapView(QWidget):
    """The sites of an entry; `region_changed` brings (name, points or None) of a place chosen or changed, `changed` says that any did."""

    region_changed = Signal(str, object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sites: dict[str, float | None] = {}
        self.figure = BodyFigure()
        self.field = WordField(_("Another place"))
        self.field.setMinimumWidth(LEAST_FIELD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ResponsiveColumns(self.figure, self._beside(), stretch=(58, 42), narrow_below=NARROW))
        self.figure.region_changed.connect(self.choose)
        self.figure.region_left.connect(self.take_away)
        self.figure.name_begun.connect(self._on_name_begun)
        self.field.editingFinished.connect(self._on_place_typed)
        self.field.textChanged.connect(self._on_typing)

    def sites(self) -> Sites:
        """The places in the order they were chosen, each with its points 0-10 or None, and the one being typed."""
        typed = self._typed()
        return tuple((self._sites | {typed: self._sites.get(typed)} if typed else self._sites).items())

    def listed(self) -> Sites:
        """The places that are listed, without the one being typed."""
        return tuple(self._sites.items())

    def set_sites(self, sites: Iterable[tuple[str, float | None]]) -> None:
        """Show these places, without a signal; one that is not on the map is held all the same."""
        self._sites = dict(sites)
        self.figure.show_values(self._sites)

    def choose(self, name: str, points: float | None = None) -> None:
        """Name a place, with its points 0-10, or as bad as the entry."""
        self._sites[name] = points
        self.figure.show_values(self._sites)
        self.region_changed.emit(name, points)
        self.changed.emit()

    def take_away(self, name: str) -> None:
        """No longer name a place."""
        self._sites.pop(name, None)
        self.figure.show_values(self._sites)
        self.changed.emit()

    def first_control(self) -> QWidget:
        """The region at which the keyboard begins."""
        return self.figure.current()

    def _beside(self) -> QWidget:
        beside = QWidget()
        layout = QVBoxLayout(beside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("Click where it hurts, or use the arrow keys and Space. A digit says how bad it is there."), "small"))
        layout.addWidget(self.field)
        layout.addStretch(1)
        return beside

    def _typed(self) -> str:
        return place_named(self.field.text()) if self.field.text().strip() else ""

    def _on_name_begun(self, text: str) -> None:
        """Go on with a name whose first letters were typed on the figure."""
        self.field.setFocus()
        self.field.insert(text)

    def _on_place_typed(self) -> None:
        name = self._typed()
        self.field.clear()
        if name and name not in self._sites:
            self.choose(name)

    def _on_typing(self, text: str) -> None:
        self.figure.is_typing = bool(text)
        self.changed.emit()
