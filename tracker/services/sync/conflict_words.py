"""What lost in a merge and what stands, in words: one wording for window and command line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tracker.domain.entries import Entry
from tracker.domain.episodes import Episode, EventKind, PhaseEvent
from tracker.domain.medicines import Limit, Medicine
from tracker.domain.plan.protocol import PlanVersion
from tracker.domain.reminders.rules import Rule
from tracker.domain.times import Moment
from tracker.domain.visits import Appointment, OwnActivity, Question
from tracker.domain.words import day_words, time_words
from tracker.formats.texts import in_a_row
from tracker.language import N_, _, pgettext
from tracker.library.body import place_words
from tracker.services.dose_words import limit_words
from tracker.services.sync.conflicts import Conflict
from tracker.wording.entries import entry_words, mg_words
from tracker.wording.reminder_rules import condition_words, rule_name, when_words

EVENTS = {
    EventKind.ICE: N_("Started again with ice"),
    EventKind.HEAT: N_("Damp heat"),
    EventKind.STRETCH: N_("Stretches"),
    EventKind.TICKS: N_("Ticked in the plan"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: what it is and when, and what it says; `text` may be empty."""

    head: str
    text: str = ""

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        return ": ".join(part for part in (self.head, " ".join(self.text.split())) if part)


def standing_words(conflict: Conflict) -> Side:
    """What stands; the words say so where it lies in the bin, and where nothing stands."""
    if conflict.standing is None:
        return Side(_("Nothing takes its place."))
    side = side_words(conflict.standing)
    return Side(_("{what}, deleted").format(what=side.head), side.text) if conflict.is_in_bin else side


def losing_words(conflict: Conflict) -> Side:
    """What lost."""
    return side_words(conflict.losing)


def changed_words(conflict: Conflict, zone: str) -> str:
    """When what lost was changed last, where the person is now."""
    return _("changed {when}").format(when=_when(Moment.of(conflict.changed_at, zone)))


def side_words(thing: object) -> Side:
    """A thing of the diary: its kind, its time, its values and its note."""
    if isinstance(thing, Entry):
        words = entry_words(thing)
        return Side(f"{words.what}, {_when(thing.moment)}", words.text)
    return SIDES[type(thing)](thing)


def _episode(episode: Episode) -> Side:
    ended = _("over since {when}").format(when=_when(episode.ended)) if episode.ended else _("it goes on")
    text = in_a_row(part for part in (ended, *map(place_words, episode.sites), episode.cause) if part)
    return Side(_("Episode, began {when}").format(when=_when(episode.onset)), text)


def _event(event: PhaseEvent) -> Side:
    return Side(f"{_(EVENTS[event.kind])}, {_when(event.moment)}", event.reason)


def _medicine(medicine: Medicine) -> Side:
    return Side(medicine.name, _contents(medicine))


def _limit(limit: Limit) -> Side:
    return Side(_("Limit on {ingredient}").format(ingredient=_(limit.ingredient)), limit_words(limit))


def _question(question: Question) -> Side:
    asked = _("{question} (asked)").format(question=question.text)
    return Side(_("Question"), question.text if question.asked_at is None else asked)


def _appointment(appointment: Appointment) -> Side:
    return Side(f"{appointment.whom}, {_when(appointment.moment)}", appointment.note)


def _rule(rule: Rule) -> Side:
    parts = (when_words(rule), condition_words(rule), pgettext("setting", "on") if rule.is_on else pgettext("setting", "off"))
    return Side(rule_name(rule), "; ".join(part for part in parts if part))


def _plan(version: PlanVersion) -> Side:
    return Side(_("Plan"), day_words(version.since.date()))


def _activities(activities: Iterable[OwnActivity]) -> Side:
    return Side(_("What you can do"), in_a_row(activity.text for activity in activities))


def _contents(medicine: Medicine) -> str:
    parts = [_(amount.ingredient) if amount.mg is None else f"{_(amount.ingredient)} {mg_words(amount.mg)}" for amount in medicine.amounts]
    limits = [f"{_(limit.ingredient)}: {limit_words(limit)}" for limit in medicine.limits if limit != Limit(limit.ingredient)]
    on_skin = [_("on the skin")] if medicine.on_skin else []
    return "; ".join([in_a_row([*parts, *on_skin]), *limits])


def _when(moment: Moment) -> str:
    return time_words(moment.local)


# At the end, since it names the functions above.
SIDES: dict[type, Callable[[Any], Side]] = {
    Episode: _episode,
    PhaseEvent: _event,
    Medicine: _medicine,
    Limit: _limit,
    Question: _question,
    Appointment: _appointment,
    Rule: _rule,
    PlanVersion: _plan,
    tuple: _activities,
}
