"""An open tracker on a folder of its own, at a clock that stands still."""

from pathlib import Path

from tests.fakes import FakeClock
from tracker.app import Tracker, open_tracker
from tracker.domain.drafts import PainDraft
from tracker.domain.times import Moment, moment_now
from tracker.paths import Paths


def opened(folder: Path, clock: FakeClock) -> Tracker:
    """The tracker of a data folder; opening it again is what starting the app again does."""
    return open_tracker(Paths(folder), clock)


def a_draft(clock: FakeClock, pain: float | None = 5, moment: Moment | None = None, **fields: object) -> PainDraft:
    """What a form holds before it is saved."""
    return PainDraft(pain=pain, moment=moment or moment_now(clock), **fields)  # type: ignore[arg-type]
