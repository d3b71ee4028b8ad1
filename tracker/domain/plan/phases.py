"""The phase engine: where a person is in recovery at an instant, since when, and what comes next.

Pure: everything follows from the plan, the onset, the person's own events and the instant. Hours are real elapsed
hours, counted in UTC, so that a change of the clocks moves nothing. Bounds are half-open: at exactly 72:00:00 it is heat.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from tracker.domain.episodes import Episode, EventKind, PhaseEvent, episode_at, last_ended
from tracker.domain.plan.protocol import Phase, PlanVersion, Protocol, ice_ends

WAIT_72H, WAIT_EASED, WAIT_CHECKED = "72h", "eased", "checked"
HOUR = timedelta(hours=1)


class PhaseState(NamedTuple):
    """Where a person is: the phase, since when, counted from which anchor, and what the next phase waits for.

    In keeping well nothing follows, and what waits are its strength exercises. Where damage keeps the plan from being read the phase is not
    known: then it is none, so that nothing is offered and nothing reminds by a plan that may be another.
    """

    phase: Phase
    since: datetime | None = None
    anchor: datetime | None = None
    ice_over_at: datetime | None = None
    next_phase: Phase | None = None
    next_at: datetime | None = None
    waiting_for: tuple[str, ...] = ()
    eased: bool = False
    checked: bool = False
    reason: str = ""
    is_known: bool = True

    def hour(self, at: datetime) -> int:
        """The running hour since the anchor, the first being 1, and no more than the phase has: "hour 47 of 72"."""
        if self.anchor is None or self.ice_over_at is None:
            raise ValueError("only an episode has hours")
        return min(math.floor((at - self.anchor) / HOUR) + 1, self.hours)

    @property
    def hours(self) -> int:
        """The length of the ice phase in hours, rounded up."""
        if self.anchor is None or self.ice_over_at is None:
            raise ValueError("only an episode has hours")
        return math.ceil((self.ice_over_at - self.anchor) / HOUR)


UNKNOWN = PhaseState(Phase.NONE, is_known=False)


class PhaseSpan(NamedTuple):
    """A phase of an episode, from its start up to, not including, its end; no end while it goes on."""

    phase: Phase
    start: datetime
    end: datetime | None
    reason: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start <= at and (self.end is None or at < self.end)


class _Course:
    """What the events up to an instant add up to."""

    def __init__(self, anchor: datetime) -> None:
        self.anchor = anchor
        self.chosen: PhaseEvent | None = None
        self.left_stretches = self.eased = self.checked = False

    def follow(self, event: PhaseEvent) -> None:
        if event.kind is EventKind.ICE:
            # The count begins anew, and so does the gate: both ticks were of the pain before.
            self.anchor, self.chosen, self.left_stretches = event.moment.at, None, False
            self.eased = self.checked = False
            return
        if event.eased is not None:
            self.eased = event.eased
        if event.checked is not None:
            self.checked = event.checked
        # To choose once more what one is in begins nothing: the phase goes on since the first time.
        if event.kind is EventKind.TICKS or (self.chosen is not None and self.chosen.kind is event.kind):
            return
        self.left_stretches = event.kind is EventKind.HEAT and self.chosen is not None
        self.chosen = event


def phase_at(plan: Protocol | Sequence[PlanVersion], onset: datetime, events: Iterable[PhaseEvent], at: datetime) -> PhaseState:
    """The phase of an episode at an instant not before its onset, from its plan and the person's own events."""
    versions = [PlanVersion(onset, plan)] if isinstance(plan, Protocol) else plan
    course = _course_until(at, onset, events)
    over = ice_ends(versions, course.anchor)
    phase, since = _phase_of(course, over, at)
    next_phase, next_at, waiting = _what_next(course, phase, over, at)
    return PhaseState(
        phase=phase,
        since=since,
        anchor=course.anchor,
        ice_over_at=over,
        next_phase=next_phase,
        next_at=next_at,
        waiting_for=waiting,
        eased=course.eased,
        checked=course.checked,
        reason=course.chosen.reason if course.chosen else "",
    )


def _course_until(at: datetime, onset: datetime, events: Iterable[PhaseEvent]) -> _Course:
    course = _Course(onset)
    for event in sorted(events, key=lambda event: event.moment.at):
        if event.moment.at <= at:
            course.follow(event)
    return course


def _phase_of(course: _Course, over: datetime, at: datetime) -> tuple[Phase, datetime]:
    if course.chosen is not None and course.chosen.kind is EventKind.STRETCH:
        return Phase.STRETCH, course.chosen.moment.at
    if course.chosen is not None:
        chosen_at = course.chosen.moment.at
        # Heat chosen after the hours were over had begun by itself; after stretches it begins when it is chosen.
        return Phase.HEAT, chosen_at if course.left_stretches else min(chosen_at, over)
    return (Phase.ICE, course.anchor) if at < over else (Phase.HEAT, over)


def _what_next(course: _Course, phase: Phase, over: datetime, at: datetime) -> tuple[Phase | None, datetime | None, tuple[str, ...]]:
    if phase is Phase.ICE:
        return Phase.HEAT, over, ()
    if phase is Phase.STRETCH:
        return None, None, ()
    waits = ((WAIT_72H, at >= over), (WAIT_EASED, course.eased), (WAIT_CHECKED, course.checked))
    return Phase.STRETCH, None, tuple(name for name, is_met in waits if not is_met)


def state_at(versions: Sequence[PlanVersion], episodes: Sequence[Episode], at: datetime) -> PhaseState:
    """The phase at an instant over all episodes: none before the first, well after one has ended."""
    episode = episode_at(episodes, at)
    if episode is not None:
        return phase_at(versions, episode.onset.at, episode.events, at)
    over = last_ended(episodes, at)
    if over is None or over.ended is None:
        return PhaseState(phase=Phase.NONE)
    # The tick holds on: exercises that were checked in the episode need not be asked about again after it.
    checked = _course_until(at, over.onset.at, over.events).checked
    return PhaseState(phase=Phase.WELL, since=over.ended.at, checked=checked, waiting_for=() if checked else (WAIT_CHECKED,))


def gate_is_open(state: PhaseState, at: datetime) -> bool:
    """Whether stretches may begin as the plan has it: eased, checked, and the ice hours over."""
    return state.eased and state.checked and state.ice_over_at is not None and at >= state.ice_over_at


def courses(versions: Sequence[PlanVersion], episodes: Iterable[Episode], until: datetime) -> list[tuple[Episode, list[PhaseSpan]]]:
    """Each episode begun by an instant with its phases up to it, and keeping well after its end up to the next onset."""
    begun = sorted((episode for episode in episodes if episode.onset.at <= until), key=lambda episode: episode.onset.at)
    ends = [episode.onset.at for episode in begun[1:]]
    return [(episode, [*phase_spans(versions, episode, until), *_well_span(episode, end, until)]) for episode, end in zip_longest(begun, ends)]


def _well_span(episode: Episode, end: datetime | None, until: datetime) -> Iterator[PhaseSpan]:
    # An episode may begin at the very end of another.
    if episode.ended is not None and episode.ended.at <= until and episode.ended.at != end:
        yield PhaseSpan(Phase.WELL, episode.ended.at, end)


def phase_spans(versions: Sequence[PlanVersion], episode: Episode, until: datetime) -> list[PhaseSpan]:
    """The phases an episode went through up to an instant, in order; the one that goes on has no end."""
    stop = until if episode.ended is None else min(until, episode.ended.at)
    # Between these instants no phase changes, so one look at each is enough.
    instants = _turning_points(versions, episode, stop)
    spans: list[PhaseSpan] = []
    for start in instants:
        state = phase_at(versions, episode.onset.at, episode.events, start)
        # Ice begun again is a span of its own, though the phase is the same: its hours are counted anew.
        restarted = state.phase is Phase.ICE and state.anchor == start
        if not spans or spans[-1].phase is not state.phase or restarted:
            if spans:
                spans[-1] = PhaseSpan(spans[-1].phase, spans[-1].start, start, spans[-1].reason)
            spans.append(PhaseSpan(state.phase, start, None, state.reason))
    if spans and episode.ended is not None and stop == episode.ended.at:
        spans[-1] = PhaseSpan(spans[-1].phase, spans[-1].start, stop, spans[-1].reason)
    return spans


def _turning_points(versions: Sequence[PlanVersion], episode: Episode, stop: datetime) -> list[datetime]:
    own = [event.moment.at for event in episode.events if event.kind is not EventKind.TICKS]
    anchors = [episode.onset.at, *(event.moment.at for event in episode.events if event.kind is EventKind.ICE)]
    switches = [ice_ends(versions, anchor) for anchor in anchors]
    return sorted({at for at in (episode.onset.at, *own, *switches) if at <= stop and episode.holds(at)})
