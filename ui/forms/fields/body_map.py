"""Where it hurts: the body to choose on, and beside it a field for a place that is not on it."""

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.body import place_named
from ui.forms.fields.body_figure import BodyFigure
from ui.widgets.labels import plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.tab_order import order_tabs
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
        self.field = WordField(_("Another place"))
        self.field.setParent(self)
        self.field.setMinimumWidth(LEAST_FIELD)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.field.editingFinished.connect(self._on_place_typed)
        self.field.textChanged.connect(self._on_typing)

    @cached_property
    def figure(self) -> BodyFigure:
        """The body with its 48 regions, made when it is first asked for or seen: most entries need none but the places offered."""
        figure = BodyFigure()
        self._layout.addWidget(ResponsiveColumns(figure, self._beside(), stretch=(58, 42), narrow_below=NARROW))
        figure.region_changed.connect(self.choose)
        figure.region_left.connect(self.take_away)
        figure.name_begun.connect(self._on_name_begun)
        figure.show_values(self._sites)
        figure.is_typing = bool(self.field.text())
        order_tabs(self)
        return figure

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
        self._show_values()

    def choose(self, name: str, points: float | None = None) -> None:
        """Name a place, with its points 0-10, or as bad as the entry."""
        self._sites[name] = points
        self._show_values()
        self.region_changed.emit(name, points)
        self.changed.emit()

    def take_away(self, name: str) -> None:
        """No longer name a place."""
        self._sites.pop(name, None)
        self._show_values()
        self.changed.emit()

    def first_control(self) -> QWidget:
        """The region at which the keyboard begins."""
        return self.figure.current()

    def _show_values(self) -> None:
        if "figure" in vars(self):
            self.figure.show_values(self._sites)

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

    def setVisible(self, is_visible: bool) -> None:
        """The figure is there before it is seen, so that nothing around it moves twice."""
        if is_visible:
            self.figure.show()
        super().setVisible(is_visible)
