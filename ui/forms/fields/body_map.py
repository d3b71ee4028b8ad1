"""Where it hurts: the body to choose on, and beside it the list of what was chosen."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.fields.body_figure import BodyFigure
from ui.forms.fields.site_rows import SiteRows
from ui.widgets.layouts import ResponsiveColumns

# Pixels: of this width the 58 parts in a hundred that are the figure's are just its least width.
NARROW = 520

Sites = tuple[tuple[str, float | None], ...]


class BodyMapView(QWidget):
    """The sites of an entry; `region_changed` brings (name, points or None) of a place chosen or changed, `changed` says that any did."""

    region_changed = Signal(str, object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sites: dict[str, float | None] = {}
        self.figure = BodyFigure()
        self.rows = SiteRows()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ResponsiveColumns(self.figure, self.rows, stretch=(58, 42), narrow_below=NARROW))
        self.figure.region_changed.connect(self._on_changed)
        self.figure.region_left.connect(self.take_away)
        self.figure.name_begun.connect(self._on_name_begun)
        self.rows.site_changed.connect(self._on_changed)
        self.rows.site_left.connect(self.take_away)
        self.rows.field.textChanged.connect(self._on_typing)

    def sites(self) -> Sites:
        """The places in the order they were chosen, each with its points 0-10 or None, and the one being typed."""
        typed = self.rows.typed()
        return tuple((self._sites | {typed: self._sites.get(typed)} if typed else self._sites).items())

    def listed(self) -> Sites:
        """The places that are listed, without the one being typed."""
        return tuple(self._sites.items())

    def set_sites(self, sites: Iterable[tuple[str, float | None]]) -> None:
        """Show these places, without a signal; one that is not on the map is listed beside it."""
        self._sites = dict(sites)
        self._show()

    def take_away(self, name: str) -> None:
        """No longer name a place."""
        self._sites.pop(name, None)
        self._show()
        self.changed.emit()

    def first_control(self) -> QWidget:
        """The region at which the keyboard begins."""
        return self.figure.current()

    def _on_changed(self, name: str, points: float | None) -> None:
        self._sites[name] = points
        self._show()
        self.region_changed.emit(name, points)
        self.changed.emit()

    def _on_name_begun(self, text: str) -> None:
        self.rows.begin_name(text)

    def _on_typing(self, text: str) -> None:
        self.figure.is_typing = bool(text)
        self.changed.emit()

    def _show(self) -> None:
        self.figure.show_values(self._sites)
        self.rows.show_values(self._sites)
