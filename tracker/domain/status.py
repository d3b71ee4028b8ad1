"""Where the person is in the plan at an instant, and which session belongs to which phase."""

from dataclasses import dataclass

from tracker.domain.entries import PainEntry, Session
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseState
from tracker.domain.plan.protocol import Phase, PhasePlan, Protocol
from tracker.domain.reminders.due import Reminder
from tracker.domain.sessions import HEAT, ICE
from tracker.domain.times import Moment

SESSION_OF = {Phase.ICE: ICE, Phase.HEAT: HEAT}
PHASE_OF = {kind: phase for phase, kind in SESSION_OF.items()}


@dataclass(frozen=True, slots=True)
class Status:
    """Where the person is at an instant: all the window and the command line tell of it."""

    at: Moment
    episode: Episode | None
    state: PhaseState
    plan: Protocol
    session: Session | None
    reminder: Reminder | None
    last_pain: PainEntry | None
    sessions: tuple[Session, ...]

    @property
    def sessions_today(self) -> tuple[Session, ...]:
        """The sessions begun on this local day."""
        return tuple(session for session in self.sessions if session.moment.day == self.at.day)

    @property
    def phase_plan(self) -> PhasePlan | None:
        """What the plan says of the present phase."""
        return self.plan.phases.get(self.state.phase)
