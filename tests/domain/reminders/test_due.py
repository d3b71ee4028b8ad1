"""What falls due and what comes next: by times, by the ice cycle, by the plan; missed, put off, repeated, silent when done."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LONDON, a_moment, a_session, a_version, an_episode, an_event, on_its_weekday
from tests.fakes import local
from tracker.domain.reminders.due import Reminder, due, how_raised, next_reminder
from tracker.domain.reminders.facts import Due, Facts, How, Raised
from tracker.domain.reminders.quiet_hours import Hours, Pause, QuietHours
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule, default_id
from tracker.domain.times import local_moment
from tracker.domain.visits import Appointment
from tracker.library.reminders import default_rules

NEW_YORK = "America/New_York"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEVER_QUIET = QuietHours(time(0), time(0))
ONSET = "2026-11-23T14:10"
Told = tuple[str, str, str]


def _raised(one: Due, now: datetime, how: How) -> Raised:
    return Raised(
        rule_id=one.rule.id,
        kind=one.rule.kind.value,
        due_at=one.at,
        first_due_at=one.first_at,
        raised_at=now,
        how=how,
        about=one.about,
        round=one.round,
    )


def some_facts(onset: str = ONSET, **fields: Any) -> Facts:
    """The facts of an episode that follows the usual plan."""
    zone = fields.pop("zone", LONDON)
    return Facts(zone=zone, versions=(a_version(onset, zone=zone),), episodes=(an_episode(onset, zone=zone),), **fields)


def in_heat(**fields: Any) -> Facts:
    """The facts of an episode that came to heat long ago."""
    return some_facts("2026-01-01T10:00", **fields)


def the_rule(kind: str, **fields: Any) -> Rule:
    """The rule of a kind that comes with the app, with some of it changed."""
    return replace(next(rule for rule in default_rules() if rule.kind == kind), **fields)


def an_own(*times: str, **fields: Any) -> Rule:
    """An own reminder at some times of the day."""
    return Rule(kind=ReminderKind.OWN, times=tuple(time.fromisoformat(wall) for wall in times), text="stand up", **fields)


@dataclass
class Watch:
    """Somebody who looks now and then, and keeps what was raised."""

    rules: Sequence[Rule] = field(default_factory=default_rules)
    facts: Facts = field(default_factory=some_facts)
    raised: list[Raised] = field(default_factory=list)
    free_looks: list[datetime] = field(default_factory=list)

    def look(self, at: datetime | str) -> list[tuple[str, str]]:
        """Kind and local time of what is raised now."""
        now = local(at) if isinstance(at, str) else at
        facts = replace(self.facts, raised=tuple(self.raised))
        if not facts.is_held(now):
            self.free_looks.append(now)
        group = due(self.rules, facts, now)
        self.raised += [_raised(one, now, how_raised(one, group, now)) for one in group]
        return [(one.rule.kind.value, on_its_weekday(a_moment(one.at, facts.zone).local)) for one in group]

    def answer(self, answer: str, at: str, snooze: timedelta | None = None) -> None:
        """Answer what was raised last."""
        now = local(at)
        self.raised[-1] = replace(self.raised[-1], answer=answer, answered_at=now, snoozed_until=now + snooze if snooze else None)

    def next(self, at: str) -> Reminder | None:
        """What comes next."""
        return next_reminder(self.rules, replace(self.facts, raised=tuple(self.raised)), local(at))

    def learns(self, **facts: Any) -> None:
        """The diary changes."""
        self.facts = replace(self.facts, **facts)


def looks(watch: Watch, first: str, last: str, every: timedelta = 5 * MINUTE) -> list[tuple[str, str]]:
    """All that is raised by looking again and again."""
    found, at = [], local(first)
    while at <= local(last):
        found += watch.look(at)
        at += every
    return found


def test_heat_is_due_at_nine_two_and_seven_and_pain_and_note_together_at_eight() -> None:
    watch = Watch(facts=in_heat())
    assert looks(watch, "2026-11-30T07:00", "2026-12-01T09:00") == [
        # the evening before the first look was missed
        *[("heat", "Sun 09:00"), ("heat", "Sun 14:00"), ("heat", "Sun 19:00"), ("pain", "Sun 20:00"), ("day_note", "Sun 20:00")],
        *[("heat", "Mon 09:00"), ("heat", "Mon 14:00"), ("heat", "Mon 19:00"), ("pain", "Mon 20:00"), ("day_note", "Mon 20:00")],
        ("heat", "Tue 09:00"),
    ]
    assert [one.how for one in watch.raised[5:]] == [How.RAISED] * 3 + [How.GROUPED] * 2 + [How.RAISED]


def test_what_was_due_before_anybody_looked_was_not_missed() -> None:
    watch = Watch(facts=in_heat(watched_since=local("2026-11-30T14:00")))
    assert watch.look("2026-11-30T14:30") == [("heat", "Mon 14:00")]


def test_a_first_look_by_a_clock_set_years_ahead_silences_nothing() -> None:
    watch = Watch(facts=in_heat(watched_since=local("2036-11-30T14:00")))
    assert watch.look("2026-11-30T09:00")[-1] == ("heat", "Mon 09:00")


def test_what_the_plan_has_only_since_the_person_changed_it_was_not_missed() -> None:
    watch = Watch(facts=in_heat(plan_changed_at=local("2026-11-30T15:00")))
    assert watch.look("2026-11-30T15:01") == []
    assert watch.look("2026-11-30T19:00") == [("heat", "Mon 19:00")]


def test_eight_hours_asleep_bring_one_late_group_that_lists_the_missed() -> None:
    watch = Watch(facts=in_heat(watched_since=local("2026-11-30T08:00")))
    assert watch.look("2026-11-30T08:00") == []
    assert watch.look("2026-11-30T20:30") == [
        ("heat", "Mon 09:00"),
        ("heat", "Mon 14:00"),
        ("heat", "Mon 19:00"),
        ("pain", "Mon 20:00"),
        ("day_note", "Mon 20:00"),
    ]
    assert {one.how for one in watch.raised} == {How.LATE}
    assert watch.look("2026-11-30T20:31") == []


def test_more_than_a_day_away_brings_the_last_day_only() -> None:
    watch = Watch(facts=in_heat(watched_since=local("2026-11-01T08:00")))
    assert len(watch.look("2026-11-30T08:00")) == 5


def test_a_group_waits_a_minute_after_the_one_before() -> None:
    rules = [an_own("10:00"), an_own("10:01"), an_own("10:01")]
    watch = Watch(rules, in_heat(watched_since=local("2026-11-30T08:00")))
    assert len(watch.look("2026-11-30T10:00:20")) == 1
    assert watch.look("2026-11-30T10:01:10") == []
    assert len(watch.look("2026-11-30T10:01:20")) == 2


def test_quiet_hours_across_midnight_hold_back_until_their_end() -> None:
    watch = Watch([an_own("21:59", "22:00", "03:00", "06:59", "07:00")], in_heat(watched_since=local("2026-11-30T08:00")))
    assert looks(watch, "2026-11-30T21:58", "2026-12-01T06:59", MINUTE) == [("own", "Mon 21:59")]
    assert watch.look("2026-12-01T07:00") == [("own", f"{when}") for when in ("Mon 22:00", "Tue 03:00", "Tue 06:59", "Tue 07:00")]
    assert [one.how for one in watch.raised] == [How.RAISED, How.LATE, How.LATE, How.GROUPED, How.GROUPED]


def test_a_pause_holds_back_and_ends_by_itself() -> None:
    pause = Pause(local("2026-11-30T13:30"), local("2026-11-30T14:30"))
    watch = Watch(facts=in_heat(watched_since=local("2026-11-30T10:00"), pause=pause))
    assert looks(watch, "2026-11-30T13:30", "2026-11-30T14:29", MINUTE) == []
    assert watch.next("2026-11-30T13:40") == watch.next("2026-11-30T14:10") == Reminder("heat", local("2026-11-30T14:30"))
    assert watch.look("2026-11-30T14:30") == [("heat", "Mon 14:00")]


def test_a_clock_set_back_ends_a_pause() -> None:
    pause = Pause(local("2026-11-30T13:30"), local("2026-11-30T14:30"))
    assert not pause.holds(local("2025-11-30T14:00"))


@pytest.mark.parametrize(
    ("zone", "day", "wall", "found"),
    [
        (LONDON, date(2027, 3, 28), "01:30", "Sun 02:30"),
        (NEW_YORK, date(2027, 3, 14), "02:30", "Sun 03:30"),
        (LONDON, date(2026, 10, 25), "01:30", "Sun 01:30"),
        (NEW_YORK, date(2026, 11, 1), "01:30", "Sun 01:30"),
    ],
)
def test_a_time_that_does_not_exist_moves_forward_and_one_that_is_twice_is_the_first(zone: str, day: date, wall: str, found: str) -> None:
    start = local_moment(datetime.combine(day, time()), zone).moment.at
    watch = Watch([an_own(wall)], in_heat(zone=zone, quiet=NEVER_QUIET, watched_since=start))
    assert [told for number in range(12 * 60) for told in watch.look(start + number * MINUTE)] == [("own", found)]
    assert watch.raised[0].due_at == local_moment(datetime.combine(day, time.fromisoformat(wall)), zone).moment.at


def test_an_interval_comes_within_its_hours_on_its_days() -> None:
    rule = Rule(kind=ReminderKind.OWN, every=90, hours=Hours(time(9), time(13)), weekdays=(1,), text="stand up")
    watch = Watch([rule], in_heat(watched_since=local("2026-11-30T00:00")))
    assert looks(watch, "2026-11-30T00:00", "2026-12-03T00:00") == [("own", "Tue 09:00"), ("own", "Tue 10:30"), ("own", "Tue 12:00")]


def test_an_own_reminder_twenty_five_days_ahead_comes_once_and_even_late() -> None:
    rule = an_own("10:00", day=date(2026, 12, 25))
    watch = Watch([rule], in_heat(watched_since=local("2026-11-30T10:00")))
    assert watch.next("2026-11-30T10:00") == Reminder("own", local("2026-12-25T10:00"))
    assert watch.look("2026-12-25T09:59:59") == []
    assert watch.look("2026-12-29T12:00") == [("own", "Fri 10:00")]
    assert watch.look("2026-12-30T12:00") == []
    assert watch.next("2026-12-30T12:00") is None


def test_what_is_off_stays_silent() -> None:
    assert Watch([an_own("10:00", is_on=False)], in_heat()).look("2026-11-30T10:00") == []
    assert Watch([an_own("10:00", is_on=False)], in_heat()).next("2026-11-30T09:00") is None


def test_a_changed_rule_looks_forward_only() -> None:
    rule = an_own("10:00", "11:00", since=local("2026-11-30T10:30"))
    assert Watch([rule], in_heat()).look("2026-11-30T11:00") == [("own", "Mon 11:00")]


def test_a_snoozed_reminder_comes_again_at_its_time() -> None:
    watch = Watch([the_rule("heat")], in_heat(watched_since=local("2026-11-30T08:00")))
    watch.look("2026-11-30T09:00")
    watch.answer("snooze_15", "2026-11-30T09:01", 15 * MINUTE)
    assert watch.next("2026-11-30T09:02") == Reminder("heat", local("2026-11-30T09:16"))
    assert watch.look("2026-11-30T09:15:59") == []
    assert watch.look("2026-11-30T09:16") == [("heat", "Mon 09:16")]
    assert watch.look("2026-11-30T09:20") == []
    assert watch.raised[-1].first_due_at == local("2026-11-30T09:00")


def test_a_snoozed_reminder_stays_silent_once_it_is_done() -> None:
    watch = Watch([the_rule("pain")], in_heat(watched_since=local("2026-11-30T08:00")))
    watch.look("2026-11-30T20:00")
    watch.answer("snooze_60", "2026-11-30T20:01", HOUR)
    watch.learns(pain_days=frozenset({date(2026, 11, 30)}))
    assert watch.look("2026-11-30T21:01") == []


def test_ice_put_off_and_taken_all_the_same_goes_on_with_its_cycle() -> None:
    watch = Watch([the_rule("ice")], some_facts(sessions=(a_session("ice", "2026-11-23T15:00"),)))
    watch.look("2026-11-23T16:50")
    watch.answer("snooze_60", "2026-11-23T16:50", HOUR)
    watch.learns(sessions=(*watch.facts.sessions, a_session("ice", "2026-11-23T17:00")))
    assert looks(watch, "2026-11-23T17:20", "2026-11-23T21:00") == [("ice", "Mon 18:50")]


def test_a_reminder_is_repeated_until_answered_and_at_most_so_often() -> None:
    rule = the_rule("pain", repeat=Repeat(20, 2))
    watch = Watch([rule], in_heat(watched_since=local("2026-11-30T08:00")))
    assert looks(watch, "2026-11-30T20:00", "2026-11-30T21:55") == [("pain", "Mon 20:00"), ("pain", "Mon 20:20"), ("pain", "Mon 20:40")]
    watch = Watch([rule], in_heat(watched_since=local("2026-11-30T08:00")))
    assert looks(watch, "2026-11-30T20:00", "2026-11-30T20:25") == [("pain", "Mon 20:00"), ("pain", "Mon 20:20")]
    watch.answer("opened", "2026-11-30T20:30")
    assert looks(watch, "2026-11-30T20:30", "2026-11-30T21:55") == []


def test_repeats_end_with_the_quiet_hours() -> None:
    watch = Watch([the_rule("pain", times=(time(21, 50),), repeat=Repeat(20, 5))], in_heat(watched_since=local("2026-11-30T08:00")))
    assert looks(watch, "2026-11-30T21:50", "2026-12-01T12:00") == [("pain", "Mon 21:50")]


@pytest.mark.parametrize(("kind", "fact"), [("pain", "pain_days"), ("day_note", "note_days")])
def test_nothing_is_asked_that_the_day_holds_already(kind: str, fact: str) -> None:
    watch = Watch([the_rule(kind)], in_heat(watched_since=local("2026-11-30T08:00")))
    watch.learns(**{fact: frozenset({date(2026, 11, 30)})})
    assert watch.look("2026-11-30T20:00") == []
    assert watch.next("2026-11-30T20:00") == Reminder(kind, local("2026-12-01T20:00"))
    assert watch.look("2026-12-01T20:00") == [(kind, "Tue 20:00")]


def test_who_wants_it_is_asked_all_the_same() -> None:
    rule = the_rule("pain", silent_when_done=False)
    watch = Watch([rule], in_heat(watched_since=local("2026-11-30T08:00"), pain_days=frozenset({date(2026, 11, 30)})))
    assert watch.look("2026-11-30T20:00") == [("pain", "Mon 20:00")]


@pytest.mark.parametrize(
    ("sessions", "is_due"),
    [
        ([("heat", "11:40")], True),
        ([("heat", "11:50")], False),
        ([("contrast", "13:00")], False),
        ([("warm-bath", "13:00")], False),
        ([("ice", "13:00")], True),
        ([("heat", "08:00"), ("heat", "09:30"), ("heat", "11:00")], False),
        ([("heat", "08:00"), ("heat", "09:30")], True),
    ],
)
def test_heat_stays_silent_after_a_fresh_session_and_when_the_day_has_its_three(sessions: list[tuple[str, str]], is_due: bool) -> None:
    found = tuple(a_session(kind, f"2026-11-30T{wall}", minutes=15) for kind, wall in sessions)
    watch = Watch([the_rule("heat")], in_heat(sessions=found, watched_since=local("2026-11-30T13:00")))
    assert watch.look("2026-11-30T14:00") == ([("heat", "Mon 14:00")] if is_due else [])


def test_exercises_come_in_the_stretch_phase_and_stay_silent_when_done() -> None:
    facts = in_heat(watched_since=local("2026-11-30T07:00"))
    watch = Watch([the_rule("exercises")], facts)
    assert watch.look("2026-11-30T13:00") == []
    episode = replace(facts.episodes[0], events=(an_event("stretch", "2026-11-20T10:00", reason="told so"),))
    watch.learns(episodes=(episode,))
    assert watch.look("2026-11-30T13:05") == [("exercises", "Mon 08:00"), ("exercises", "Mon 13:00")]
    watch.learns(sessions=(a_session("seated twist", "2026-11-30T17:00", minutes=5),))
    assert watch.look("2026-11-30T18:00") == []


def test_ice_is_due_a_rest_after_the_last_session_and_once_a_cycle() -> None:
    watch = Watch([the_rule("ice")])
    assert looks(watch, "2026-11-23T14:10", "2026-11-23T15:00") == []
    watch.learns(sessions=(a_session("ice", "2026-11-23T15:00"),))
    assert looks(watch, "2026-11-23T15:20", "2026-11-23T20:00") == [("ice", "Mon 16:50")]
    watch.learns(sessions=(*watch.facts.sessions, a_session("ice", "2026-11-23T20:00")))
    assert watch.next("2026-11-23T20:20") == Reminder("ice", local("2026-11-23T21:50"))
    assert looks(watch, "2026-11-23T20:20", "2026-11-24T10:00") == [("ice", "Mon 21:50")]


def test_a_rest_that_is_over_at_night_waits_for_seven_whatever_the_quiet_hours() -> None:
    watch = Watch([the_rule("ice")], some_facts(sessions=(a_session("ice", "2026-11-23T21:00"),), quiet=QuietHours(time(23), time(5))))
    assert watch.next("2026-11-23T21:30") == Reminder("ice", local("2026-11-24T07:00"))
    assert looks(watch, "2026-11-23T21:30", "2026-11-24T07:00") == [("ice", "Tue 07:00")]
    assert watch.raised[0].how is How.RAISED


def test_a_skipped_ice_session_lets_the_cycle_go_on() -> None:
    watch = Watch([the_rule("ice")], some_facts(sessions=(a_session("ice", "2026-11-23T15:00"),)))
    watch.look("2026-11-23T16:50")
    watch.answer("skip", "2026-11-23T17:00")
    assert looks(watch, "2026-11-23T17:00", "2026-11-23T21:00") == [("ice", "Mon 18:30")]


def test_a_session_corrected_afterwards_is_not_reminded_of_again() -> None:
    watch = Watch([the_rule("ice")], some_facts(sessions=(a_session("ice", "2026-11-23T15:00"),)))
    watch.look("2026-11-23T16:50")
    watch.learns(sessions=(a_session("ice", "2026-11-23T15:00", minutes=15),))
    assert looks(watch, "2026-11-23T16:55", "2026-11-23T21:00") == []


def test_nothing_of_a_session_is_raised_while_one_runs_but_the_rest_is() -> None:
    watch = Watch(facts=in_heat(watched_since=local("2026-11-30T12:00"), sessions=(a_session("ice", "2026-11-30T13:50", running=True),)))
    assert watch.look("2026-11-30T14:00") == []
    assert watch.look("2026-11-30T14:10") == [("heat", "Mon 14:00")]


def test_the_switch_to_heat_is_told_at_its_second_and_once() -> None:
    watch = Watch([the_rule("phase_switch")])
    assert watch.next("2026-11-26T14:09:59") == Reminder("phase_switch", local("2026-11-26T14:10"))
    assert watch.look("2026-11-26T14:09:59") == []
    assert watch.look("2026-11-26T14:10") == [("phase_switch", "Thu 14:10")]
    assert looks(watch, "2026-11-26T14:15", "2026-11-28T14:10") == []


def test_a_switch_at_night_counts_then_and_is_told_in_the_morning() -> None:
    watch = Watch([the_rule("phase_switch")], some_facts("2026-11-23T03:00"))
    assert looks(watch, "2026-11-26T02:00", "2026-11-26T06:59") == []
    assert watch.next("2026-11-26T02:00") == Reminder("phase_switch", local("2026-11-26T07:00"))
    assert watch.look("2026-11-26T07:00") == [("phase_switch", "Thu 03:00")]
    assert watch.raised[0].how is How.LATE


def test_a_switch_the_person_made_is_no_news() -> None:
    episode = an_episode(ONSET, events=[an_event("heat", "2026-11-25T10:00", reason="told so")])
    watch = Watch([the_rule("phase_switch")], replace(some_facts(), episodes=(episode,)))
    assert looks(watch, "2026-11-25T09:00", "2026-11-27T10:00", HOUR) == []


def test_an_onset_moved_a_little_does_not_tell_the_switch_again() -> None:
    watch = Watch([the_rule("phase_switch")])
    watch.look("2026-11-26T14:10")
    watch.learns(episodes=(an_episode("2026-11-23T14:00"),))
    assert watch.look("2026-11-26T14:20") == []


def test_an_appointment_is_told_the_evening_before() -> None:
    visit = Appointment(moment=a_moment("2026-12-02T10:30"), whom="the physio")
    watch = Watch([the_rule("appointment")], Facts(zone=LONDON, appointments=(visit,), watched_since=local("2026-11-01T00:00")))
    assert watch.next("2026-11-20T10:00") == Reminder("appointment", local("2026-12-01T20:00"))
    assert watch.look("2026-12-01T19:59") == []
    assert watch.look("2026-12-01T20:00") == [("appointment", "Tue 20:00")]
    assert watch.look("2026-12-01T21:00") == []


def test_an_appointment_is_told_in_the_morning_too_but_not_once_it_is_over_nor_when_just_arranged() -> None:
    visit = Appointment(moment=a_moment("2026-12-02T10:30"), whom="the physio")
    facts = Facts(zone=LONDON, appointments=(visit,), watched_since=local("2026-11-01T00:00"))
    assert Watch([the_rule("appointment")], facts).look("2026-12-02T08:00") == [("appointment", "Tue 20:00")]
    assert Watch([the_rule("appointment")], facts).look("2026-12-02T10:30") == []
    arranged = replace(facts, arranged_at={visit.id: local("2026-12-01T21:00")})
    assert Watch([the_rule("appointment")], arranged).look("2026-12-01T21:01") == []


def test_pain_after_a_session_is_asked_half_an_hour_later_once_and_not_two_hours_late() -> None:
    session = a_session("ice", "2026-11-24T10:00", before=6)
    others = (a_session("ice", "2026-11-24T09:00"), a_session("ice", "2026-11-24T09:50", before=6, after=3))
    watch = Watch([the_rule("after_session")], some_facts(sessions=(session, *others)))
    assert watch.look("2026-11-24T10:49") == []
    assert watch.look("2026-11-24T10:50") == [("after_session", "Tue 10:50")]
    assert watch.raised[0].about == session.id
    watch.learns(sessions=(a_session("ice", "2026-11-24T10:00", minutes=15, before=6, id=session.id),))
    assert watch.look("2026-11-24T11:00") == []
    assert Watch([the_rule("after_session")], some_facts(sessions=(session,))).look("2026-11-24T12:50") == [("after_session", "Tue 10:50")]
    assert Watch([the_rule("after_session")], some_facts(sessions=(session,))).look("2026-11-24T12:51") == []


def test_a_session_written_down_long_after_it_asks_nothing() -> None:
    session = a_session("ice", "2026-11-24T10:00", before=6, created_at=local("2026-11-24T11:00"))
    assert Watch([the_rule("after_session")], some_facts(sessions=(session,))).look("2026-11-24T11:00") == []


def test_function_is_asked_a_week_after_it_was_scored_and_once_a_week() -> None:
    watch = Watch([the_rule("function")], Facts(zone=LONDON, watched_since=local("2026-11-01T00:00"), scored_on=date(2026, 11, 20)))
    assert looks(watch, "2026-11-20T20:00", "2026-11-30T20:00", HOUR) == []
    watch.learns(has_activities=True)
    watch = Watch(watch.rules, watch.facts)
    assert looks(watch, "2026-11-20T20:00", "2026-12-05T20:00", HOUR) == [("function", "Fri 20:00"), ("function", "Fri 20:00")]
    assert [one.due_at for one in watch.raised] == [local("2026-11-27T20:00"), local("2026-12-04T20:00")]


def test_a_backup_is_asked_for_when_the_newest_is_a_week_old() -> None:
    watch = Watch([the_rule("backup")], Facts(zone=LONDON, watched_since=local("2026-11-01T00:00"), backed_up_at=local("2026-11-20T21:00")))
    assert looks(watch, "2026-11-20T20:00", "2026-12-04T20:00", HOUR) == [("backup", "Sat 20:00")]
    assert watch.next("2026-12-04T20:00") is None


def test_without_an_episode_nothing_of_the_plan_is_raised() -> None:
    watch = Watch(facts=Facts(zone=LONDON, watched_since=local("2026-11-01T00:00")))
    assert looks(watch, "2026-11-20T08:00", "2026-11-21T08:00", HOUR) == []
    assert watch.next("2026-11-20T08:00") is None


def test_what_comes_first_comes_next_and_of_equals_the_session() -> None:
    watch = Watch(facts=some_facts("2026-11-22T09:00", sessions=(a_session("ice", "2026-11-25T07:10"),)))
    assert watch.next("2026-11-25T07:30") == Reminder("heat", local("2026-11-25T09:00"))
    assert watch.next("2026-11-25T19:00:01") == Reminder("pain", local("2026-11-25T20:00"))


ZONES_AND_DAYS = [(LONDON, "2027-03-27"), (LONDON, "2026-10-24"), (NEW_YORK, "2027-03-13"), (NEW_YORK, "2026-10-31"), (LONDON, "2026-11-25")]
STEPS = st.lists(
    st.one_of(
        st.just(timedelta(seconds=30)),
        st.integers(1, 90).map(lambda minutes: minutes * MINUTE),
        st.integers(1, 20).map(lambda hours: hours * HOUR),
    ),
    max_size=40,
)
WALLS = st.lists(st.times(max_value=time(23, 59)).map(lambda wall: wall.replace(second=0, microsecond=0)), min_size=1, max_size=4, unique=True)


def _expected(watch: Watch, rule: Rule, start: datetime, end: datetime) -> set[datetime]:
    """Every instant of the rule that somebody free to raise it looked at within a day."""
    zone = watch.facts.zone
    days = [a_moment(start, zone).day + timedelta(days=number) for number in range((end - start).days + 3)]
    instants = {local_moment(datetime.combine(day, wall), zone).moment.at for day in days for wall in rule.times}
    return {at for at in instants if at >= start and any(at <= look <= at + timedelta(days=1) for look in watch.free_looks)}


@given(st.sampled_from(ZONES_AND_DAYS), WALLS, WALLS, STEPS, st.integers(0, 600), st.integers(1, 600), st.sampled_from([QuietHours(), NEVER_QUIET]))
@settings(max_examples=150, deadline=None)
def test_none_is_doubled_and_none_is_missing_however_one_looks(
    where: tuple[str, str], first: list[time], second: list[time], steps: list[timedelta], paused: int, length: int, quiet: QuietHours
) -> None:
    zone, day = where
    start = local_moment(datetime.fromisoformat(f"{day}T12:00"), zone).moment.at
    pause = Pause(start + paused * MINUTE, start + (paused + length) * MINUTE)
    rules = [Rule(kind=ReminderKind.OWN, times=tuple(walls), text="x") for walls in (first, second)]
    watch = Watch(rules, Facts(zone=zone, quiet=quiet, pause=pause, watched_since=start))
    now = start
    groups = []
    for step in steps:
        now += step
        if watch.look(now):
            groups.append(now)
    keys = [(one.rule_id, one.due_at) for one in watch.raised]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(rule.id, at) for rule in rules for at in _expected(watch, rule, start, now)}
    assert all(one.raised_at >= one.due_at for one in watch.raised)
    assert all(not quiet.hold(at, zone) and not pause.holds(at) for at in groups)
    assert all(later - earlier >= MINUTE for earlier, later in pairwise(groups))


@given(
    st.lists(
        st.one_of(st.integers(-3, 3).map(lambda years: timedelta(days=365 * years)), st.integers(-900, 900).map(lambda m: m * MINUTE)), max_size=30
    )
)
@settings(max_examples=100, deadline=None)
def test_a_clock_that_jumps_for_years_brings_no_storm_and_raises_nothing_twice(jumps: list[timedelta]) -> None:
    watch = Watch(facts=in_heat())
    now = local("2027-01-15T12:00")
    for jump in jumps:
        now = min(max(now + jump, local("2020-01-01T00:00")), local("2040-01-01T00:00"))
        assert len(watch.look(now)) <= 7
        assert watch.look(now) == []
    keys = [(one.rule_id, one.due_at, one.about) for one in watch.raised]
    assert len(keys) == len(set(keys))


@given(STEPS, st.integers(1, 4), st.integers(5, 60))
@settings(max_examples=100, deadline=None)
def test_a_repeat_never_comes_more_often_than_wanted(steps: list[timedelta], times: int, minutes: int) -> None:
    watch = Watch([the_rule("pain", repeat=Repeat(minutes, times))], in_heat(watched_since=local("2026-11-30T08:00")))
    now = local("2026-11-30T19:59")
    for step in steps:
        now += step
        watch.look(now)
    for first in {one.first_due_at for one in watch.raised}:
        rounds = [one.round for one in watch.raised if one.first_due_at == first]
        assert rounds == list(range(len(rounds)))
        assert len(rounds) <= times + 1


def test_the_reminders_of_the_app_have_the_same_ids_on_every_computer() -> None:
    assert default_id(ReminderKind.PAIN) == default_id("pain") == the_rule("pain").id == "09d7db30-6e3e-5d73-85ce-6f082326c222"
    assert len({rule.id for rule in default_rules()}) == len(default_rules())
