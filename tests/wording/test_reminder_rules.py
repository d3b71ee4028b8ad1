"""The rules of reminders in words."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.builders import a_moment
from tests.fakes import local
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import How, Raised
from tracker.domain.reminders.quiet_hours import Hours, QuietHours
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule
from tracker.library.reminders import default_rules
from tracker.wording.reminder_rules import condition_words, quiet_hours_words, raised_words, rule_name, state_words, when_words


def a_rule(kind=ReminderKind.PAIN, **fields):
    return Rule(kind=kind, **{"times": (time(20),), **fields})


def a_default(kind):
    return next(rule for rule in default_rules() if rule.kind is kind)


NOW = a_moment("2026-11-26T09:00")


def a_raised(due="2026-11-25T20:00", raised="2026-11-25T20:00", **fields):
    return Raised(rule_id="rule", kind="pain", due_at=local(due), first_due_at=local(due), raised_at=local(raised), **fields)


def test_each_kind_has_a_name_of_its_own():
    names = [rule_name(rule) for rule in default_rules()]
    assert len(set(names)) == len(names)
    assert names[:3] == ["Ice", "Damp heat", "Exercises"]


def test_an_own_reminder_is_called_as_it_was_written():
    assert rule_name(a_rule(ReminderKind.OWN, text="Call <b>Ann</b> & ask")) == "Call <b>Ann</b> & ask"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ReminderKind.ICE, "after each rest, from 07:00 to 22:00"),
        (ReminderKind.HEAT, "09:00, 14:00, 19:00"),
        (ReminderKind.STRENGTH, "18:00; Mon, Thu"),
        (ReminderKind.WALKING, "17:00; Mon to Fri"),
        (ReminderKind.BREAK, "every 60 minutes from 09:00 to 18:00"),
        (ReminderKind.FLUIDS, "12:00"),
        (ReminderKind.RELAXATION, "19:00"),
        (ReminderKind.PHASE_SWITCH, "when the hours of ice are over"),
        (ReminderKind.AFTER_SESSION, "half an hour after it, where you logged the pain before"),
        (ReminderKind.FUNCTION, "20:00, once a week"),
        (ReminderKind.APPOINTMENT, "20:00 on the day before"),
        (ReminderKind.BACKUP, "20:00, when the newest is over a week old"),
    ],
)
def test_the_defaults_say_when_they_come(kind, words):
    assert when_words(a_default(kind)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 1, 2, 3, 4), "20:00; Mon to Fri"),
        ((4, 3, 2), "20:00; Wed to Fri"),
        ((5, 6), "20:00; Sat, Sun"),
        ((0, 2, 4), "20:00; Mon, Wed, Fri"),
        ((6,), "20:00; Sun"),
        ((6, 5, 4, 3, 2, 1, 0), "20:00"),
    ],
)
def test_days_of_the_week_are_told_as_short_as_they_can_be(days, words):
    assert when_words(a_rule(weekdays=days)) == words


def test_the_times_of_a_day_are_told_in_order():
    assert when_words(a_rule(times=(time(19), time(9), time(9)))) == "09:00, 19:00"


def test_an_interval_is_told_with_its_hours():
    assert when_words(a_rule(every=90, hours=Hours(time(8), time(18)))) == "every 90 minutes from 08:00 to 18:00"


def test_ice_without_bounds_goes_by_its_cycle_alone():
    assert when_words(a_rule(ReminderKind.ICE, hours=Hours(time(7), time(7)))) == "after each rest"


def test_one_day_alone_is_told():
    assert when_words(a_rule(ReminderKind.OWN, day=date(2026, 11, 27))) == "20:00; once, on 27 Nov 2026"


def test_nothing_is_said_of_what_holds_always():
    assert condition_words(a_rule()) == ""


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ((Phase.ICE, Phase.HEAT, Phase.STRETCH), "during an episode"),
        ((Phase.HEAT,), "only in: Damp heat"),
        ((Phase.WELL,), "only in: Keeping well"),
        ((Phase.WELL, Phase.NONE), "only in: No episode, Keeping well"),
    ],
)
def test_the_phases_of_a_rule_are_told(phases, words):
    assert condition_words(a_rule(phases=phases)) == words


def test_a_rule_as_it_came_says_when_alone_and_a_changed_one_says_what_is_changed():
    usual = a_default(ReminderKind.PAIN)
    assert state_words(usual, usual) == "20:00"
    changed = replace(usual, phases=(Phase.HEAT,), silent_when_done=False)
    assert state_words(changed, usual) == "20:00; only in: Damp heat; also when it is done already"
    assert state_words(a_rule(ReminderKind.OWN, phases=(Phase.WELL,)), None) == "20:00; only in: Keeping well"


def test_the_quiet_hours_are_told_and_that_there_are_none():
    assert quiet_hours_words(QuietHours(time(22), time(7))) == "22:00 to 07:00; the end of a session is always told"
    assert quiet_hours_words(QuietHours(time(7), time(7))) == "none"


def test_how_it_comes_again_is_told():
    rule = a_rule(repeat=Repeat(10, 3), silent_when_done=False)
    assert condition_words(rule) == "again every 10 minutes until answered, at most 3 times; also when it is done already"
    assert condition_words(replace(rule, repeat=Repeat(15, 1), silent_when_done=True)) == "again after 15 minutes until answered, at most 1 time"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Pain entry; no answer"),
        ({"answer": "start"}, "Pain entry; started"),
        ({"answer": "snooze_60"}, "Pain entry; put off by 60 min"),
        ({"answer": "skip", "round": 1}, "Pain entry; again; skipped"),
        ({"answer": "of an older version"}, "Pain entry; answered"),
        ({"how": How.GROUPED, "answer": "opened"}, "Pain entry; opened"),
    ],
)
def test_what_became_of_a_reminder_is_told(fields, words):
    assert raised_words(a_raised(**fields), NOW) == ("Wed 25 Nov 20:00", words)


def test_one_that_came_late_says_when_it_came():
    assert raised_words(a_raised(raised="2026-11-25T20:14", how=How.LATE), NOW)[1] == "Pain entry; came late, 20:14; no answer"
    assert raised_words(a_raised(raised="2026-11-26T07:00", how=How.LATE), NOW)[1] == "Pain entry; came late, Thu 26 Nov 07:00; no answer"


def test_an_own_one_is_told_by_its_text_and_an_appointment_with_whom_it_is():
    assert raised_words(a_raised(due="2025-12-30T20:00"), NOW)[0] == "Tue, 30 Dec 2025 20:00"
    assert raised_words(replace(a_raised(), kind="own", text="Call Ann"), NOW)[1] == "Call Ann; no answer"
    assert raised_words(replace(a_raised(), kind="appointment", text="14:10, Ann"), NOW)[1] == "Appointment (14:10, Ann); no answer"
    assert raised_words(replace(a_raised(), kind="unheard of"), NOW)[1] == "unheard of; no answer"
