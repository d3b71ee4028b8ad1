"""How bad it is at each of the chosen places: a small field for each."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.formats.joining import with_comma
from tracker.language import _
from tracker.library.body import place_begins, place_words
from ui.widgets.fields.points_field import PointsField
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

SPACE, BETWEEN = 8, 16
POINTS_WIDTH = 104


class SitePoint(QWidget):
    """One place and its points."""

    def __init__(self, name: str) -> None:
        super().__init__()
        shown = place_words(name)
        self.points = PointsField(with_comma(_("Pain"), shown), blank=_("as now"))
        self.points.keep_width(POINTS_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(place_begins(name), wrap=False))
        layout.addWidget(self.points)


class SitePoints(QWidget):
    """The places in the order they were chosen; `points_changed` brings (name, points 0-10 or None)."""

    points_changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, SitePoint] = {}
        self._flow = FlowLayout(self, spacing=BETWEEN)

    def field(self, name: str) -> PointsField:
        """The field of a place; raises KeyError where it was not chosen."""
        return self._fields[name].points

    def show_values(self, values: Mapping[str, float | None]) -> None:
        """Show these places; fields that stay keep the focus."""
        for name in set(self._fields) - set(values):
            self._take_out(self._fields.pop(name))
        has_new = bool(set(values) - set(self._fields))
        for name, points in values.items():
            if name not in self._fields:
                self._fields[name] = self._new_field(name)
            self._fields[name].points.show_points(points)
        if has_new:
            order_tabs(self)

    def _new_field(self, name: str) -> SitePoint:
        field = SitePoint(name)
        field.points.points_changed.connect(lambda: self.points_changed.emit(name, field.points.points()))
        self._flow.addWidget(field)
        return field

    def _take_out(self, field: SitePoint) -> None:
        place = next(place for place in range(self._flow.count()) if (item := self._flow.itemAt(place)) and item.widget() is field)
        self._flow.takeAt(place)
        field.hide()
        field.deleteLater()
