"""The form that scores the person's own activities, each 0 (cannot) to 10 (as before)."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Function, Issue, Score, function_issues
from tracker.language import _
from tracker.services.history import Deed
from ui.desk import Desk
from ui.forms.form import AddForm, point_or_none
from ui.widgets.labels import breakable, plain_label
from ui.widgets.points_scale import PointsScale

SPACE = 12
LABEL_SPACE = 4


class FunctionForm(AddForm):
    """One scale an activity; an activity without a value is left out."""

    def __init__(self, desk: Desk, cancel_words: str = "") -> None:
        super().__init__(desk, "function", _("How well can you do this now? 0: I cannot, 10: as before"), _("Save scores"), cancel_words)
        self._scales: dict[str, PointsScale] = {}
        self._holder = QWidget()
        self.rows.addWidget(self._holder)

    def fill(self) -> None:
        """A scale for each activity, without a value."""
        activities = [activity.text for activity in self.desk.asked(self.tracker.notebook.activities) or []]
        if activities != list(self._scales):
            self._rebuild(activities)
        for scale in self._scales.values():
            scale.set_value(None)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {activity: scale.value() for activity, scale in self._scales.items()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        for activity, scale in self._scales.items():
            scale.set_value(point_or_none(content.get(activity)))

    def issues(self) -> list[Issue]:
        """What is missing."""
        return function_issues(self._scores())

    def deed(self) -> Deed:
        """Save the scores."""
        return self.tracker.journal.add(Function(moment=self.tracker.journal.now(), scores=self._scores()))

    def focus_first(self) -> None:
        """The first activity."""
        for scale in list(self._scales.values())[:1]:
            scale.focus_scale()

    def _scores(self) -> tuple[Score, ...]:
        values = ((activity, scale.value()) for activity, scale in self._scales.items())
        return tuple(Score(activity, value) for activity, value in values if value is not None)

    def _rebuild(self, activities: list[str]) -> None:
        former, self._holder = self._holder, QWidget()
        layout = QVBoxLayout(self._holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._scales = {}
        for activity in activities:
            scale = PointsScale(activity)
            scale.changed.connect(self.on_typed)
            self._scales[activity] = scale
            row = QVBoxLayout()
            row.setSpacing(LABEL_SPACE)
            row.addWidget(plain_label(breakable(activity), "strong"))
            row.addWidget(scale)
            layout.addLayout(row)
        self.rows.replaceWidget(former, self._holder)
        self._holder.show()
        former.hide()
        former.deleteLater()
