"""The calendar file, read back by another library than the one that writes it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_moment
from tests.fakes import local, utc
from tracker.exporters.calendar import CalendarContent, DailyReminder, Switch, Visit, event_count, ics_bytes

LONDON, NEW_YORK, SYDNEY = "Europe/London", "America/New_York", "Australia/Sydney"
NOW = utc("2026-11-25T13:05")


def a_visit(at="2026-12-02T10:30", zone=LONDON, **fields):
    defaults = {"uid": "visit", "title": "Physiotherapist", "changed_at": NOW}
    return Visit(moment=at if not isinstance(at, str) else a_moment(at, zone), **{**defaults, **fields})


def a_switch(at="2026-11-26T14:10", **fields):
    return Switch(at=utc(at), **{"uid": "switch", "title": "Plan: Damp heat", "changed_at": NOW, **fields})


def a_daily(*times, **fields):
    return DailyReminder(times=tuple(time.fromisoformat(one) for one in times), **{"uid": "daily", "title": "Damp heat", **fields})


def written(*things, zone=LONDON, now=NOW):
    kinds = {Visit: "visits", Switch: "switches", DailyReminder: "daily"}
    content = {name: tuple(one for one in things if isinstance(one, kind)) for kind, name in kinds.items()}
    return ics_bytes(CalendarContent(zone=zone, **content), now)


def read(*things, **how):
    return vobject.readOne(written(*things, **how).decode())


def events(*things, **how):
    return read(*things, **how).vevent_list


def the_event(thing, **how):
    (event,) = events(thing, **how)
    return event


def starts(event, days, zone=LONDON):
    """When a series starts on its first so many days, as instants in UTC: the rule counts in local time."""
    walls = [at.replace(tzinfo=None) for at, _number in zip(event.getrruleset(), range(days), strict=False)]
    return [local(wall.isoformat(), zone) for wall in walls]


def rules_of(text, zone):
    """The zone as the file itself tells it, read by dateutil."""
    return tzical(StringIO(text.replace("\r\n", "\n"))).get(zone)


def test_a_file_is_published_by_this_app_and_holds_every_event_once():
    calendar = read(a_visit(), a_switch(), a_daily("09:00", "14:00", "19:00"))
    assert calendar.method.value == "PUBLISH"
    assert calendar.prodid.value.startswith("-//Recovery Tracker//")
    assert calendar.version.value == "2.0"
    uids = [event.uid.value for event in calendar.vevent_list]
    assert len(uids) == len(set(uids)) == 5


def test_the_count_is_that_of_the_events():
    content = CalendarContent(
        zone=LONDON, visits=(a_visit(),), switches=(a_switch(),), daily=(a_daily("09:00", "14:00"), a_daily("10:00", weekdays=()))
    )
    assert event_count(content) == len(vobject.readOne(ics_bytes(content, NOW).decode()).vevent_list) == 4


@pytest.mark.parametrize("zone", [LONDON, NEW_YORK, SYDNEY, "Asia/Kathmandu", "Africa/Casablanca"])
@pytest.mark.parametrize("wall", ["2026-12-02T10:30", "2027-06-30T10:30"])
def test_an_appointment_is_at_its_local_time_in_its_own_zone(zone, wall):
    event = the_event(a_visit(wall, zone))
    assert f"DTSTART;TZID={zone}:{wall.replace('-', '').replace(':', '')}00" in written(a_visit(wall, zone)).decode()
    assert event.dtstart.value.astimezone(UTC) == local(wall, zone)


def test_the_clock_changes_of_a_zone_are_written_to_the_second():
    text = written(a_visit("2026-12-02T10:30", LONDON)).decode().replace("\r\n ", "")
    summer = text.split("BEGIN:DAYLIGHT")[1].split("END:DAYLIGHT")[0]
    winter = text.split("BEGIN:STANDARD")[-1].split("END:STANDARD")[0]
    assert {"DTSTART:20250330T010000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETTO:+0100"} <= set(summer.split("\r\n"))
    assert {"DTSTART:20251026T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0100"} <= set(winter.split("\r\n"))


@pytest.mark.parametrize("zone", [LONDON, NEW_YORK, SYDNEY, "Africa/Casablanca", "Asia/Jerusalem", "Asia/Kolkata"])
def test_the_rules_in_the_file_give_the_same_local_time_as_the_zone_for_years(zone):
    rules = rules_of(written(a_visit("2026-12-02T10:30", zone)).decode(), zone)
    walls = (datetime.combine(date(2026, 1, 1) + timedelta(days=day), time(hour)) for hour in (9, 14, 20) for day in range(6 * 365))
    assert not [wall for wall in walls if wall.replace(tzinfo=rules).utcoffset() != wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()]


def test_the_second_of_two_equal_local_times_keeps_its_instant():
    second = a_moment(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert "DTSTART:20261025T013000Z" in written(a_visit(second)).decode()
    first = a_moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert "DTSTART;TZID=Europe/London:20261025T013000" in written(a_visit(first)).decode()


def test_a_switch_of_the_plan_is_an_instant_in_utc_and_needs_no_zone():
    text = written(a_switch("2026-11-26T14:10"), zone=SYDNEY).decode()
    assert "DTSTART:20261126T141000Z" in text
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize(("zone", "days"), [(LONDON, ("2026-03-28", "2026-10-24")), (SYDNEY, ("2026-04-04", "2026-10-03"))])
def test_a_daily_reminder_stays_at_its_local_time_across_a_clock_change(zone, days):
    for day in days:
        since = local(f"{day}T00:00", zone)
        text = written(a_daily("09:00", since=since), zone=zone).decode()
        found = starts(vobject.readOne(text).vevent, 3, zone)
        walls = [at.astimezone(rules_of(text, zone)) for at in found]
        assert [wall.time() for wall in walls] == [time(9)] * 3
        assert {after - before for before, after in pairwise(found)} != {timedelta(days=1)}


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Etc/GMT", "Africa/Abidjan", LONDON])
def test_each_zone_that_is_named_is_there_and_no_other(zone):
    text = written(a_daily("09:00"), zone=zone).decode()
    named = set(re.findall("DTSTART;TZID=([^:]+):", text))
    assert set(re.findall("^TZID:(.*)\r$", text, re.MULTILINE)) == named
    assert (f"TZID={zone}:" in text) or ("DTSTART:20261126T090000Z" in text)


def test_a_daily_reminder_begins_at_its_first_time_that_is_still_to_come():
    morning, afternoon = events(a_daily("09:00", "14:00"), now=local("2026-11-25T13:05"))
    assert (starts(morning, 1), starts(afternoon, 1)) == ([local("2026-11-26T09:00")], [local("2026-11-25T14:00")])


def test_a_daily_reminder_comes_on_its_weekdays_only():
    event = the_event(a_daily("09:00", weekdays=(4, 0, 2)))
    assert sorted(event.rrule.value.removeprefix("FREQ=WEEKLY;BYDAY=").split(",")) == ["FR", "MO", "WE"]
    assert [at.weekday() for at in starts(event, 6)] == [4, 0, 2, 4, 0, 2]
    assert event.dtstart.value == local("2026-11-27T09:00")


def test_a_daily_reminder_of_every_day_is_a_daily_rule_with_an_alarm_at_its_time():
    event = the_event(a_daily("09:00"))
    assert event.rrule.value == "FREQ=DAILY"
    assert (event.valarm.action.value, event.valarm.trigger.value) == ("DISPLAY", timedelta(0))


def test_an_appointment_has_its_alarm_where_one_is_wanted():
    alarm_at = local("2026-12-01T20:00")
    event = the_event(a_visit("2026-12-02T10:30", alarm_at=alarm_at))
    assert event.dtstart.value.astimezone(UTC) + event.valarm.trigger.value == alarm_at
    assert event.valarm.action.value == "DISPLAY"
    assert not hasattr(the_event(a_visit()), "valarm")


def test_a_second_file_has_the_same_identities_and_a_later_change_a_higher_number():
    things = [a_visit(), a_switch(), a_daily("09:00", "14:00", changed_at=NOW)]
    later = [a_visit(title="Dr Grey", changed_at=NOW + timedelta(days=1)), *things[1:]]
    first, second = events(*things), events(*later, now=NOW + timedelta(days=2))
    assert [event.uid.value for event in first] == [event.uid.value for event in second]
    grown = [int(after.sequence.value) - int(before.sequence.value) for before, after in zip(first, second, strict=True)]
    assert grown == [86_400, 0, 0, 0]
    assert second[0].last_modified.value == NOW + timedelta(days=1)
    assert second[1].dtstamp.value == NOW + timedelta(days=2)


def test_another_time_moves_a_reminder_and_adds_none():
    before, after = (the_event(a_daily(at)) for at in ("09:00", "09:30"))
    assert before.uid.value == after.uid.value


AWKWARD = "Knee; hip, back \\n C:\\new\nsecond line \N{FACE WITH THERMOMETER} \u05e9\u05dc\u05d5\u05dd \u202e BEGIN:VEVENT"


@pytest.mark.parametrize("text", [AWKWARD, "a" * 10_000, "\N{FACE WITH THERMOMETER}," * 5_000, "BEGIN:VALARM\nEND:VEVENT"])
def test_text_comes_back_as_it_was_typed(text):
    event = the_event(a_visit(title="Dr M\xfcller, knee; back", text=text))
    assert (event.summary.value, event.description.value) == ("Dr M\xfcller, knee; back", text)
    assert len(events(a_visit(text=text))) == 1


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300))
def test_any_text_comes_back(text):
    assert the_event(a_visit(text=text)).description.value == text


def test_characters_no_calendar_can_hold_are_marked_as_such():
    event = the_event(a_visit(title="a\x00b\ud800c\nd", text="one\r\ntwo\u2028three\x1b"))
    assert event.summary.value == "a\ufffdb\ufffdc d"
    assert event.description.value == "one\ntwo\nthree\ufffd"


def test_no_line_is_longer_than_75_bytes_and_every_line_ends_as_the_standard_has_it():
    lines = written(a_visit(text="\N{FACE WITH THERMOMETER} knee, " * 400)).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)
    assert all(line.decode() is not None for line in lines)


def test_every_event_is_private():
    assert [event.contents["class"][0].value for event in events(a_visit(), a_switch(), a_daily("09:00"))] == ["PRIVATE"] * 3
