"""The plan and the appointments as an iCalendar file (RFC 5545), such that importing a newer one updates what an older one brought."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vText

import tracker
from tracker.domain.times import LATEST_YEAR, Moment, local_moment, rules_of

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # as date.weekday() counts, Monday being 0
DOMAIN = "recovery-tracker"
# The sequence number of an event is the seconds from here to its last change: it grows with each.
SEQUENCE_ORIGIN = datetime(2020, 1, 1, tzinfo=UTC)
LARGEST_INTEGER = 2**31 - 1  # of RFC 5545: a clock that was years ahead comes to it
# So that the clock change that an event stands under is in the file.
YEARS_BEFORE = 1
# How far a zone's clock changes are written down.
YEARS_OF_RULES = 10
AT_ONCE = timedelta(0)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
# Before the fourth and the last Sunday of a month can be told apart, and a rule is worth its name.
LEAST_YEARS = 5
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# RFC 5545 has no escape for control characters; halves of surrogates cannot be written as UTF-8.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An appointment at its local time; the alarm, if it has one, is an instant before it."""

    uid: str
    moment: Moment
    title: str
    text: str = ""
    changed_at: datetime
    alarm_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """The instant at which the plan goes over to another phase."""

    uid: str
    at: datetime
    title: str
    text: str = ""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReminder:
    """Something that comes at the same local times on these weekdays (Monday being 0), from an instant on; by default from now."""

    uid: str
    title: str
    times: tuple[time, ...]
    weekdays: tuple[int, ...] = EVERY_DAY
    since: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarContent:
    """All that goes in; the daily reminders are at the local times of a zone."""

    zone: str
    visits: tuple[Visit, ...] = ()
    switches: tuple[Switch, ...] = ()
    daily: tuple[DailyReminder, ...] = ()


def ics_bytes(content: CalendarContent, now: datetime) -> bytes:
    """The calendar file, as written at an instant: times people live by in their zone, switches of the plan in UTC."""
    events = [
        *(_visit(visit, now) for visit in content.visits),
        *(_switch(switch, now) for switch in content.switches),
        *(event for daily in content.daily for event in _daily(daily, content.zone, now)),
    ]
    calendar = Calendar()
    calendar.add("prodid", f"-//Recovery Tracker//Recovery Tracker {tracker.__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # To be kept, not answered: with REQUEST a mail program would ask to accept it.
    calendar.add("method", "PUBLISH")
    for component in (*_zones(events), *events):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def event_count(content: CalendarContent) -> int:
    """How many events the file holds, a daily reminder counting once for each of its times."""
    return len(content.visits) + len(content.switches) + sum(len(daily.times) for daily in content.daily if daily.weekdays)


def _visit(visit: Visit, now: datetime) -> Event:
    event = _event(visit.uid, visit.title, visit.text, visit.changed_at, now)
    event.add("dtstart", _wall(visit.moment))
    event.add("transp", "OPAQUE")
    if visit.alarm_at is not None:
        event.add_component(_alarm(visit.title, visit.alarm_at - visit.moment.at))
    return event


def _switch(switch: Switch, now: datetime) -> Event:
    event = _event(switch.uid, switch.title, switch.text, switch.changed_at, now)
    # A span of hours later, whatever the clocks do: it has no time on the wall of its own.
    event.add("dtstart", switch.at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    return event


def _daily(daily: DailyReminder, zone: str, now: datetime) -> Iterator[Event]:
    """An event for each time: its place in the list is its identity, so that another time moves it."""
    for number, wall in enumerate(daily.times if daily.weekdays else (), start=1):
        event = _event(f"{daily.uid}-{number}", daily.title, "", daily.changed_at or now, now)
        first = _first_day(wall, daily.weekdays, zone, daily.since or now)
        event.add("dtstart", datetime.combine(first, wall, ZoneInfo(zone)))
        event.add("rrule", _rule(daily.weekdays))
        event.add("transp", "TRANSPARENT")
        event.add_component(_alarm(daily.title, AT_ONCE))
        yield event


def _event(uid: str, title: str, text: str, changed_at: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    # The format has no fractions of seconds.
    event.add("dtstamp", _whole_second(now))
    event.add("last-modified", _whole_second(changed_at))
    event.add("sequence", min(max(0, (changed_at - SEQUENCE_ORIGIN) // SECOND), LARGEST_INTEGER))
    # What the diary is about is nobody's but the person's: calendars that are shared hide what is marked so.
    event.add("class", "PRIVATE")
    event.add("summary", _plain(" ".join(title.split())))
    if text:
        event.add("description", _plain(text))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(" ".join(title.split())))
    alarm.add("trigger", before)
    return alarm


def _rule(weekdays: Sequence[int]) -> dict[str, object]:
    if set(weekdays) == set(EVERY_DAY):
        return {"freq": "daily"}
    return {"freq": "weekly", "byday": [_WEEKDAYS[day] for day in sorted(set(weekdays))]}


def _first_day(wall: time, weekdays: Sequence[int], zone: str, since: datetime) -> date:
    """The first local day of the series: a rule counts its first event, so that has to be on one of the weekdays."""
    start = since.astimezone(ZoneInfo(zone)).date()
    # Eight, not seven: today's time may be over, and then the same weekday of next week is meant.
    days = (start + timedelta(days=ahead) for ahead in range(8))
    return next(day for day in days if day.weekday() in weekdays and local_moment(datetime.combine(day, wall), zone).moment.at >= since)


def _wall(moment: Moment) -> datetime:
    """The local time, or UTC where a local time would be read as another instant: the second of two, or a zone of other rules now."""
    wall = moment.local.replace(tzinfo=rules_of(moment.zone))
    return wall if wall.tzinfo is not UTC and wall.astimezone(UTC) == moment.at else moment.at


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _plain(text: str) -> vText:
    """Text of any kind with the characters a calendar cannot hold marked as such."""
    return vText(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text)))


def _zones(events: Iterable[Event]) -> Iterator[Timezone]:
    """The rules of each zone that is named, from the year before its first event until some years after the last one."""
    years: dict[str, set[int]] = {}
    for event in events:
        start = cast("vDDDTypes", event["dtstart"])
        if "TZID" in start.params:
            years.setdefault(str(start.params["TZID"]), set()).add(event.start.year)
    for name, there in sorted(years.items()):
        yield _zone(ZoneInfo(name), min(there) - YEARS_BEFORE, min(max(there) + YEARS_OF_RULES, LATEST_YEAR))


def _zone(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    # A day over the years at both ends: somewhere on Earth the year is another than in UTC.
    start, end = datetime(first_year - 1, 12, 31, tzinfo=UTC), datetime(last_year + 1, 1, 2, tzinfo=UTC)
    onsets: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    # The rules before the first change need an onset too: that of the beginning.
    for before, at in [(start, start), *_clock_changes(zone, start, end)]:
        came_from, there = _offset(before, zone), at.astimezone(zone)
        kind = (came_from, _offset(at, zone), there.tzname() or str(zone), bool(there.dst()))
        # RFC 5545 writes an onset as the time on the wall before the change.
        onsets.setdefault(kind, []).append((at + came_from).replace(tzinfo=None))
    component = Timezone()
    component.add("tzid", str(zone))
    for (came_from, goes_to, name, is_summer), walls in onsets.items():
        rule = TimezoneDaylight() if is_summer else TimezoneStandard()
        rule.add("dtstart", walls[0])
        rule.add("tzoffsetfrom", came_from)
        rule.add("tzoffsetto", goes_to)
        rule.add("tzname", name)
        if yearly := _yearly_rule(walls):
            rule.add("rrule", yearly)
        # The first one is DTSTART already.
        elif walls[1:]:
            rule.add("rdate", walls[1:])
        component.add_component(rule)
    return component


def _yearly_rule(walls: Sequence[datetime]) -> dict[str, object] | None:
    """The rule by which clock changes come every year, if they do: some calendars read no list of days here."""
    years = [wall.year for wall in walls]
    alike = {(wall.month, wall.weekday(), wall.time()) for wall in walls}
    if len(walls) < LEAST_YEARS or years != list(range(years[0], years[0] + len(years))) or len(alike) > 1:
        return None
    numbers = {(wall.day - 1) // 7 + 1 for wall in walls}
    is_last = all((wall + A_WEEK).month != wall.month for wall in walls)
    if not is_last and len(numbers) > 1:
        return None
    number = -1 if is_last else numbers.pop()
    return {"freq": "yearly", "bymonth": walls[0].month, "byday": f"{number}{_WEEKDAYS[walls[0].weekday()]}"}


def _clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second before and the first instant after each change of the clocks."""
    before = start
    while before < end:
        # A day at a time: `zoneinfo` tells the offset of an instant and keeps its list of changes to itself. Then by halving, to the second.
        after = before + DAY
        if _offset(before, zone) != _offset(after, zone):
            yield _narrowed_to_a_second(zone, before, after)
        before = after


def _narrowed_to_a_second(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    while after - before > SECOND:
        middle = before + (after - before) // 2 // SECOND * SECOND
        if _offset(middle, zone) == _offset(before, zone):
            before = middle
        else:
            after = middle
    return before, after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)
