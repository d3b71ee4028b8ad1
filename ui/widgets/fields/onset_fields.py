"""When an episode began, where it hurts and what set it off."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.errors import Refused, TrackerError
from tracker.language import _
from ui.widgets.fields.when_fields import WhenFields
from ui.widgets.labels import FieldIssue, plain_label

SPACE = 8


class OnsetFields(QWidget):
    """The fields of an onset; place and cause can stay empty."""

    def __init__(self, *, only_time: bool = False) -> None:
        super().__init__()
        self.when = WhenFields(with_parts=True)
        self.place = _field(_("Where it hurts"), _("Optional"))
        self.cause = _field(_("What set it off"), _("Optional"))
        self._issues = {"moment": FieldIssue(self.when.time)}
        self._general = FieldIssue(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("When it began"), "strong"))
        layout.addWidget(self.when)
        layout.addWidget(self._issues["moment"])
        for name, field in () if only_time else (("sites", self.place), ("cause", self.cause)):
            layout.addWidget(plain_label(field.accessibleName(), "strong"))
            self._issues[name] = FieldIssue(field)
            layout.addWidget(field)
            layout.addWidget(self._issues[name])
        layout.addWidget(self._general)

    def show_time(self, local: datetime) -> None:
        """Show a wall-clock time."""
        self._clear_issues()
        self.when.show_time(local)

    def show_problem(self, problem: TrackerError) -> None:
        """Say what was refused beside the field it is about; what is about none of them marks none."""
        self._clear_issues()
        field = problem.field if isinstance(problem, Refused) else ""
        issue = self._issues.get(field, self._general)
        issue.show_issue(problem.sentence)
        if issue is not self._general:
            issue.focus_field()

    def onset(self) -> datetime:
        """The wall-clock time chosen."""
        return self.when.chosen_time()

    def _clear_issues(self) -> None:
        for issue in (*self._issues.values(), self._general):
            issue.clear()

    def sites(self) -> tuple[str, ...]:
        """The place, if one was written."""
        text = self.place.text().strip()
        return (text,) if text else ()


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(NAME_LIMIT)
    return field
