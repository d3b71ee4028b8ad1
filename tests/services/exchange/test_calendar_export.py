"""What of the diary goes into a calendar."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import vobject

from tests.builders import a_moment
from tests.fakes import local
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.errors import Refused
from tracker.services.exchange.calendar_export import CalendarFile

ONSET = "2026-11-23T14:10"


@pytest.fixture
def calendar(tracker):
    return CalendarFile(tracker.planner, tracker.visits, tracker.diary.reminders, tracker.clock, tracker.chosen_files)


@pytest.fixture
def written(tracker, calendar, tmp_path):
    """Write the calendar and read it back by another library: the events by their identity."""

    def written(**how):
        calendar.write(tmp_path / "plan.ics", calendar.daily(tracker.reminders.rules()), **how)
        text = (tmp_path / "plan.ics").read_bytes().decode()
        return {event.uid.value: event for event in vobject.readOne(text).vevent_list}

    return written


def switches(found):
    return {uid.split("-switch-")[1].split("@")[0]: event.dtstart.value for uid, event in found.items() if "-switch-" in uid}


def titles(found):
    return [event.summary.value for event in found.values()]


def test_an_empty_diary_has_nothing_for_a_calendar_and_writes_no_file(calendar, tmp_path):
    with pytest.raises(Refused, match="nothing to put into a calendar"):
        calendar.write(tmp_path / "plan.ics", ())
    assert not (tmp_path / "plan.ics").exists()


def test_an_appointment_carries_its_own_words_and_rings_at_eight_the_evening_before(tracker, written):
    tracker.visits.arrange(a_moment("2026-12-02T10:30"), "Physio Ann", "bring the pages")
    ((uid, event),) = written().items()
    assert uid == f"{tracker.visits.appointments()[0].id}-appointment@recovery-tracker"
    assert (event.summary.value, event.description.value) == ("Physio Ann", "bring the pages")
    assert event.dtstart.value + event.valarm.trigger.value == local("2026-12-01T20:00")


def test_the_evening_before_is_eight_by_the_clock_though_the_clocks_change_in_the_night(tracker, clock, written):
    clock.set("2026-03-01T12:00")
    tracker.visits.arrange(a_moment("2026-03-29T10:30"), "Physio Ann")
    (event,) = written().values()
    assert event.dtstart.value + event.valarm.trigger.value == local("2026-03-28T20:00")


def test_no_alarm_is_set_for_an_evening_that_is_over(tracker, written):
    tracker.visits.arrange(a_moment("2026-11-20T10:30"), "Physio Ann")
    tracker.visits.arrange(a_moment("2026-11-26T10:30"), "Physio Ann")
    assert [hasattr(event, "valarm") for event in written().values()] == [False, True]


def test_the_switch_to_come_is_at_its_instant(tracker, written):
    tracker.planner.start_episode(a_moment(ONSET))
    assert switches(written()) == {"heat-1": local("2026-11-26T14:10")}


def test_switches_past_and_to_come_are_those_of_the_latest_episode(tracker, clock, written):
    tracker.planner.start_episode(a_moment("2026-11-01T08:00"))
    clock.advance(minutes=1)
    tracker.planner.end_episode()
    clock.advance(hours=1)
    tracker.planner.start_episode(a_moment(clock.now()))
    began = clock.now()
    clock.advance(hours=80)
    tracker.planner.set_phase(Phase.ICE)
    again = clock.now()
    assert switches(written()) == {"heat-1": began + timedelta(hours=72), "ice-1": again, "heat-2": again + timedelta(hours=72)}


def test_keeping_well_is_a_switch_after_the_latest_episode(tracker, clock, written):
    tracker.planner.start_episode(a_moment("2026-11-01T08:00"))
    clock.advance(minutes=1)
    tracker.planner.end_episode()
    assert switches(written()) == {"heat-1": local("2026-11-04T08:00"), "well-1": clock.now()}


def test_a_switch_that_moves_keeps_its_identity(tracker, clock, written):
    tracker.planner.start_episode(a_moment(ONSET))
    before = written()
    tracker.planner.set_phase(Phase.HEAT, reason="physio said heat is fine")
    after = written()
    assert switches(before).keys() == switches(after).keys() == {"heat-1"}
    assert switches(after)["heat-1"] == clock.now()


def test_two_files_of_the_same_diary_have_the_same_identities(tracker, clock, written):
    tracker.visits.arrange(a_moment("2026-12-02T10:30"), "Physio Ann")
    tracker.planner.start_episode(a_moment(ONSET))
    first = written()
    clock.advance(hours=1)
    assert list(first) == list(written())


def test_a_changed_appointment_has_a_higher_number_and_an_unchanged_one_its_own(tracker, clock, written):
    tracker.visits.arrange(a_moment("2026-12-02T10:30"), "Physio Ann")
    numbers = []
    for whom in ("Physio Ann", "", "Physio Bea"):
        clock.advance(hours=1)
        if whom:
            tracker.visits.change_appointment(replace(tracker.visits.appointments()[0], whom=whom))
        (event,) = written().values()
        numbers.append(int(event.sequence.value))
    assert numbers == [numbers[0], numbers[0], numbers[0] + 2 * 3600]


def test_a_switch_that_moves_has_a_higher_number(tracker, clock, written):
    tracker.planner.start_episode(a_moment(ONSET))
    first, clock_moved = written(), clock.advance(hours=1)
    tracker.planner.edit_onset(a_moment("2026-11-23T15:10"))
    (before,), (after,) = ([int(event.sequence.value) for uid, event in found.items() if "-switch-" in uid] for found in (first, written()))
    assert (after - before, clock_moved) == (3600, clock.now())


def test_heat_is_a_daily_reminder_from_its_switch_on(tracker, written):
    tracker.planner.start_episode(a_moment(ONSET))
    firsts = {uid: event.dtstart.value for uid, event in written().items() if event.summary.value.startswith("Damp heat")}
    wanted = [local("2026-11-27T09:00"), local("2026-11-27T14:00"), local("2026-11-26T19:00")]
    assert list(firsts.values()) == wanted


def test_exercises_are_a_daily_reminder_of_the_stretches_only(tracker, written):
    tracker.planner.start_episode(a_moment(ONSET))
    tracker.planner.set_phase(Phase.STRETCH, reason="physio said so")
    found = written()
    times = [event.dtstart.value.time() for uid, event in found.items() if event.summary.value.startswith("Exercises")]
    assert times == [time(8), time(13), time(18)]
    assert not [title for title in titles(found) if title.startswith("Damp heat")]


def test_an_own_reminder_comes_in_its_words_on_its_days_and_one_turned_off_does_not(tracker, written):
    tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(time(12),), weekdays=(5, 6), text="Call Ann"))
    tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(time(12),), is_on=False, text="Call Bea"))
    ((uid, event),) = written().items()
    assert (event.summary.value, event.rrule.value) == ("Call Ann", "FREQ=WEEKLY;BYDAY=SA,SU")
    assert uid == f"{tracker.reminders.rules()[-2].id}-reminder-1@recovery-tracker"


def test_neutral_words_say_nothing_of_the_person(tracker, tmp_path, written):
    tracker.visits.arrange(a_moment("2026-12-02T10:30"), "Physio Ann", "the left hip")
    tracker.planner.start_episode(a_moment(ONSET), ("left hip",), "lifting a box")
    assert set(titles(written(neutral=True))) == {"Appointment", "Recovery Tracker", "A reminder is due."}
    text = (tmp_path / "plan.ics").read_bytes().decode().replace("\r\n ", "").casefold()
    assert not [word for word in ("physio", "hip", "lifting", "damp", "72 hours") if word in text]


def test_no_word_of_the_diary_but_an_appointments_own_goes_in(tracker, tmp_path, written):
    tracker.planner.start_episode(a_moment(ONSET), ("left hip",), "lifting a box")
    tracker.planner.set_phase(Phase.HEAT, reason="physio said heat is fine")
    written()
    text = (tmp_path / "plan.ics").read_text(encoding="utf-8")
    assert not [word for word in ("hip", "lifting", "physio") if word in text]


def test_a_file_that_cannot_be_written_leaves_what_was_there(tracker, calendar, tmp_path):
    tracker.planner.start_episode(a_moment(ONSET))
    with pytest.raises(Refused, match="is not an ordinary file"):
        calendar.write(tmp_path, calendar.daily(tracker.reminders.rules()))
