"""What the plan has for today, and what of it is done."""

from collections.abc import Sequence

from tracker.domain.entries import Activity, DayNote, Entry
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.day_plan import exercise_counts
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.sessions import STRENGTH, counts_as_done
from tracker.domain.status import SESSION_OF, Status
from tracker.domain.words import session_name
from tracker.formats.texts import time_text
from tracker.language import _, ngettext
from tracker.services.reminders import Reminders
from tracker.wording.sessions import done_words, so_far_words
from ui.desk import Desk
from ui.pages.today.lines_card import Line, LinesCard

WALKING = "walking"


class PlannedCard(LinesCard):
    """Lines of what is planned, each beside what is done; hidden while no phase plans anything."""

    def __init__(self, desk: Desk, reminders: Reminders) -> None:
        super().__init__(_("Planned today"))
        self._desk = desk
        self._reminders = reminders

    def show_status(self, status: Status, entries: list[Entry]) -> None:
        """Show the plan of the day."""
        rules = self._desk.ask(self._reminders.rules) or []
        if status.state.phase is Phase.WELL:
            lines = _chosen_lines(rules, status, entries)
        else:
            lines = [*_session_lines(status), _walks_line(entries), *_day_note_lines(rules, status, entries)] if status.phase_plan else []
        self.show_lines([Line(texts) for texts in lines])


def _chosen_lines(rules: Sequence[Rule], status: Status, entries: list[Entry]) -> list[tuple[str, str]]:
    """In keeping well only what the person asked to be reminded of today: nothing else is planned."""
    chosen = {rule.kind for rule in rules if rule.is_on and rule.falls_on(status.at.day)}
    lines = []
    # As its reminder: it waits for the tick, and on a flare it pauses.
    is_flare = any(isinstance(entry, DayNote) and entry.flare for entry in entries)
    if ReminderKind.STRENGTH in chosen and status.state.checked and not is_flare:
        names = {exercise.name.casefold() for exercise in status.plan.phases[Phase.WELL].exercises}
        count = len(names & {session.kind.casefold() for session in status.sessions_today if counts_as_done(session)})
        lines.append((session_name(STRENGTH), so_far_words(count) if count else _("not yet today")))
    return [*lines, *([_walks_line(entries)] if ReminderKind.WALKING in chosen else [])]


def _session_lines(status: Status) -> list[tuple[str, str]]:
    # Heat goes on beside the stretches.
    phase = Phase.HEAT if status.state.phase is Phase.STRETCH else status.state.phase
    plan = status.plan.phases[phase]
    # Heat has a ceiling a day, and ice its cycle: neither is a number to reach.
    kind = SESSION_OF[phase]
    return [*_exercise_lines(status), *([(session_name(kind), done_words(status, kind))] if plan.session else [])]


def _exercise_lines(status: Status) -> list[tuple[str, str]]:
    plan = status.plan.phases[Phase.STRETCH]
    if status.state.phase is not Phase.STRETCH or not plan.exercises:
        return []
    return [
        (session_name(exercise.name), _of_planned_words(len(exercise.done), exercise.planned))
        for exercise in exercise_counts(plan, status.sessions_today)
    ]


def _of_planned_words(done: int, planned: int | None) -> str:
    if planned is None:
        return so_far_words(done)
    return _("{done} of {planned} done").format(done=done, planned=planned)


def _walks_line(entries: list[Entry]) -> tuple[str, str]:
    walks = len([entry for entry in entries if isinstance(entry, Activity) and entry.kind == WALKING])
    return _("Short walks"), so_far_words(walks) if walks else _("as they feel good")


def _day_note_lines(rules: Sequence[Rule], status: Status, entries: list[Entry]) -> list[tuple[str, str]]:
    """Fluids once they are logged; the day note with the time of its reminder, or that at which it was written."""
    notes = [entry for entry in entries if isinstance(entry, DayNote)]
    glasses = round(sum(note.fluids or 0 for note in notes))
    lines = [(_("Water"), ngettext("{count} glass", "{count} glasses", glasses).format(count=glasses))] if glasses else []
    if notes:
        return [*lines, (_("Day note"), _("done {time}").format(time=time_text(notes[-1].moment.local)))]
    planned = [wall for rule in rules if rule.kind is ReminderKind.DAY_NOTE and _holds(rule, status) for wall in rule.walls()]
    return [*lines, *((_("Day note"), time_text(wall)) for wall in planned[:1])]


def _holds(rule: Rule, status: Status) -> bool:
    return rule.is_on and rule.falls_on(status.at.day) and status.state.phase in rule.phases
