"""The person's own activities: scoring them week by week, and choosing them."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from tracker.domain.entries import NAME_LIMIT, Function
from tracker.domain.visits import LEAST_ACTIVITIES, MOST_ACTIVITIES
from tracker.domain.words import day_words, points_words
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.draft_keeper import DraftKeeper
from ui.forms.function import FunctionForm
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue, breakable, plain_label

PROMPT = "function prompt"
A_WEEK = timedelta(days=7)
SPACE = 8


class FunctionPrompt(Card):
    """Asks for the scores once a week; put off, it does not come back for a week."""

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, visits: Visits) -> None:
        super().__init__(_("What you can do"))
        self._desk = desk
        self._drafts = drafts
        self._visits = visits
        self.form = FunctionForm(desk, drafts, journal, visits, _("Not this week"))
        self.form.cancelled.connect(self._on_put_off)
        self.form.done.connect(self.hide)
        self.body.addWidget(self.form)
        self.hide()

    def refresh(self) -> None:
        """Show the form when it is time; what is being filled in stays."""
        # Opened only when it appears: each change of the diary refreshes the page, and would empty what is being filled in.
        wanted = bool(self._desk.ask(self._visits.scores_due)) and not self._is_put_off()
        if wanted and self.isHidden():
            self.form.open()
        self.setVisible(wanted)

    def _on_put_off(self) -> None:
        until = self._desk.now().day + A_WEEK
        self._desk.tell_failures(lambda: self._drafts.keep(PROMPT, {"until": until.isoformat()}))
        self.hide()

    def _is_put_off(self) -> bool:
        kept = self._desk.ask(lambda: self._drafts.kept(PROMPT)) or {}
        try:
            # Nothing was put off yet, or what was kept is no day: then it asks, which does no harm.
            return self._desk.now().day < date.fromisoformat(str(kept.get("until", "")))
        except ValueError:
            return False


class FunctionCard(Card):
    """The scores given last, and a way to score at any time; without activities, the way to choose them."""

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, visits: Visits) -> None:
        super().__init__(_("What you can do"))
        self._desk = desk
        self._visits = visits
        self.last = plain_label("")
        self.score_button = ordinary_button(_("Score them now"))
        self.score_button.clicked.connect(self._on_score)
        self.form = FunctionForm(desk, drafts, journal, visits)
        self.form.done.connect(self._on_done)
        self.form.hide()
        for widget in (self.last, self.score_button, self.form):
            self.body.addWidget(widget)

    def refresh(self) -> None:
        """Show the last scores."""
        activities = self._desk.ask(self._visits.activities) or []
        self.score_button.setVisible(bool(activities) and self.form.isHidden())
        self.last.setText(self._last_words() if activities else _("Name three to five activities in Settings; here you score them week by week."))

    def _last_words(self) -> str:
        last = self._desk.ask(self._visits.last_scores)
        return breakable(score_words(last)) if last is not None else _("Not scored yet.")

    def _on_score(self) -> None:
        self.score_button.hide()
        self.form.open()
        self.form.show()
        self.form.focus_first()

    def _on_done(self) -> None:
        self.form.hide()
        self.refresh()
        self.score_button.setFocus()


def score_words(entry: Function) -> str:
    """The scores with their mean, and the day they were given."""
    lines = [_("{activity}: {points} of 10").format(activity=score.activity, points=points_words(score.points)) for score in entry.scores]
    return "\n".join([*lines, _("Mean {mean}, {day}").format(mean=points_words(entry.mean), day=day_words(entry.moment.day))])


class OwnActivitiesCard(Card):
    """The list of the person's own activities, to be changed in place."""

    def __init__(self, desk: Desk, drafts: FormDrafts, visits: Visits) -> None:
        super().__init__(_("What you want to be able to do again"))
        self._desk = desk
        self._visits = visits
        self._shown_texts: list[str] | None = None
        self.fields = [_field(number) for number in range(1, MOST_ACTIVITIES + 1)]
        self.issue = FieldIssue(self.fields[0])
        self.save_button = ordinary_button(_("Save activities"))
        self.save_button.clicked.connect(self.save)
        self._restored = plain_label(_("What you typed before is here again. It is not saved yet."), "muted")
        self._restored.hide()
        self._keeper = DraftKeeper(drafts, "own activities", lambda: {"texts": self.texts()}, desk.messages.report, self)
        self.body.addWidget(
            plain_label(_("Three to five activities in your own words. Once a week you score each from 0 (cannot) to 10 (as before)."), "muted")
        )
        self.body.addWidget(self._restored)
        rows = QVBoxLayout()
        rows.setSpacing(SPACE)
        for field in self.fields:
            field.textChanged.connect(self._keeper.keep_soon)
            field.returnPressed.connect(self.save)
            rows.addWidget(field)
        self.body.addLayout(rows)
        self.body.addWidget(self.issue)
        self.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)

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
        return _("Three to five activities work best. Nothing was changed; add some, or clear them all.")
    if len(set(activities)) < len(activities):
        return _("An activity stands there twice. Nothing was changed; put one in other words.")
    return ""


def _field(number: int) -> QLineEdit:
    field = QLineEdit()
    name = _("Activity {number}").format(number=number)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMaxLength(NAME_LIMIT)
    return field
