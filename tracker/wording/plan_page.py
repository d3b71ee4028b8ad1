"""What the plan's page says: a figure with its source, a dosage, what the gate waits for, how the course went, what a file would change."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase, PlannedExercise, Protocol
from tracker.domain.plan.words import phase_name
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import time_seen_from, weekday_near
from tracker.formats.joining import heading, with_colon
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.library.exercises import exercise_of
from tracker.wording.entries import minutes_words
from tracker.wording.plan import plan_lines

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
INDENT = "  "
Path = tuple[str, str, str]


def dosage_words(planned: PlannedExercise) -> str:
    """How long and how often, in one line: "Hold 60 s, each side"."""
    dosage = planned.dosage
    parts = []
    if dosage.hold_seconds is not None:
        parts.append(_("hold {seconds} s").format(seconds=number_text(dosage.hold_seconds.value)))
    if dosage.repetitions is not None:
        count = round(dosage.repetitions.value)
        parts.append(ngettext("{count} repetition", "{count} repetitions", count).format(count=count))
    if parts and exercise_of(planned).is_sided:
        parts.append(_("each side"))
    if dosage.sets is not None:
        count = round(dosage.sets.value)
        parts.append(ngettext("{count} round", "{count} rounds", count).format(count=count))
    if dosage.times_a_day is not None:
        count = round(dosage.times_a_day.value)
        parts.append(ngettext("once a day", "{count} times a day", count).format(count=count))
    words = in_a_row(parts) or _("no figure is set: as you like")
    return words[:1].upper() + words[1:]


def short_dosage_words(planned: PlannedExercise) -> str:
    """The same for a tile, where one line is enough: "5 times, each side, hold 5 s", in rounds "2 rounds of 4"; how often a day is left out."""
    dosage, parts = planned.dosage, []
    count = round(dosage.repetitions.value) if dosage.repetitions is not None else None
    if dosage.sets is not None and count is not None:
        sets = round(dosage.sets.value)
        parts.append(ngettext("{sets} round of {count}", "{sets} rounds of {count}", sets).format(sets=sets, count=count))
    elif count is not None:
        parts.append(ngettext("{n} time", "{n} times", count).format(n=count))
    if count is None and dosage.hold_seconds is None:
        return dosage_words(planned)
    hold = []
    if dosage.hold_seconds is not None:
        # A tile is narrow: the figure and its unit stay on one line.
        words = _("hold {seconds} s").format(seconds=number_text(dosage.hold_seconds.value))
        hold.append("\N{NO-BREAK SPACE}".join(words.rsplit(" ", 1)))
    side = [_("each side")] if exercise_of(planned).is_sided else []
    text = in_a_row([*parts, *side, *hold] if parts else [*hold, *side])
    return text[:1].upper() + text[1:]


def switch_words(status: Status) -> str:
    """When the next phase comes, and why; or that none comes by itself."""
    state = status.state
    if state.phase is Phase.ICE and state.ice_over_at is not None:
        left = max(timedelta(0), state.ice_over_at - status.at.at)
        figures = {"when": clock_time(state.ice_over_at, status.at), "left": minutes_words(left / MINUTE), "hours": state.hours}
        return _("Damp heat begins on {when}, when the {hours} hours are over: in {left}.").format(**figures)
    if state.phase is Phase.HEAT:
        return _("Stretches can begin when you say so.")
    return _("Nothing changes by the clock now: the stretches go on until you say that it is over.")


def gate_words(status: Status) -> str:
    """What the stretches still wait for; empty while they go on."""
    state = status.state
    if state.phase not in {Phase.ICE, Phase.HEAT}:
        return ""
    is_ticked = state.eased and state.checked
    if state.ice_over_at is not None and status.at.at < state.ice_over_at:
        when = weekday_near(Moment.of(state.ice_over_at, status.at.zone).local, status.at.day)
        return (_("From {when}.") if is_ticked else _("From {when}, when both boxes below are ticked.")).format(when=when)
    return _("Nothing more is needed: begin when you like.") if is_ticked else _("When both boxes below are ticked.")


def course_lines(episode: Episode, spans: Sequence[PhaseSpan], now: Moment) -> list[str]:
    """The phases until now, each from when to when and why it began."""
    return [_course_line(episode, spans, place, now) for place in range(len(spans))]


def plan_changes(before: Protocol, after: Protocol) -> tuple[list[str], list[str]]:
    """What another plan would bring, and what would be no longer there: lines of text beneath the phase they belong to."""
    old, new = _paths(before), _paths(after)
    return _only_in(new, old), _only_in(old, new)


def clock_time(at: datetime, now: Moment) -> str:
    """An instant as a wall-clock time: "Thu 26 Nov 14:10", and with its year where that is another one."""
    return time_seen_from(Moment.of(at, now.zone).local, now.day)


def _course_line(episode: Episode, spans: Sequence[PhaseSpan], place: int, now: Moment) -> str:
    span = spans[place]
    words = {"phase": phase_name(span.phase), "start": clock_time(span.start, now), "why": _why(episode, spans, place)}
    if span.end is None:
        return _("{phase}: since {start}, {why}").format(**words)
    return _("{phase}: {start} to {end}, {why}").format(**words, end=clock_time(span.end, now))


def _why(episode: Episode, spans: Sequence[PhaseSpan], place: int) -> str:
    span = spans[place]
    # A phase that begins at the instant of the person's own event was theirs; any other the hours made.
    by_you = any(event.moment.at == span.start and event.kind.value == span.phase.value for event in episode.events)
    if by_you:
        return with_colon(_("by you"), _("“{text}”").format(text=span.reason)) if span.reason else _("by you")
    if not place:
        return _("when it began")
    hours = (span.start - spans[place - 1].start) / HOUR
    return _("by the plan, after {hours} hours").format(hours=f"{hours:.10g}")


def _paths(plan: Protocol) -> list[Path]:
    """The lines of a plan, each with the phase and the exercise or heading it stands under."""
    phases = {phase_name(phase) for phase in plan.phases}
    found: list[Path] = []
    phase = under = ""
    # Read back from the lines: what is compared is what is shown, and indentation tells what belongs to what.
    for line in plan_lines(plan)[1:]:  # the name stands above
        text = line.strip()
        if line in phases:
            phase, under = line, ""
        elif text and line.startswith(2 * INDENT):
            found.append((phase, under, text))
        elif text:
            is_listed = text.startswith("- ")
            # Only these are headings of a list; what stands above any other list is a figure.
            found.append((phase, under if is_listed and under in {heading(_("Not now")), heading(_("Never"))} else "", text))
            under = under if is_listed else text
    return found


def _only_in(paths: list[Path], others: list[Path]) -> list[str]:
    """The lines that are in one plan only, each beneath what it belongs to."""
    known = set(others)
    lines: list[str] = []
    last_phase = last_heading = ""
    for phase, under, text in (path for path in paths if path not in known):
        if phase != last_phase:
            lines.append(phase)
            last_phase, last_heading = phase, ""
        if under and under != last_heading:
            lines.append(f"{INDENT}{under}")
        lines.append(f"{2 * INDENT if under else INDENT if phase else ''}{text}")
        last_heading = under or text
    return lines
