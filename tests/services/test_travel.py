"""A person who travels: each entry keeps the day it was lived on, across the date line and back, and in a zone this computer has never heard of."""

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import a_moment, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import a_draft, opened
from tracker.domain.reminders.due import QuietHours
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.times import Moment

EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # 25 hours apart


def test_an_entry_keeps_its_day_across_the_date_line_and_back(tmp_path: Path, clock: FakeClock) -> None:
    clock.set("2026-11-26T00:30", EAST)
    with closing(opened(tmp_path / "data", clock)) as tracker:
        tracker.journal.record(a_draft(clock, 6, note="east"))
        clock.zone_name = WEST
        tracker.journal.record(a_draft(clock, 3, note="west"))
        assert [entry.note for entry in tracker.journal.on_day(date(2026, 11, 26))] == ["east"]
        assert [entry.note for entry in tracker.journal.on_day(date(2026, 11, 24))] == ["west"]
        tracker.exporting.export(tmp_path / "table.csv")
    clock.zone_name = "Europe/London"
    with closing(opened(tmp_path / "another", clock)) as another:
        assert another.importing.run(tmp_path / "table.csv").added == 2
        assert {entry.note: str(entry.moment.day) for entry in another.journal.each()} == {"east": "2026-11-26", "west": "2026-11-24"}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe/Kyjiw", "Asia/Calcutta", "US/Pacific-New"])
def test_an_entry_of_a_zone_that_was_renamed_or_never_was_keeps_its_day_and_time(tmp_path: Path, clock: FakeClock, zone: str) -> None:
    with closing(opened(tmp_path / "data", clock)) as tracker:
        here = a_moment()
        tracker.diary.entries.put([replace(an_entry(6), moment=Moment(here.at, zone, here.offset, here.day))], clock.now())
        (read,) = tracker.journal.on_day(date(2026, 11, 25))
        assert (read.moment.zone, f"{read.moment.local:%Y-%m-%d %H:%M}", read.moment.day) == (zone, "2026-11-25 13:05", date(2026, 11, 25))
        assert tracker.diary.check() == 1
        tracker.exporting.export(tmp_path / "table.csv")
        tracker.exporting.export(tmp_path / "entries.fhir.json")
        tracker.merging.export(tmp_path / "archive.json")


def test_an_appointment_25_days_ahead_reminds_when_it_comes_and_not_before(tmp_path: Path, clock: FakeClock) -> None:
    """A timer of Qt that waited for it would overflow after 24.8 days and fire at once."""
    clock.set("2026-11-02T12:00")
    quiet, told = QuietHours(), list[datetime]()
    with closing(opened(tmp_path / "data", clock)) as tracker:
        tracker.reminders.due(quiet)
        tracker.visits.arrange(a_moment("2026-11-28T10:00"), "the physio")
        for _hour in range(27 * 24):
            within = tracker.reminders.next_due_at(quiet, timedelta(seconds=30))
            assert within is None or within - clock.now() <= timedelta(seconds=30)
            group = tracker.reminders.due(quiet)
            if group is not None and any(one.kind == ReminderKind.APPOINTMENT for one in group.reminders):
                told.append(clock.now())
            clock.advance(hours=1)
    assert [f"{at:%d %H:%M}" for at in told] == ["27 20:00"]
