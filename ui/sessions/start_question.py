"""What stands between a press and the start of a session: the rest after ice, and the cautions nobody has read yet."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.session_offers import CAUTIOUS
from tracker.domain.sessions import ICE
from tracker.domain.status import Status

Place = tuple[str, Phase, datetime | None]  # the episode, the phase, and the instant from which the hours of ice count


class Doubt(Enum):
    """Why a session does not start at once."""

    REST = auto()
    CAUTIONS = auto()


class StartQuestion(NamedTuple):
    """What is asked before a kind of session starts, where in the plan it was asked, and when."""

    kind: str
    doubt: Doubt
    place: Place
    asked_at: datetime

    def still_stands(self, status: Status, now: datetime) -> bool:
        """Whether it is still to be answered: nothing runs, the phase is the same, and a rest that was asked about goes on."""
        if status.session is not None or self.place != _place(status):
            return False
        return self.doubt is Doubt.CAUTIONS or status.ice_rests_until(now) is not None


def question_before(kind: str, status: Status, now: datetime, needs_cautions: Callable[[], bool], *, in_rest: bool = False) -> StartQuestion | None:
    """What is asked first before a kind starts; nothing where it may start. `in_rest`: ice is wanted though its rest is not over."""
    # What runs is refused by the service, with its own sentence.
    if status.session is not None:
        return None
    if kind == ICE and not in_rest and status.ice_rests_until(now) is not None:
        return StartQuestion(kind, Doubt.REST, _place(status), now)
    if kind in CAUTIOUS and needs_cautions():
        return StartQuestion(kind, Doubt.CAUTIONS, _place(status), now)
    return None


def _place(status: Status) -> Place:
    return status.episode.id if status.episode else "", status.state.phase, status.state.anchor
