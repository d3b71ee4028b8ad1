"""The person's own activities, scored week by week."""

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.entries import Function, Kind
from tracker.domain.words import day_words, points_words
from tracker.formats.joining import with_colon, with_comma
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.draft_keeper import is_begun
from ui.forms.draft_names import FORM_NAMES
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label

if TYPE_CHECKING:
    from ui.forms.function import FunctionForm

PROMPT = "function prompt"
A_WEEK = timedelta(days=7)


class FunctionPrompt(Card):
    """Asks for the scores once a week; put off, it does not come back for a week."""

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, visits: Visits) -> None:
        super().__init__(_("What you can do"))
        self._desk = desk
        self._drafts = drafts
        self._visits = visits
        self._journal = journal
        self.hide()

    @cached_property
    def form(self) -> "FunctionForm":
        """The form, made when it is first asked for: most starts ask for no scores."""
        from ui.forms.function import FunctionForm

        form = FunctionForm(self._desk, self._drafts, self._journal, self._visits, _("Not this week"))
        form.cancelled.connect(self._on_put_off)
        form.done.connect(self.hide)
        self.body.addWidget(form)
        return form

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
        self._drafts = drafts
        self._journal = journal
        self._visits = visits
        self.last = plain_label("")
        self.score_button = ordinary_button(_("Score them now"))
        self.score_button.clicked.connect(self._on_score)
        for widget in (self.last, self.score_button):
            self.body.addWidget(widget)

    @cached_property
    def form(self) -> "FunctionForm":
        """The form, made when it is first opened."""
        from ui.forms.function import FunctionForm

        form = FunctionForm(self._desk, self._drafts, self._journal, self._visits)
        form.done.connect(self._on_done)
        form.hide()
        self.body.addWidget(form)
        return form

    def is_begun(self) -> bool:
        """Whether scores half given earlier wait in the form."""
        return is_begun(self._desk, self._drafts, FORM_NAMES[Kind.FUNCTION])

    def refresh(self) -> None:
        """Show the last scores."""
        activities = self._desk.ask(self._visits.activities) or []
        self.score_button.setVisible(bool(activities) and not self._is_open())
        self.last.setText(self._last_words() if activities else _("Name three to five activities in Settings; here you score them week by week."))

    def _is_open(self) -> bool:
        return "form" in vars(self) and not self.form.isHidden()

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
    lines = [with_colon(score.activity, _("{points} of 10").format(points=points_words(score.points))) for score in entry.scores]
    return "\n".join([*lines, with_comma(_("Average {value}").format(value=points_words(entry.mean)), day_words(entry.moment.day))])
