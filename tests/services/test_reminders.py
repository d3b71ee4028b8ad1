"""The reminders as a person has them: rules and their undo, a whole episode, snoozes, the pause, the plan of a day beside what was done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.builders import a_day_note, a_moment, a_session, an_activity, an_entry, on_its_weekday
from tests.fakes import FakeClock, local
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.charts.chart import ChartKind
from tracker.domain.entries import EndedBy, Session
from tracker.domain.periods import Period
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.day_plan import Planned
from tracker.domain.reminders.due import Reminder
from tracker.domain.reminders.facts import Answer, Group, How
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.reminders.rules import EVERY_DAY, ReminderKind, Repeat, Rule
from tracker.domain.times import moment_now
from tracker.errors import Refused
from tracker.library.reminders import default_rules
from tracker.wording.reminder_rules import reminder_name
from tracker.wording.reminders import group_words

QUIET = QuietHours()
MINUTE = timedelta(minutes=1)


class Days:
    """Lives through days, looking every ten minutes, and writes down what is raised."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock = folder, clock
        self.tracker = opened(folder, clock)
        self.told: list[str] = []
        self.groups: list[Group] = []

    def until(self, wall: str) -> Tracker:
        """Look every ten minutes up to, not including, a time; then it is that time."""
        while self.clock.now() < local(wall):
            self.look()
            self.clock.advance(minutes=10)
        return self.tracker

    def asleep_until(self, wall: str) -> Tracker:
        """Nobody looks up to a time; the app is started again then."""
        self.tracker.close()
        self.clock.set(wall)
        self.tracker = opened(self.folder, self.clock)
        return self.tracker

    def look(self) -> None:
        """One look."""
        self.tracker.timekeeper.settle()
        group = self.tracker.reminders.due(QUIET)
        if group is None:
            return
        self.groups.append(group)
        now = moment_now(self.clock).local
        what = ", ".join(one.kind for one in group.reminders)
        self.told.append(f"{on_its_weekday(now)} {what}" + (" late" if group.is_late else ""))

    def answer(self, answer: Answer) -> None:
        """Answer what was raised last."""
        for one in self.groups[-1].reminders:
            self.tracker.reminders.answer(one.id, answer)


@pytest.fixture
def days(tmp_path: Path, clock: FakeClock) -> Days:
    clock.set("2026-11-23T14:10")
    return Days(tmp_path / "days", clock)


def an_own(**fields: object) -> Rule:
    values = {"kind": ReminderKind.OWN, "times": (time(10),), "text": "stand up", **fields}
    return Rule(**values)  # type: ignore[arg-type]


def rule_of(tracker: Tracker, kind: str) -> Rule:
    """The rule of a kind."""
    return next(rule for rule in tracker.reminders.rules() if rule.kind == kind)


def test_a_whole_episode_raises_exactly_this(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    for wall in ("14:20", "16:10", "18:00"):  # three ice cycles, each begun when it is due
        days.until(f"2026-11-23T{wall}")
        days.look()
        days.tracker.timekeeper.start_session("ice")
    days.until("2026-11-23T20:10").journal.add(an_entry(6, "2026-11-23T20:10"))
    days.until("2026-11-23T20:40").timekeeper.start_session("ice")  # its rest is over at night
    days.until("2026-11-24T07:10").timekeeper.start_session("ice")
    days.until("2026-11-25T19:00").journal.add(an_entry(5, "2026-11-25T19:00"))
    days.tracker.journal.add(a_day_note("2026-11-25T19:00"))
    days.until("2026-11-27T09:10").timekeeper.start_session("heat")
    days.until("2026-11-27T14:10")
    days.answer(Answer.SNOOZE_30)
    days.until("2026-11-27T15:00").planner.tick(eased=True)
    days.tracker.backups.back_up()
    days.tracker.planner.set_phase(Phase.STRETCH, reason="the physio said so")
    days.until("2026-11-28T11:30").timekeeper.start_session("stretches", 10)
    days.until("2026-11-29T10:00").planner.set_phase(Phase.ICE)
    days.until("2026-11-29T10:10").timekeeper.start_session("ice")
    days.until("2026-11-30T09:00").planner.end_episode()
    days.until("2026-12-02T09:00")
    assert days.told == [
        *("Mon 16:10 ice", "Mon 18:00 ice", "Mon 19:50 ice", "Mon 20:00 pain, day_note"),
        *("Tue 07:00 ice", "Tue 09:00 ice", "Tue 20:00 pain, day_note"),
        *("Thu 14:10 phase_switch", "Thu 19:00 heat", "Thu 20:00 pain, day_note"),
        *("Fri 09:00 heat", "Fri 14:00 heat", "Fri 14:40 heat", "Fri 18:00 exercises", "Fri 20:00 pain, day_note"),
        *("Sat 08:00 exercises", "Sat 18:00 exercises", "Sat 20:00 pain, day_note"),
        *("Sun 08:00 exercises", "Sun 12:00 ice", "Sun 20:00 pain, day_note"),
    ]
    raised = days.tracker.reminders.raised_between(local("2026-11-23T00:00"), local("2026-12-03T00:00"))
    assert len(raised) == sum(len(told.split(",")) for told in days.told)
    assert {one.how for one in raised} == {How.RAISED, How.GROUPED}


@pytest.mark.parametrize(("day", "onset"), [("2027-03-28", "2027-03-25T14:10"), ("2026-10-25", "2026-10-22T14:10")])
def test_over_a_clock_change_the_switch_comes_after_real_hours_and_the_times_by_the_wall_clock(
    tmp_path: Path, clock: FakeClock, day: str, onset: str
) -> None:
    clock.set(onset)
    days = Days(tmp_path / "days", clock)
    days.tracker.planner.start_episode(a_moment(onset))
    days.until(f"{day}T23:50")
    switch = "15:10" if day == "2027-03-28" else "13:10"
    heat = ["Sun 14:00 heat"] if switch < "14:00" else []
    assert [told for told in days.told if told.startswith("Sun")] == [
        f"Sun {switch} phase_switch",
        *heat,
        "Sun 19:00 heat",
        "Sun 20:00 pain, day_note",
    ]


def test_eight_hours_asleep_within_an_ice_session_bring_one_late_group(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    days.tracker.timekeeper.start_session("ice")
    days.until("2026-11-23T14:20")
    days.asleep_until("2026-11-23T21:30")
    days.until("2026-11-24T06:00")
    assert days.told == ["Mon 21:30 ice, pain, day_note late"]
    (session,) = days.tracker.journal.entries()
    assert isinstance(session, Session)
    assert (session.ended_at, session.ended_by) == (local("2026-11-23T14:30"), EndedBy.PRESUMED)
    assert [one.due_at for one in days.groups[0].reminders] == [local(f"2026-11-23T{wall}") for wall in ("16:00", "20:00", "20:00")]
    title, body = group_words(days.groups[0], moment_now(days.clock))
    assert (title, body.splitlines()[0]) == ("Late: 3 reminders", "Ice: Mon 16:00")


def test_an_episode_begun_days_ago_brings_no_late_reminders(days: Days) -> None:
    days.until("2026-11-23T20:30")
    days.tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    days.until("2026-11-24T08:00")
    assert days.told == []


def test_a_look_in_two_windows_raises_once(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    days.until("2026-11-23T20:00")
    other = opened(days.folder, days.clock)
    assert other.reminders.due(QUIET) is not None
    days.look()
    assert days.told == []
    other.close()


def test_restoring_an_old_backup_raises_nothing_again(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    days.look()
    backup = days.tracker.backups.back_up()
    days.until("2026-11-23T20:10")
    days.tracker.backups.restore(backup)
    days.until("2026-11-23T21:00")
    assert days.told == ["Mon 19:00 heat", "Mon 20:00 pain, day_note"]


def test_the_defaults_are_those_of_the_design(tracker: Tracker) -> None:
    rules = tracker.reminders.rules()
    assert [rule.kind for rule in rules] == [kind for kind in ReminderKind if kind is not ReminderKind.OWN]
    assert all((rule.is_on and rule.weekdays == EVERY_DAY) or rule.phases == (Phase.WELL,) for rule in rules)
    times = {rule.kind.value: [wall.hour for wall in rule.times] for rule in rules if rule.times}
    at_eight = {kind: [20] for kind in ("pain", "day_note", "function", "appointment", "backup")}
    of_well = {"strength": [18], "walking": [17], "fluids": [12], "relaxation": [19]}
    assert times == {"heat": [9, 14, 19], "exercises": [8, 13, 18], **of_well, **at_eight}


def test_a_rule_is_changed_undone_and_done_again(tracker: Tracker, clock: FakeClock) -> None:
    before = rule_of(tracker, "heat")
    changed = replace(before, times=(time(10),), repeat=Repeat(15, 2))
    change = tracker.reminders.change(changed)
    assert (change.touched, change.remark) == (Touched.DIARY, "Changed (Damp heat)")
    assert rule_of(tracker, "heat") == replace(changed, since=clock.now())
    tracker.history.undo()
    assert replace(rule_of(tracker, "heat"), since=None) == before
    tracker.history.redo()
    assert rule_of(tracker, "heat").times == (time(10),)


def test_an_own_reminder_is_added_and_removed_and_both_can_be_taken_back(tracker: Tracker) -> None:
    rule = an_own()
    tracker.reminders.add(rule)
    assert [one.text for one in tracker.reminders.rules()][-1] == "stand up"
    tracker.reminders.remove(rule.id)
    assert len(tracker.reminders.rules()) == len(default_rules())
    tracker.history.undo()
    assert tracker.reminders.rules()[-1].id == rule.id
    tracker.history.undo()
    assert len(tracker.reminders.rules()) == len(default_rules())


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " "},
        {"text": "x" * 201},
        {"times": ()},
        {"every": 4},
        {"every": 30, "hours": QuietHours(time(10), time(9))},
        {"weekdays": ()},
        {"weekdays": (7,)},
        {"phases": ()},
        {"snooze": 20},
        {"repeat": Repeat(1, 1)},
        {"repeat": Repeat(10, 11)},
        {"kind": ReminderKind.PAIN},
    ],
    ids=str,
)
def test_a_reminder_that_makes_no_sense_is_refused(tracker: Tracker, fields: dict[str, object]) -> None:
    with pytest.raises(Refused):
        tracker.reminders.add(an_own(**fields))
    assert len(tracker.reminders.rules()) == len(default_rules())


def test_what_comes_with_the_app_is_turned_off_not_removed_and_stays_of_its_kind(tracker: Tracker) -> None:
    refusals: list[Callable[[], object]] = [
        lambda: tracker.reminders.remove(rule_of(tracker, "pain").id),
        lambda: tracker.reminders.change(replace(rule_of(tracker, "pain"), kind=ReminderKind.HEAT)),
        lambda: tracker.reminders.change(an_own()),
        lambda: tracker.reminders.remove("e" * 36),
        lambda: tracker.reminders.answer("e" * 36, "skip"),
    ]
    for refused in refusals:
        with pytest.raises(Refused):
            refused()
    assert {rule.since for rule in tracker.reminders.rules()} == {None}


def test_a_pause_ends_by_itself_and_shows_until_when(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    days.until("2026-11-23T18:30").pause.begin(local("2026-11-23T19:30"))
    assert days.tracker.pause.until() == local("2026-11-23T19:30")
    assert days.tracker.reminders.next(QUIET) == Reminder("heat", local("2026-11-23T19:30"))
    days.asleep_until("2026-11-23T18:40")
    days.until("2026-11-23T19:40")
    assert days.told == ["Mon 19:30 heat late"]
    assert days.tracker.pause.until() is None


def test_a_pause_can_be_ended_and_last_until_the_morning(tracker: Tracker, clock: FakeClock) -> None:
    assert tracker.pause.tomorrow_morning(QUIET) == local("2026-11-26T07:00")
    assert tracker.pause.begin(tracker.pause.tomorrow_morning(QUIET)).touched == Touched.DIARY
    tracker.pause.end()
    assert tracker.pause.until() is None
    for until in (clock.now(), clock.now() - MINUTE, clock.now() + timedelta(days=32)):
        with pytest.raises(Refused):
            tracker.pause.begin(until)


@pytest.mark.parametrize(("answer", "minutes"), [(Answer.SNOOZE_15, 15), (Answer.SNOOZE_30, 30), (Answer.SNOOZE_60, 60)])
def test_a_snooze_comes_again_and_every_raising_is_kept(days: Days, answer: Answer, minutes: int) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    days.until("2026-11-23T19:00")
    days.look()
    days.answer(answer)
    first, *_none = days.tracker.reminders.raised_between(local("2026-11-23T00:00"), local("2026-11-24T00:00"))
    assert (first.answer, first.answered_at, first.snoozed_until) == (answer.value, days.clock.now(), days.clock.now() + minutes * MINUTE)
    days.clock.advance(minutes=minutes)
    days.look()
    assert days.groups[1].reminders[0].kind == "heat"
    days.answer(Answer.SKIP)
    kept = days.tracker.reminders.raised_between(local("2026-11-23T00:00"), local("2026-11-24T00:00"))
    assert [(one.answer, one.first_due_at) for one in kept if one.kind == "heat"] == [
        (answer.value, local("2026-11-23T19:00")),
        ("skip", local("2026-11-23T19:00")),
    ]


def test_pain_after_a_session_is_asked_once(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    days.tracker.journal.add(a_session("ice", "2026-11-23T14:10", minutes=20, running=True, before=7))
    days.until("2026-11-23T15:30")
    assert days.told == ["Mon 15:00 after_session"]
    assert days.groups[0].reminders[0].about == days.tracker.journal.entries()[0].id


def test_a_diary_of_a_week_without_any_backup_asks_for_one_and_once_a_week(days: Days) -> None:
    days.tracker.journal.add(an_entry(3, "2026-11-16T21:00"))
    days.until("2026-11-27T20:10")
    assert days.told == ["Mon 20:00 backup"]
    days.tracker.backups.back_up()
    days.until("2026-12-03T21:00")
    assert days.told == ["Mon 20:00 backup"]


def test_an_appointment_is_told_with_its_time_and_whom_it_is_with(days: Days) -> None:
    days.tracker.visits.arrange(a_moment("2026-11-24T09:45"), "Dr <b>Ito</b>")
    days.until("2026-11-23T20:10")
    assert days.told == ["Mon 20:00 appointment"]
    assert group_words(days.groups[0], moment_now(days.clock))[0] == "Appointment tomorrow: 09:45, Dr <b>Ito</b>"


@pytest.mark.parametrize("kind", list(ReminderKind), ids=str)
def test_every_kind_has_a_name_and_words(days: Days, kind: ReminderKind) -> None:
    rule = an_own(id=rule_of(days.tracker, kind.value).id if kind is not ReminderKind.OWN else an_own().id)
    days.tracker.diary.reminders.put(rule, days.clock.now())
    assert reminder_name(kind.value) != kind.value or kind in {ReminderKind.ICE, ReminderKind.EXERCISES, ReminderKind.RELAXATION}
    days.until("2026-11-24T10:00")
    days.look()
    one = replace(days.groups[-1].reminders[0], kind=kind.value)
    title, body = group_words(Group((one,)), moment_now(days.clock))
    assert title
    late = group_words(Group((replace(one, how=How.LATE),)), moment_now(days.clock))
    assert late == (title, f"Late: it was due at 10:00. {body}".strip())


def test_planned_and_done_stand_side_by_side(tracker: Tracker, clock: FakeClock) -> None:
    tracker.planner.start_episode(a_moment("2026-11-23T09:00"))
    clock.set("2026-11-26T14:20")
    ice, heat = a_session("ice", "2026-11-26T08:00"), a_session("heat", "2026-11-26T14:05", running=True)
    walk, pain = an_activity("walking", "2026-11-26T12:00"), an_entry(4, "2026-11-26T13:00")
    for entry in (ice, heat, walk, an_activity("driving", "2026-11-26T12:30"), pain, an_entry(3, "2026-11-25T13:00")):
        tracker.journal.add(entry)
    tracker.reminders.add(an_own())
    kept = {entry.id: entry for entry in tracker.journal.entries()}
    assert tracker.reminders.day_plan(date(2026, 11, 26)) == [
        Planned("ice", None, (), (kept[ice.id],)),
        Planned("heat", None, tuple(local(f"2026-11-26T{wall}") for wall in ("09:00", "14:00", "19:00")), (), is_running=True),
        Planned("walking", None, (), (kept[walk.id],)),
        Planned("pain", 1, (local("2026-11-26T20:00"),), (kept[pain.id],)),
        Planned("day_note", 1, (local("2026-11-26T20:00"),), ()),
        Planned("own", 1, (local("2026-11-26T10:00"),), (), text="stand up"),
    ]


def test_the_plan_of_a_day_in_stretches_has_heat_and_exercises(tracker: Tracker, clock: FakeClock) -> None:
    tracker.planner.start_episode(a_moment("2026-11-20T09:00"))
    tracker.planner.set_phase(Phase.STRETCH, reason="told so")
    clock.set("2026-11-26T21:00")
    twist, tilt = a_session("seated twist", "2026-11-26T10:00", minutes=5), a_session("Pelvic tilt", "2026-11-26T11:00", minutes=4)
    stopped = a_session("Pelvic tilt", "2026-11-26T12:00", minutes=4, ended_at=local("2026-11-26T12:01:59"), ended_by=EndedBy.BUTTON)
    for entry in (twist, tilt, stopped, a_session("my own stretch", "2026-11-26T13:00")):
        tracker.journal.add(entry)
    planned = {(line.kind, line.text): (line.count, len(line.times), len(line.done)) for line in tracker.reminders.day_plan(date(2026, 11, 26))}
    assert planned == {
        ("heat", ""): (None, 0, 0),
        ("exercises", "Seated twist"): (3, 3, 1),
        ("exercises", "Knee to chest"): (3, 3, 0),
        ("exercises", "Pelvic tilt"): (3, 3, 1),
        ("exercises", "Cat-cow"): (3, 3, 0),
        ("exercises", "Child's pose"): (3, 3, 0),
        ("exercises", "my own stretch"): (None, 3, 1),
        ("walking", ""): (None, 0, 0),
        ("pain", ""): (1, 1, 0),
        ("day_note", ""): (1, 1, 0),
    }


def test_what_came_next_at_a_past_moment_knows_nothing_of_what_came_later(days: Days) -> None:
    days.tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    days.until("2026-11-23T18:00").planner.set_phase(Phase.HEAT, reason="told so")
    days.until("2026-11-23T21:00")
    assert days.told == ["Mon 19:00 heat", "Mon 20:00 pain, day_note"]
    past = [days.tracker.reminders.next(QUIET, a_moment(f"2026-11-23T{wall}")) for wall in ("18:30", "19:30")]
    assert past == [Reminder("heat", local("2026-11-23T19:00")), Reminder("pain", local("2026-11-23T20:00"))]
    days.tracker.planner.end_episode()
    assert days.tracker.reminders.next(QUIET, a_moment("2026-11-23T20:30")) == Reminder("heat", local("2026-11-24T09:00"))
    days.tracker.reminders.change(replace(rule_of(days.tracker, "ice"), is_on=False))
    assert days.tracker.reminders.next(QUIET, a_moment("2026-11-23T17:30")) == Reminder("pain", local("2026-11-23T20:00"))


def test_without_an_episode_a_day_has_nothing_planned(tracker: Tracker) -> None:
    tracker.journal.add(an_activity("walking"))
    assert tracker.reminders.day_plan(date(2026, 11, 25)) == []


def in_keeping_well(days: Days, *kinds: str) -> Tracker:
    """An episode that has ended just now, its exercises checked, and these reminders turned on."""
    days.tracker.planner.start_episode(a_moment("2026-11-16T08:00"))
    days.tracker.planner.tick(checked=True)
    days.clock.advance(minutes=10)
    days.tracker.planner.end_episode()
    for kind in kinds:
        days.tracker.reminders.change(replace(rule_of(days.tracker, kind), is_on=True))
    return days.tracker


def by_the_hour(days: Days, wall: str) -> Tracker:
    """Look at each full hour of the day up to, not including, a time; then it is that time."""
    while (hour := days.clock.now().replace(minute=0, second=0) + timedelta(hours=1)) < local(wall):
        days.clock.set(hour)
        days.look()
    days.clock.set(wall)
    return days.tracker


def a_set(tracker: Tracker, at: str) -> None:
    """Each exercise of the strength set, one after the other."""
    for exercise in tracker.plans.in_force().phases[Phase.WELL].exercises:
        tracker.journal.add(a_session(exercise.name, at, minutes=2, ended_by=EndedBy.BY_HAND))


def test_in_keeping_well_nothing_reminds_until_it_is_chosen(days: Days) -> None:
    in_keeping_well(days)
    by_the_hour(days, "2026-11-27T00:00")
    assert days.told == []


def test_a_week_of_keeping_well_raises_exactly_this(days: Days) -> None:
    in_keeping_well(days, "strength", "walking", "fluids", "relaxation").backups.back_up()
    rule = rule_of(days.tracker, "break")
    days.tracker.reminders.change(replace(rule, is_on=True, weekdays=(2,), hours=rule.hours._replace(start=time(15), end=time(17))))
    by_the_hour(days, "2026-11-24T16:10").journal.add(an_activity("walking", "2026-11-24T16:00"))
    by_the_hour(days, "2026-11-24T18:40").journal.add(a_session("relaxation", "2026-11-24T18:30", ended_by=EndedBy.BY_HAND))
    by_the_hour(days, "2026-11-25T11:10").journal.add(a_day_note("2026-11-25T11:00", fluids=3))
    by_the_hour(days, "2026-11-26T10:10").journal.add(a_day_note("2026-11-26T10:00", flare=True))
    by_the_hour(days, "2026-11-30T16:10")
    assert days.told == [
        *("Mon 17:00 walking", "Mon 18:00 strength", "Mon 19:00 relaxation"),
        "Tue 12:00 fluids",
        *("Wed 15:00 break", "Wed 16:00 break", "Wed 17:00 walking", "Wed 19:00 relaxation"),
        # A flare: no strength, but walking stays.
        *("Thu 12:00 fluids", "Thu 17:00 walking", "Thu 19:00 relaxation"),
        *("Fri 12:00 fluids", "Fri 17:00 walking", "Fri 19:00 relaxation"),
        *("Sat 12:00 fluids", "Sat 19:00 relaxation", "Sun 12:00 fluids", "Sun 19:00 relaxation"),
        "Mon 12:00 fluids",
    ]


def test_strength_is_silent_once_the_set_is_done_that_day_or_often_enough_that_week(days: Days) -> None:
    in_keeping_well(days, "strength").backups.back_up()
    a_set(days.tracker, "2026-11-23T14:15")
    by_the_hour(days, "2026-11-24T16:10")
    assert days.told == []
    a_set(days.tracker, "2026-11-24T16:00")
    by_the_hour(days, "2026-11-27T09:00")
    assert days.told == []
    # The week after has days of its own; one exercise alone is no set.
    by_the_hour(days, "2026-11-30T10:10").journal.add(a_session("Bridge", "2026-11-30T10:00", minutes=2, ended_by=EndedBy.BY_HAND))
    by_the_hour(days, "2026-11-30T19:10")
    assert days.told == ["Mon 18:00 strength"]


def test_strength_waits_for_the_tick_and_is_over_with_a_new_episode(days: Days) -> None:
    in_keeping_well(days, "strength").planner.tick(checked=False)
    by_the_hour(days, "2026-11-26T17:10")
    assert days.told == []
    days.tracker.planner.tick(checked=True)
    by_the_hour(days, "2026-11-26T20:10")
    assert days.told == ["Thu 18:00 strength"]
    days.tracker.planner.start_episode(a_moment("2026-11-26T20:00"))
    by_the_hour(days, "2026-12-01T00:00")
    assert not any("strength" in told for told in days.told[1:])


def test_without_strength_exercises_in_the_plan_nothing_reminds_of_them(days: Days) -> None:
    tracker = in_keeping_well(days, "strength")
    for exercise in tracker.plans.in_force().phases[Phase.WELL].exercises:
        tracker.plans.remove_exercise(Phase.WELL, exercise.key)
    by_the_hour(days, "2026-11-23T19:10")
    assert days.told == []


def test_breaks_missed_while_nobody_looked_are_not_brought_up_later(days: Days) -> None:
    in_keeping_well(days, "break")
    days.look()
    days.asleep_until("2026-11-24T16:10")
    days.look()
    assert [told for told in days.told if "break" in told] == ["Tue 16:10 break late"]
    assert len(days.groups[-1].reminders) == 1


def test_whether_strength_is_wanted_is_asked_once_and_the_answer_kept(days: Days) -> None:
    reminders = in_keeping_well(days).reminders
    assert not reminders.strength_is_asked()
    reminders.answer_strength(is_on=False)
    assert (reminders.strength_is_asked(), rule_of(days.tracker, "strength").is_on) == (True, False)
    days.tracker.history.undo()
    assert not reminders.strength_is_asked()
    reminders.answer_strength(is_on=True)
    assert (reminders.strength_is_asked(), rule_of(days.tracker, "strength").is_on) == (True, True)


def test_strength_is_planned_on_its_weekdays_each_exercise_by_itself(days: Days) -> None:
    tracker = in_keeping_well(days, "strength")
    for key in ("tummy-brace", "heel-slide", "side-plank", "sit-to-stand"):
        tracker.plans.remove_exercise(Phase.WELL, key)
    days.clock.set("2026-11-27T12:00")
    tracker.journal.add(a_session("Bridge", "2026-11-26T10:00", minutes=2, ended_by=EndedBy.BY_HAND))
    tracker.journal.add(a_session("Bird-dog", "2026-11-27T10:00", minutes=2, ended_by=EndedBy.BY_HAND))

    def planned_on(day: int) -> list[tuple[str, str, int | None, int]]:
        return [(planned.kind, planned.text, planned.count, planned.times_done) for planned in tracker.reminders.day_plan(date(2026, 11, day))]

    assert planned_on(25) == []
    assert planned_on(26) == [("strength", "Bridge", 1, 1), ("strength", "Bird-dog", 1, 0)]
    assert planned_on(27) == [("strength", "Bird-dog", None, 1)]
    period = (date(2026, 11, 24), date(2026, 11, 26))
    chart = tracker.charting.chart(ChartKind.PLAN, Period(*period)).picture
    assert [(day.day.day, day.kind, day.exercise, day.planned, day.done) for day in chart.days] == [
        (26, "strength", "Bridge", 1, 1),
        (26, "strength", "Bird-dog", 1, 0),
    ]
