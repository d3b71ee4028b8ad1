"""Where the person is in the plan at an instant, and which session belongs to which phase."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.entries import PainEntry, Session
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseState
from tracker.domain.plan.protocol import Phase, PhasePlan, Protocol
from tracker.domain.plan.session_offers import main_session, offered
from tracker.domain.sessions import HEAT, ICE, rest_over_at
from tracker.domain.times import Moment

if TYPE_CHECKING:
    from tracker.domain.reminders.due import Reminder

SESSION_OF = {Phase.ICE: ICE, Phase.HEAT: HEAT}
PHASE_OF = {kind: phase for phase, kind in SESSION_OF.items()}


class Status(NamedTuple):
    """Where the person is at an instant: all the window and the command line tell of it.

    `session_ends_at` is when the session that runs will be over as the wall clock goes, which differs from its start and length
    where that was set. `begun_later` is the open episode where that clock was set back to before it began: then none goes on.
    `find_reminder` tells what comes next: few ask, and it takes longer than all the rest.
    """

    at: Moment
    episode: Episode | None
    state: PhaseState
    plan: Protocol
    session: Session | None
    find_reminder: "Callable[[], Reminder | None]"
    last_pain: PainEntry | None
    sessions: tuple[Session, ...]
    session_ends_at: datetime | None = None
    begun_later: Episode | None = None

    @property
    def reminder(self) -> "Reminder | None":
        """What comes next, of all reminders."""
        return self.find_reminder()

    @property
    def sessions_today(self) -> tuple[Session, ...]:
        """The sessions begun on this local day."""
        return tuple(session for session in self.sessions if session.moment.day == self.at.day)

    @property
    def phase_plan(self) -> PhasePlan | None:
        """What the plan says of the present phase."""
        return self.plan.phases.get(self.state.phase)

    @property
    def offers(self) -> Sequence[str]:
        """The kinds of session that the phase offers now: keeping well nothing until it has exercises, and they are checked."""
        if self.state.phase is Phase.WELL and not (self.state.checked and self.plan.phases[Phase.WELL].exercises):
            return ()
        return offered(self.state.phase)

    @property
    def main_session(self) -> str:
        """The kind of session the plan has now; nothing without a plan."""
        main = main_session(self.state.phase)
        return main if main in self.offers else ""

    def ice_rests_until(self, now: datetime) -> datetime | None:
        """When the rest after the last ice of this count is over, whatever the quiet hours say; None where it is, and without a count.

        `now` may be a little later than the instant of the status.
        """
        rest, anchor = self.plan.phases[Phase.ICE].rest, self.state.anchor
        # With the clock set back to before the onset nothing has been counted yet, and what was iced has to rest all the same.
        if self.begun_later is not None:
            anchor = self.begun_later.onset.at
        if self.session is not None or rest is None or anchor is None:
            return None
        over = rest_over_at(self.sessions, rest.minutes, anchor)
        return over if over is not None and over > now else None

    def rests_until(self, now: datetime) -> datetime | None:
        """The same, where ice is what the phase has."""
        is_ice = self.state.phase is Phase.ICE or self.begun_later is not None
        return self.ice_rests_until(now) if is_ice else None
