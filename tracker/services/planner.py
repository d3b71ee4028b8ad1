"""The plan: episodes, their phases, and what the person was shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.domain.entries import name_issues, refuse
from tracker.domain.episodes import Episode, EventKind, PhaseEvent, begun_later, clock_behind_words, episode_at, refuse_overlap
from tracker.domain.plan.phases import UNKNOWN, PhaseSpan, PhaseState, courses, gate_is_open, phase_spans, state_at
from tracker.domain.plan.protocol import FIRST_PLAN_ID, Phase, PlanVersion, Protocol, plan_at
from tracker.domain.plan.words import phase_name, plan_unknown_words
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment, moment_now, refuse_future
from tracker.domain.words import moment_words
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.language import N_, _
from tracker.services.history import Change, History, IntendedChange
from tracker.storage.episodes import EpisodeStore
from tracker.storage.shown_notices import CAUTIONS, HELP, OccasionStore

# The two ticks of the gate, in the order of `tick`.
TICKS = (N_("The pain has eased"), N_("exercises checked"))


class Planner:
    """The changes to episodes and their phases."""

    def __init__(self, episodes: EpisodeStore, occasions: OccasionStore, default: Protocol, clock: Clock, history: History) -> None:
        self._episodes = episodes
        self._occasions = occasions
        self._default = default
        self._clock = clock
        self._history = history

    def episodes(self) -> list[Episode]:
        """Every episode, in order of onset."""
        return self._episodes.all()

    def is_known(self) -> bool:
        """Whether all that the phase follows from is there: episodes, their events and the plan. If not, the phase is not told, and nothing of
        it can be changed: what is left of a damaged plan could send a person to heat, or to stretches, who was told to ice.
        """
        self._episodes.all()
        self._episodes.plan_versions()
        return self._episodes.is_whole()

    def refuse_unknown(self) -> None:
        """Raise Refused where a part of the plan cannot be read."""
        if not self.is_known():
            raise Refused(plan_unknown_words())

    def followed(self) -> list[Episode]:
        """The episodes whose phases can be told: every one, or where a part of the plan cannot be read, none."""
        return self.episodes() if self.is_known() else []

    def open_episode(self) -> Episode | None:
        """The episode that goes on."""
        return _open_among(self.episodes())

    def versions(self) -> list[PlanVersion]:
        """The plan in its versions; the default one before any was put in force."""
        return self._episodes.plan_versions() or [PlanVersion(self._clock.now(), self._default)]

    def plan_now(self) -> Protocol:
        """The plan in force."""
        return plan_at(self.versions(), self._clock.now())

    def state(self, at: datetime) -> PhaseState:
        """The phase at an instant, if it can be told."""
        return state_at(self.versions(), self.episodes(), at) if self.is_known() else UNKNOWN

    def spans(self, episode: Episode) -> list[PhaseSpan]:
        """The phases an episode went through until now."""
        return phase_spans(self.versions(), episode, self._clock.now()) if self.is_known() else []

    def courses(self) -> list[tuple[Episode, list[PhaseSpan]]]:
        """Each episode with its phases until now, and keeping well after it."""
        if not self.is_known():
            return [(episode, []) for episode in self.episodes()]
        return courses(self.versions(), self.episodes(), self._clock.now())

    def start_episode(self, onset: Moment, sites: Sequence[str] = (), cause: str = "") -> Change:
        """Begin an episode; raises Refused where one is open, it would overlap another, or the onset is to come."""
        _refuse_clock_behind(self.episodes(), self._clock.now())
        refuse_future(onset, self._clock.now())
        refuse(name_issues("sites", sites))
        refuse(name_issues("cause", (cause,) if cause else ()))
        episode = Episode(onset=onset, sites=tuple(sites), cause=cause)

        return self._save(_("Episode begun"), lambda: episode)

    def end_episode(self, at: Moment | None = None) -> Change:
        """End the open episode; raises Refused where there is none or the time does not fit."""
        ended_at = at or _now_in_episode(self._clock, self.episodes())
        refuse_future(ended_at, self._clock.now())
        return self._save(_("Episode ended"), lambda: replace(_require_open(self.episodes()), ended=ended_at), ended_at)

    def edit_onset(self, onset: Moment) -> Change:
        """Move the onset of the open episode, else of the last one; the automatic switches follow. Raises Refused."""
        refuse_future(onset, self._clock.now())
        return self._save(_("Begin of the episode changed"), lambda: replace(_require_last(self.episodes()), onset=onset), onset)

    def reopen_episode(self) -> Change:
        """Let the last episode go on; raises Refused where there is none or one is open."""

        def reopened_episode() -> Episode:
            episode = _require_last(self.episodes())
            if episode.is_open:
                raise Refused(_("That is so already. Nothing was changed."))
            return replace(episode, ended=None)

        return self._save(_("Episode reopened"), reopened_episode)

    def set_phase(self, phase: Phase, at: Moment | None = None, *, eased: bool = False, checked: bool = False, reason: str = "") -> Change:
        """Move the episode to a phase; raises Refused without a reason where the plan says otherwise."""
        moment = at or _now_in_episode(self._clock, self.episodes())
        refuse_future(moment, self._clock.now())
        event = PhaseEvent(moment=moment, kind=EventKind(phase.value), eased=eased or None, checked=checked or None, reason=reason.strip())
        refuse(name_issues("reason", (event.reason,) if event.reason else ()))

        def episode_in_phase() -> Episode:
            episode = _require_episode_at(self.episodes(), moment)
            # The episode as if it went on: what is entered afterwards may be of one that has ended since.
            _refuse_out_of_turn(state_at(self.versions(), [replace(episode, ended=None)], moment.at), event, moment.at)
            return replace(episode, events=(*episode.events, event))

        return self._save(_("Plan moved to {phase}").format(phase=phase_name(phase)), episode_in_phase, moment)

    def start_again_with_ice(self) -> Change:
        """Begin anew with ice in the open episode, else in the last one, which goes on by that; raises Refused where there is none."""
        moment = _now_in_episode(self._clock, self.episodes())
        event = PhaseEvent(moment=moment, kind=EventKind.ICE)

        def begun_anew() -> Episode:
            episode = _require_last(self.episodes())
            return replace(episode, ended=None, events=(*episode.events, event))

        return self._save(_("Started again with ice"), begun_anew, moment)

    def tick(self, *, eased: bool | None = None, checked: bool | None = None) -> Change:
        """Set or clear the two ticks of the stretch gate; None leaves a tick as it is.

        Without an open episode the last one takes the tick that the exercises are checked, for keeping well; raises Refused for the other.
        """
        event = PhaseEvent(moment=_now_in_episode(self._clock, self.episodes()), kind=EventKind.TICKS, eased=eased, checked=checked)

        def ticked() -> Episode:
            episodes = self.episodes()
            episode = _require_open(episodes) if checked is None or eased is not None else _require_last(episodes)
            return replace(episode, events=(*episode.events, event))

        told = [_(words) for words, tick in zip(TICKS, (eased, checked), strict=True) if tick is not None]
        return self._save(_("Tick set") if eased or checked else _("Tick cleared"), ticked, about=in_a_row(told))

    def shown_help(self, episode: Episode | None = None) -> None:
        """Keep that the list "When to get help" was shown just now."""
        self._occasions.shown(HELP, moment_now(self._clock), self._clock.now(), episode.id if episode else None)

    def help_last_shown(self) -> Moment | None:
        """When the list was shown last."""
        return self._occasions.last_shown(HELP)

    def needs_cautions(self) -> bool:
        """Whether the cautions before the first ice or heat of this episode are still to be shown."""
        episode = self.open_episode()
        return self._occasions.last_shown(CAUTIONS, episode.id if episode else None) is None

    def shown_cautions(self) -> None:
        """Keep that the cautions were shown just now."""
        episode = self.open_episode()
        self._occasions.shown(CAUTIONS, moment_now(self._clock), self._clock.now(), episode.id if episode else None)

    def _save(self, name: str, changed: Callable[[], Episode], at: Moment | None = None, about: str = "") -> Change:
        """Save what an episode becomes, in one transaction with what that was decided on; `at` or `about` says of which change it was."""
        now = self._clock.now()

        def intended() -> IntendedChange:
            self.refuse_unknown()
            episode = changed()
            before = next((former for former in self.episodes() if former.id == episode.id), None)
            is_first = not self._episodes.plan_versions()
            known = before.events if before else ()
            events = [(Section.EVENTS, event.id) for event in episode.events if event not in known]
            keys = [(Section.EPISODES, episode.id), *events, *([(Section.PLANS, FIRST_PLAN_ID)] if is_first else [])]

            def make() -> None:
                refuse_overlap(episode, self.episodes())
                # The first plan has one id on every computer: two diaries that begin with it merge into one that has it once.
                if is_first:
                    self._episodes.add_plan_version(PlanVersion(episode.onset.at, self._default), now, FIRST_PLAN_ID)
                self._episodes.put(episode, now)

            return IntendedChange(
                name,
                keys,
                make,
                about or moment_words((at or episode.onset).local, moment_now(self._clock).day),
                may_return=lambda: _refuse_second_open(before, self.episodes()),
                may_repeat=lambda: _refuse_second_open(episode, self.episodes()),
                fits=lambda: _refuse_unfit(episode.id, self.episodes()),
            )

        return self._history.make(intended)


def _refuse_second_open(episode: Episode | None, episodes: Sequence[Episode]) -> None:
    """Before an episode comes back, no more than that: one that a merge cut short gives way to it."""
    if episode is not None and episode.is_open:
        refuse_overlap(episode, [other for other in episodes if other.is_open])


def _now_in_episode(clock: Clock, episodes: Sequence[Episode]) -> Moment:
    now = moment_now(clock)
    _refuse_clock_behind(episodes, now.at)
    return now


def _refuse_clock_behind(episodes: Sequence[Episode], now: datetime) -> None:
    """Where all that is done now would lie before the onset of the open episode."""
    ahead = begun_later(episodes, now)
    if ahead is not None:
        sentence = _("{clock_is_behind} Nothing was changed; set the clock right, or change when the episode began.")
        raise Refused(sentence.format(clock_is_behind=clock_behind_words(ahead)))


def _refuse_unfit(id_: str, episodes: Sequence[Episode]) -> None:
    for episode in episodes:
        if episode.id == id_:
            refuse_overlap(episode, episodes)


def _refuse_out_of_turn(state: PhaseState, event: PhaseEvent, at: datetime) -> None:
    if event.kind is EventKind.ICE or event.reason:
        return
    if state.phase.value == event.kind.value:
        raise Refused(_("That is so already. Nothing was changed."))
    # Without an end of ice there is no hour to wait for.
    early = state.ice_over_at is not None and at < state.ice_over_at
    if event.kind is EventKind.HEAT and early:
        raise Refused(_("The plan has heat only after the hours of ice. Nothing was changed; give a reason to begin earlier."))
    # Ticks that come with the change count as if they had been set before it.
    ticked = state._replace(eased=state.eased or bool(event.eased), checked=state.checked or bool(event.checked))
    if event.kind is EventKind.STRETCH and not gate_is_open(ticked, at):
        sentence = _("Stretches wait: {hours} hours, eased and checked come first. Nothing was changed; give a reason to begin earlier.")
        raise Refused(sentence.format(hours=state.hours))


def _open_among(episodes: Sequence[Episode]) -> Episode | None:
    return next((episode for episode in episodes if episode.is_open), None)


def _require_open(episodes: Sequence[Episode]) -> Episode:
    episode = _open_among(episodes)
    if episode is None:
        raise Refused(_("No episode is open. Nothing was changed; begin one first."))
    return episode


def _require_last(episodes: Sequence[Episode]) -> Episode:
    if not episodes:
        raise Refused(_("No episode is open. Nothing was changed; begin one first."))
    return _open_among(episodes) or episodes[-1]


def _require_episode_at(episodes: Sequence[Episode], moment: Moment) -> Episode:
    episode = episode_at(episodes, moment.at)
    if episode is None:
        raise Refused(_("No episode was open at that time. Nothing was changed; begin one first, or choose another time."))
    return episode
