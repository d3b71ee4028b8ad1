"""The chosen places as rows: each with its own points, and a field for a place that is not on the map."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.body import place_named, place_words
from ui.widgets.buttons import icon_button
from ui.widgets.fields.points_field import PointsField
from ui.widgets.labels import plain_label
from ui.widgets.word_chips import WordField

SPACE = 8
POINTS_WIDTH = 104


class SiteRow(QWidget):
    """One place: its name, its points and a cross to take it away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        shown = place_words(name)
        self.points = PointsField(_("Pain, {place}").format(place=shown), blank=_("as now"))
        self.points.setFixedWidth(POINTS_WIDTH)
        self.remove = icon_button("close", _("Remove {place}").format(place=shown))
        self.remove.setToolTip("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(shown), 1)
        layout.addWidget(self.points)
        layout.addWidget(self.remove)


class SiteRows(QWidget):
    """Lists the places in the order they were chosen; `site_changed` brings (name, points or None), `site_left` a name."""

    site_changed = Signal(str, object)
    site_left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, SiteRow] = {}
        self._hint = plain_label(_("Click where it hurts, or use the arrow keys and Space. A digit says how bad it is there."), "small")
        self.field = WordField(_("Another place"))
        self.field.setMinimumWidth(120)
        self.field.editingFinished.connect(self._on_place_typed)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._hint)
        layout.addLayout(self._layout)
        layout.addWidget(self.field)
        layout.addStretch(1)

    def show_values(self, values: Mapping[str, float | None]) -> None:
        """List these places; rows that stay keep the focus."""
        for name in set(self._rows) - set(values):
            row = self._rows.pop(name)
            row.hide()
            row.deleteLater()
        for name, points in values.items():
            if name not in self._rows:
                self._rows[name] = self._row(name)
            self._rows[name].points.show_points(points)

    def begin_name(self, text: str) -> None:
        """Go on with a name whose first letters were typed elsewhere."""
        self.field.setFocus()
        self.field.insert(text)

    def typed(self) -> str:
        """The place that is being typed, as it will be kept; empty for none."""
        return place_named(self.field.text()) if self.field.text().strip() else ""

    def _row(self, name: str) -> SiteRow:
        row = SiteRow(name)
        row.points.points_changed.connect(lambda: self.site_changed.emit(name, row.points.points()))
        row.remove.clicked.connect(lambda: self._on_removed(name))
        self._layout.addWidget(row)
        self.setTabOrder(row.remove, self.field)
        return row

    def _on_removed(self, name: str) -> None:
        self.field.setFocus()
        self.site_left.emit(name)

    def _on_place_typed(self) -> None:
        name = self.typed()
        self.field.clear()
        if name and name not in self._rows:
            self.site_changed.emit(name, None)
