"""Reminders in the window: what a notice offers, where its answers lead, what is kept of them, and when it goes by itself."""

from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.builders import a_moment, a_session, an_entry
from tests.fakes import local
from tests.ui.hands import has
from tracker.app import open_tracker
from tracker.changes import Touched
from tracker.domain.drafts import PainDraft
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.rules import EVERY_DAY, ReminderKind, Repeat, Rule
from tracker.paths import Paths
from ui.forms.day_note import DayNoteForm
from ui.notifications.actions import Destination, Goal

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer
HEAT_LONG_SINCE = "2026-11-20T10:00"


@pytest.fixture
def in_heat(opened, keep):
    """A window in the heat phase, with heat taken at noon; it is 13:05."""
    keep(a_session("heat", "2026-11-25T12:30"), onset=HEAT_LONG_SINCE)
    return opened()


@pytest.fixture
def wishes(in_heat):
    """Where the notices led."""
    heard = []
    in_heat.notices.destination_chosen.connect(heard.append)
    return heard


def titles(window):
    return [notice.title for notice in window.notifier.shown]


def labels(window):
    return [button.label for button in window.notifier.shown[-1].buttons]


def at(window, wall):
    """The window looks just before a time, and at that time."""
    window.clock.set(local(wall) - timedelta(seconds=30))
    window.later(seconds=30)


def answers(window):
    """What was raised today, with what was answered."""
    since = window.clock.now().replace(hour=0, minute=0)
    return [(reminder.kind, reminder.answer) for reminder in window.tracker.reminders.raised_between(since, since + timedelta(days=1))]


def only(window, kind, **fields):
    """Turn every reminder off but that of a kind."""
    for rule in window.tracker.reminders.rules():
        window.tracker.reminders.change(replace(rule, is_on=rule.kind is kind, **(fields if rule.kind is kind else {})))


def read_cautions(window):
    window.tracker.planner.shown_cautions()


def test_what_is_due_at_eight_comes_in_one_notice(in_heat):
    at(in_heat, "2026-11-25T20:00")
    assert titles(in_heat)[-1:] == ["3 reminders, some of them late"]
    assert in_heat.notifier.shown[-1].body.splitlines() == ["Damp heat: 19:00", "Pain entry: 20:00", "Day note: 20:00"]
    in_heat.later(minutes=5)
    assert len(in_heat.notifier.shown) == 1


def test_a_session_is_offered_to_start_put_off_or_skip(in_heat):
    at(in_heat, "2026-11-25T19:00")
    assert titles(in_heat) == ["Damp heat, if you like"]
    assert labels(in_heat) == ["Start", "Snooze", "Skip"]
    assert [choice.label for choice in in_heat.notifier.shown[-1].buttons[1].choices] == ["15 min", "30 min", "60 min"]


def test_start_starts_the_session_and_is_kept(in_heat):
    read_cautions(in_heat)
    at(in_heat, "2026-11-25T19:00")
    in_heat.notifier.press("Start")
    assert in_heat.tracker.timekeeper.running_session().kind == "heat"
    assert answers(in_heat) == [("heat", "start")]


def test_start_shows_the_cautions_where_they_were_not_read(in_heat):
    in_heat.go_to("Diary")
    at(in_heat, "2026-11-25T19:00")
    in_heat.notifier.press("Start")
    assert in_heat.tracker.timekeeper.running_session() is None
    assert has(in_heat.window, "I have read this, start")


def test_skip_is_kept_and_not_asked_again(in_heat):
    at(in_heat, "2026-11-25T19:00")
    in_heat.notifier.press("Skip")
    assert answers(in_heat) == [("heat", "skip")]
    in_heat.later(minutes=30)
    assert len(in_heat.notifier.shown) == 1


def test_snooze_brings_it_again_after_the_minutes_of_its_rule(in_heat):
    only(in_heat, ReminderKind.HEAT, snooze=30)
    at(in_heat, "2026-11-25T19:00")
    in_heat.notifier.press("Snooze")
    assert answers(in_heat) == [("heat", "snooze_30")]
    in_heat.later(minutes=29)
    assert len(in_heat.notifier.shown) == 1
    in_heat.later(minutes=1)
    assert titles(in_heat) == ["Damp heat, if you like"] * 2


def test_the_own_window_can_put_it_off_for_another_while(in_heat):
    only(in_heat, ReminderKind.HEAT)
    at(in_heat, "2026-11-25T19:00")
    in_heat.notifier.answered.emit(in_heat.notifier.shown[-1].key, "snooze_60")
    assert answers(in_heat) == [("heat", "snooze_60")]
    in_heat.later(minutes=60)
    assert len(in_heat.notifier.shown) == 2


def test_pain_opens_the_small_entry_window(in_heat):
    only(in_heat, ReminderKind.PAIN)
    at(in_heat, "2026-11-25T20:00")
    assert labels(in_heat) == ["Log pain", "Snooze", "Skip"]
    in_heat.notifier.press("Log pain")
    assert in_heat.quick_entries == 1
    assert answers(in_heat) == [("pain", "opened")]


def test_of_several_the_first_can_be_answered_and_the_others_are_shown_again(in_heat):
    in_heat.clock.set("2026-11-25T19:00")
    in_heat.later(seconds=0)
    in_heat.notifier.press("Skip")
    at(in_heat, "2026-11-25T20:00")
    assert (titles(in_heat)[-1], labels(in_heat)) == ("2 reminders", ["Log pain", "Open", "Snooze", "Skip"])
    in_heat.notifier.press("Log pain")
    assert answers(in_heat) == [("heat", "skip"), ("pain", "opened"), ("day_note", None)]
    assert (titles(in_heat)[-1], labels(in_heat)) == ("Day note, if you like", ["Open", "Snooze", "Skip"])
    in_heat.notifier.press("Skip")
    assert answers(in_heat)[-1] == ("day_note", "skip")
    assert len(in_heat.notifier.shown) == 3


def test_among_others_the_start_says_what_it_starts(in_heat):
    read_cautions(in_heat)
    at(in_heat, "2026-11-25T20:00")
    assert labels(in_heat)[:2] == ["Start heat", "Open"]
    in_heat.notifier.press("Start heat")
    assert [answer for _kind, answer in answers(in_heat)] == ["start", None, None]
    assert titles(in_heat)[-1] == "2 reminders"


@pytest.mark.parametrize("press", ["Skip", "Snooze", "Open"])
def test_the_other_answers_are_those_of_all(in_heat, press):
    at(in_heat, "2026-11-25T20:00")
    in_heat.notifier.press(press)
    assert {answer for _kind, answer in answers(in_heat)} == {{"Skip": "skip", "Snooze": "snooze_15", "Open": "opened"}[press]}
    assert len(in_heat.notifier.shown) == 1


def test_a_notice_that_is_pressed_opens_the_window_and_is_answered(in_heat):
    at(in_heat, "2026-11-25T20:00")
    in_heat.go_to("Diary")
    in_heat.window.hide()
    in_heat.notifier.click()
    assert in_heat.window.isVisible()
    assert in_heat.window.stack.current_key == "today"
    assert {answer for _kind, answer in answers(in_heat)} == {"opened"}


def test_the_day_note_opens_its_form(in_heat):
    only(in_heat, ReminderKind.DAY_NOTE)
    at(in_heat, "2026-11-25T20:00")
    in_heat.go_to("Diary")
    in_heat.notifier.press("Open")
    assert in_heat.window.findChild(DayNoteForm).isVisible()


def test_an_appointment_opens_the_report(in_heat):
    in_heat.tracker.visits.arrange(a_moment("2026-11-26T10:30"), "the physio")
    only(in_heat, ReminderKind.APPOINTMENT)
    at(in_heat, "2026-11-25T20:00")
    assert (titles(in_heat), labels(in_heat)) == (["Appointment tomorrow: 10:30, the physio"], ["Open", "Snooze", "OK"])
    in_heat.notifier.press("Open")
    assert in_heat.window.stack.current_key == "report"


def test_an_old_backup_opens_settings_and_goes_when_there_is_a_new_one(opened, keep, clock):
    keep(an_entry(3, "2026-11-10T10:00"))
    clock.set("2026-11-25T19:59:30")
    window = opened()
    window.section("Medicines")
    window.later(seconds=30)
    assert titles(window) == ["The newest backup is more than a week old"]
    window.notifier.press("Open")
    assert window.window.stack.current_key == "settings"
    assert window.control("Back up now").isVisible()


def test_the_switch_opens_the_plan(window):
    only(window, ReminderKind.PHASE_SWITCH)
    at(window, "2026-11-27T14:10")
    assert (titles(window), labels(window)) == (["Damp heat instead of ice"], ["Open", "Snooze", "OK"])
    window.notifier.press("OK")
    assert answers(window) == [("phase_switch", "opened")]
    assert window.window.stack.current_key == "today"


def test_an_own_reminder_says_what_the_person_wrote(in_heat, wishes):
    only(in_heat, ReminderKind.OWN)
    in_heat.tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(time(15),), text="<b>stand up</b> & walk"))
    at(in_heat, "2026-11-25T15:00")
    assert (titles(in_heat), labels(in_heat)) == (["<b>stand up</b> & walk"], ["Open", "Snooze", "Skip"])
    in_heat.notifier.press("Open")
    assert wishes == [Destination(Goal.TODAY)]


def test_a_session_that_begins_takes_away_the_reminder_of_one_and_no_other(in_heat):
    read_cautions(in_heat)
    at(in_heat, "2026-11-25T19:00")
    at(in_heat, "2026-11-25T20:00")
    heat, pain_and_note = in_heat.notifier.shown
    in_heat.press("Start heat")
    assert in_heat.notifier.withdrawn == [heat.key]
    assert pain_and_note.title == "2 reminders"


def test_what_is_done_elsewhere_or_out_of_its_phase_is_taken_away(in_heat):
    only(in_heat, ReminderKind.PAIN)
    at(in_heat, "2026-11-25T20:00")
    in_heat.desk.run_quietly(lambda: in_heat.tracker.journal.record(PainDraft(pain=4, moment=a_moment("2026-11-25T20:00"))))
    assert in_heat.notifier.withdrawn == [in_heat.notifier.shown[0].key]
    only(in_heat, ReminderKind.DAY_NOTE)
    in_heat.later(minutes=1)
    in_heat.desk.run_quietly(in_heat.tracker.planner.end_episode)
    assert in_heat.notifier.withdrawn == [notice.key for notice in in_heat.notifier.shown]


def test_what_still_asks_stays(in_heat):
    at(in_heat, "2026-11-25T19:00")
    in_heat.desk.feed.publish(Touched.DIARY)
    in_heat.later(minutes=10)
    assert in_heat.notifier.withdrawn == []


def test_a_phase_that_ends_by_the_clock_takes_its_reminder_away(opened, keep, clock):
    keep(a_session("ice", "2026-11-25T12:00"), onset="2026-11-22T15:00")
    clock.set("2026-11-25T13:45")
    window = opened()
    only(window, ReminderKind.ICE)
    at(window, "2026-11-25T14:30")
    assert titles(window) == ["Ice, if you like"]
    window.later(minutes=29)
    assert window.notifier.withdrawn == []
    window.later(minutes=1)
    assert window.notifier.withdrawn == [window.notifier.shown[0].key]


def test_a_reminder_that_comes_again_takes_the_place_of_the_one_before(in_heat):
    only(in_heat, ReminderKind.PAIN, repeat=Repeat(10, 2))
    at(in_heat, "2026-11-25T20:00")
    for _round in range(4):
        in_heat.later(minutes=10)
    assert titles(in_heat) == ["How bad is the pain now?"] * 3
    assert in_heat.notifier.withdrawn == [notice.key for notice in in_heat.notifier.shown[:2]]


def test_a_reminder_that_comes_again_beside_another_stands_once_and_takes_that_along(in_heat):
    at(in_heat, "2026-11-25T19:59")
    pain = next(rule for rule in in_heat.tracker.reminders.rules() if rule.kind is ReminderKind.PAIN)
    in_heat.tracker.reminders.change(replace(pain, repeat=Repeat(10, 2)))
    shown = len(in_heat.notifier.shown)
    in_heat.later(minutes=1)
    in_heat.later(minutes=10)
    first, again = in_heat.notifier.shown[shown:]
    assert [line.split(":")[0] for line in first.body.splitlines()] == ["Pain entry", "Day note"]
    assert sorted(line.split(":")[0] for line in again.body.splitlines()) == ["Day note", "Pain entry"]
    assert first.key in in_heat.notifier.withdrawn
    assert again.key not in in_heat.notifier.withdrawn


def test_the_end_of_ice_goes_when_the_next_ice_is_reminded_of(window):
    read_cautions(window)
    window.press("Start ice")
    window.later(minutes=20)
    end = window.notifier.shown[0].key
    window.later(minutes=89)
    assert window.notifier.withdrawn == []
    window.later(minutes=1)
    assert (titles(window)[-1], window.notifier.withdrawn) == ("Ice, if you like", [end])


def test_the_end_of_a_session_stays_beside_a_reminder_of_something_else(in_heat):
    read_cautions(in_heat)
    only(in_heat, ReminderKind.PAIN)
    in_heat.clock.set("2026-11-25T19:44:50")
    in_heat.press("Start heat")
    in_heat.later(minutes=15)
    in_heat.later(seconds=10)
    assert titles(in_heat) == ["Damp heat: 15 minutes are over", "How bad is the pain now?"]
    assert in_heat.notifier.withdrawn == []


def delete_latest(window):
    window.desk.run(lambda: window.tracker.journal.delete([window.tracker.journal.entries()[-1].id]))


@pytest.mark.parametrize("overtake", [lambda window: window.press("Start heat"), lambda window: at(window, "2026-11-25T19:00"), delete_latest])
def test_a_late_end_told_alone_goes_with_its_session_the_next_and_the_next_reminder(in_heat, overtake):
    read_cautions(in_heat)
    in_heat.press("Start heat")
    in_heat.later(minutes=40)
    (late,) = in_heat.notifier.shown
    overtake(in_heat)
    assert in_heat.notifier.withdrawn == [late.key]


def test_a_start_that_is_pressed_in_the_rest_is_asked_about_on_today(window):
    read_cautions(window)
    window.press("Start ice")
    window.later(minutes=20)
    window.later(minutes=91)
    with closing(open_tracker(Paths(window.folder), window.clock)) as other:  # before the window looks again
        other.timekeeper.start_session("ice")
        window.clock.advance(minutes=10)
        other.timekeeper.stop_session()
    window.notifier.press("Start")
    assert window.tracker.timekeeper.running_session() is None
    assert has(window.window, "Keep resting")


def test_neutral_notices_and_their_buttons_name_neither_pain_nor_session(in_heat):
    in_heat.tracker.settings.choose(neutral_notifications=True)
    at(in_heat, "2026-11-25T20:00")
    only(in_heat, ReminderKind.PAIN)
    in_heat.later(days=1)
    for notice in in_heat.notifier.shown:
        said = " ".join([notice.title, notice.body, *(button.label for button in notice.buttons)]).lower()
        assert not [word for word in ("pain", "heat", "note") if word in said]
    assert labels(in_heat) == ["Enter", "Snooze", "Skip"]


def test_there_is_one_group_a_minute_but_the_end_of_a_session_is_told_at_once(in_heat):
    read_cautions(in_heat)
    only(in_heat, ReminderKind.OWN)
    for wall in (time(15), time(15, 0, 30)):
        in_heat.tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(wall,), text="stand up"))
    in_heat.clock.set("2026-11-25T14:45:20")
    in_heat.press("Start heat")
    at(in_heat, "2026-11-25T15:00")
    in_heat.later(seconds=20)
    in_heat.later(seconds=10)
    assert titles(in_heat) == ["stand up", "Damp heat: 15 minutes are over"]
    in_heat.later(seconds=30)
    assert titles(in_heat)[2:] == ["stand up"]


def test_eight_hours_asleep_in_a_session_bring_one_late_notice_with_its_end(in_heat):
    read_cautions(in_heat)
    in_heat.press("Start heat")
    in_heat.later(hours=8)
    (notice,) = in_heat.notifier.shown
    assert notice.title == "Late: 3 reminders"
    assert notice.body.splitlines()[0] == "Damp heat ended at 13:20, by its planned length. It is in the diary."
    assert in_heat.sound.played == 0


def test_an_end_that_was_missed_with_nothing_else_is_told_alone(in_heat):
    read_cautions(in_heat)
    in_heat.press("Start heat")
    in_heat.later(minutes=40)
    (notice,) = in_heat.notifier.shown
    assert (notice.title, notice.buttons) == ("Late: a session has ended", ())
    in_heat.later(minutes=1)
    assert len(in_heat.notifier.shown) == 1


def test_an_end_that_was_missed_in_the_night_waits_for_the_morning(in_heat):
    read_cautions(in_heat)
    in_heat.press("Start heat")
    in_heat.later(hours=10)
    assert in_heat.notifier.shown == []
    assert in_heat.says("Damp heat ended at 13:20")
    at(in_heat, "2026-11-26T07:00")
    (notice,) = in_heat.notifier.shown
    assert notice.title == "Late: 3 reminders"
    assert notice.body.startswith("Damp heat ended at 13:20")


def test_the_weekday_is_said_of_an_end_on_another_day(in_heat):
    read_cautions(in_heat)
    in_heat.press("Start heat")
    in_heat.later(hours=20)
    assert in_heat.says("Damp heat ended at Wed 13:20, by its planned length.")


def test_after_a_session_whose_pain_was_given_the_pain_is_asked_where_it_belongs(opened, keep, monkeypatch):
    keep(a_session("heat", "2026-11-25T12:50", id="00000000-0000-4000-8000-000000000007", before=6), onset=HEAT_LONG_SINCE)
    window = opened()
    asked = []
    monkeypatch.setattr(type(window.window.today), "ask_after", lambda _today, id_: asked.append(id_))
    only(window, ReminderKind.AFTER_SESSION)
    window.later(minutes=35)
    assert labels(window) == ["Log pain", "Snooze", "Skip"]
    window.notifier.press("Log pain")
    assert asked == ["00000000-0000-4000-8000-000000000007"]


def test_exercises_start_where_they_are_led(in_heat, monkeypatch):
    asked = []
    monkeypatch.setattr(type(in_heat.window.today), "start_exercises", lambda _today: asked.append("exercises"))
    in_heat.tracker.planner.set_phase(Phase.STRETCH, reason="physio")
    only(in_heat, ReminderKind.EXERCISES)
    at(in_heat, "2026-11-25T18:00")
    in_heat.notifier.press("Start")
    assert (asked, answers(in_heat)) == (["exercises"], [("exercises", "start")])


def test_strength_starts_with_its_set(in_heat, monkeypatch):
    asked = []
    monkeypatch.setattr(type(in_heat.window.today), "start_session", lambda _today, kind: asked.append(kind))
    in_heat.tracker.planner.tick(checked=True)
    at(in_heat, "2026-11-25T17:00")
    in_heat.tracker.planner.end_episode()
    only(in_heat, ReminderKind.STRENGTH, weekdays=EVERY_DAY)
    at(in_heat, "2026-11-25T18:00")
    in_heat.notifier.press("Start")
    assert (asked, answers(in_heat)) == (["strength set"], [("strength", "start")])


def test_a_pause_is_in_view_on_every_page_until_it_ends_by_itself(in_heat):
    in_heat.desk.run_quietly(lambda: in_heat.tracker.pause.begin(local("2026-11-25T19:30")))
    for page in ("Today", "Plan", "Settings"):
        in_heat.go_to(page)
        assert in_heat.says("Reminders are paused until 19:30.")
    at(in_heat, "2026-11-25T19:00")
    assert in_heat.notifier.shown == []
    at(in_heat, "2026-11-25T19:30")
    assert not in_heat.says("Reminders are paused")
    assert titles(in_heat) == ["Damp heat, if you like"]


def test_a_pause_can_be_ended_where_it_is_seen(in_heat):
    in_heat.desk.run_quietly(lambda: in_heat.tracker.pause.begin(local("2026-11-26T07:00")))
    assert in_heat.says("Reminders are paused until Thu 07:00.")
    in_heat.press("Resume")
    assert in_heat.tracker.pause.until() is None
    assert not in_heat.says("Reminders are paused")
