"""A diary with a password, for tests: turned on as a person does it, with a key that costs next to nothing to make."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tracker import age_format
from tracker.app import Tracker, open_tracker
from tracker.domain.reminders.due import QuietHours
from tracker.errors import DiaryDamaged
from tracker.paths import Paths
from tracker.services.exchange.importing import ReadOptions
from tracker.services.password import lock, unlock
from tracker.steps import run_to_end
from tracker.storage.passwords import wrapped

LONG_AGO, NEWEST, PAGE = 18, datetime(2024, 12, 31, 8), 4096  # noqa: DTZ001 - on the wall
PASSWORD, OTHER = "correct horse battery", "staple the horse"
# Seals by next to no stretching, and opens as the app does.
AGE_BY_HAND = Path(__file__).with_name("age_by_hand.py")
CHEAP = wrapped.Cost(memory=32, passes=1, lanes=1)


def make_passwords_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are stretched by next to nothing: no test is about how long one takes."""
    monkeypatch.setattr(wrapped, "USUAL", CHEAP)
    monkeypatch.setattr(age_format, "PROGRAM", AGE_BY_HAND)


def with_a_password(folder: Path, clock: FakeClock, password: str = PASSWORD) -> str:
    """Turn the password on for the diary of a folder and lock it; the recovery code."""
    with opened(folder, clock) as tracker:
        code = tracker.password.new_code()
        run_to_end(tracker.password.turn_on(password, code, code))
    lock()
    return code


@contextmanager
def opened(folder: Path, clock: FakeClock, secret: str | None = None) -> Iterator[Tracker]:
    """The diary of a folder, unlocked where a secret is given."""
    paths = Paths(folder)
    if secret is not None:
        unlock(paths, clock, secret)
    tracker = open_tracker(paths, clock)
    try:
        yield tracker
    finally:
        tracker.close()


def lose_a_page_of_long_ago(folder: Path, clock: FakeClock, note: str) -> None:
    """A diary with a password, which it is unlocked by, of which a page is lost that holds entries of long ago and nothing that Today needs.

    That is nearly all that a person has written in years.
    """
    days = [datetime(2024, 1 + number // 3, 1 + 10 * (number % 3), 9) for number in range(LONG_AGO)]  # noqa: DTZ001 - on the wall
    with opened(folder, clock) as tracker:
        entries = [*(an_entry(3, day, note=note + "x" * 900) for day in days), an_entry(3, NEWEST, note="the newest")]
        tracker.diary.entries.put(entries, clock.now())
    with_a_password(folder, clock)
    paths = Paths(folder)
    unlock(paths, clock, PASSWORD)
    whole = paths.diary.read_bytes()
    for place in range(len(whole) - PAGE, PAGE, -PAGE):
        paths.diary.write_bytes(whole[:place] + bytes(PAGE) + whole[place + PAGE :])
        with opened(folder, clock) as tracker:
            if _is_lost(tracker.journal.entries) and not _is_lost(lambda: _what_today_needs(tracker)):
                return
    raise AssertionError("no page holds entries of long ago alone")


def _what_today_needs(tracker: Tracker) -> None:
    tracker.timekeeper.status(QuietHours())
    tracker.journal.entries(NEWEST.date())


def _is_lost(read: Callable[[], object]) -> bool:
    try:
        read()
    except DiaryDamaged:
        return True
    return False


def options_by(tracker: Tracker, file: Path, password: str = PASSWORD) -> ReadOptions:
    """How an archive under a password is read: by what is in it."""
    return ReadOptions(opened=run_to_end(tracker.importing.open_steps(file, password)))


class MemoryKeyring:
    """A keyring of the desktop that holds what it is given in memory, and fails where it is told to."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None

    def get_password(self, service: str, name: str) -> str | None:
        """What is kept."""
        self._fail()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep it."""
        self._fail()
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Keep it no longer."""
        self._fail()
        del self.kept[service, name]

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


def files_with(folder: Path, *words: str) -> list[str]:
    """The files of a folder, however deep, that hold one of these words in any of the ways a text is written."""
    wanted = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file() and any(word in file.read_bytes() for word in wanted))
