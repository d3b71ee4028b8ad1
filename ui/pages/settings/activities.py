"""The activities a person wants to be able to do again, in their own words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT, already_there
from tracker.domain.visits import LEAST_ACTIVITIES, MOST_ACTIVITIES
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.draft_keeper import DraftKeeper
from ui.widgets.buttons import ordinary_button
from ui.widgets.labels import FieldIssue, plain_label

SPACE = 8


class ActivitiesList(QWidget):
    """The list of the person's own activities, to be changed in place."""

    def __init__(self, desk: Desk, drafts: FormDrafts, visits: Visits) -> None:
        super().__init__()
        self._desk = desk
        self._visits = visits
        self._shown_texts: list[str] | None = None
        self.fields = [_field(number) for number in range(1, MOST_ACTIVITIES + 1)]
        self.issue = FieldIssue(self.fields[0])
        self.save_button = ordinary_button(_("Save"))
        self.save_button.clicked.connect(self.save)
        self._restored = plain_label(_("What you typed before is here again. It is not saved yet."), "muted")
        self._restored.hide()
        self._keeper = DraftKeeper(drafts, "own activities", lambda: {"texts": self.texts()}, desk.messages.report, self)
        words = _(
            "Three to five in your own words, which you want to be able to do again. Once a week you score each from 0 (cannot) to 10 (as before)."
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(plain_label(words, "muted"))
        rows.addWidget(self._restored)
        for field in self.fields:
            field.textChanged.connect(self._keeper.keep_soon)
            field.returnPressed.connect(self.save)
            rows.addWidget(field)
        rows.addWidget(self.issue)
        rows.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Show the activities, or what was typed in their place; what is being typed stays."""
        saved = [activity.text for activity in self._desk.ask(self._visits.activities) or []]
        if saved == self._shown_texts:
            return
        self._shown_texts = saved
        self._show(saved)
        kept = self._keeper.begin()
        texts = kept.get("texts") if kept else None
        if isinstance(texts, list):
            self._show([str(text) for text in texts])
        self._restored.setVisible(isinstance(texts, list))

    def texts(self) -> list[str]:
        """What stands in the fields."""
        return [field.text() for field in self.fields]

    def save(self) -> None:
        """Save the list; too few are refused, none is fine."""
        activities = [text.strip() for text in self.texts() if text.strip()]
        problem = _problem(activities)
        self.issue.show_issue(problem)
        if problem:
            self.issue.focus_field()
            return
        # Before saving, since saving publishes a change, and the refresh it brings must find nothing new to show.
        self._shown_texts = activities
        if self._desk.run(lambda: self._visits.set_activities(activities)) is not None:
            self._keeper.forget()
            self._restored.hide()
            self._show(activities)
            self._keeper.begin()

    def _show(self, texts: list[str]) -> None:
        for field, text in zip(self.fields, [*texts, *[""] * MOST_ACTIVITIES], strict=False):
            field.setText(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept."""
        self._keeper.keep_waiting()
        super().hideEvent(event)


def _problem(activities: list[str]) -> str:
    if 0 < len(activities) < LEAST_ACTIVITIES:
        return _("Three to five different activities work best. Nothing was changed; add or change some, or leave some out.")
    return next((already_there(name) for place, name in enumerate(activities) if name in activities[:place]), "")


def _field(number: int) -> QLineEdit:
    field = QLineEdit()
    name = _("Activity {number}").format(number=number)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMaxLength(NAME_LIMIT)
    return field
