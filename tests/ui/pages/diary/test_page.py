"""The Diary: a month as medians, a day as a list, and a form in place of it."""

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QDateEdit, QPlainTextEdit, QTimeEdit, QWidget

from tests.builders import LEFT, RIGHT, a_day_note, a_moment, a_session, an_activity, an_entry
from tests.ui.hands import has, press, settle
from tracker.domain.entries import EndedBy, Kind
from ui.pages.diary.month_grid import DayButton
from ui.widgets.chips import Chip
from ui.widgets.entries.entry_list import EntryList
from ui.widgets.fields.steppers import CountBox
from ui.widgets.points_scale import PointsScale


@pytest.fixture
def diary(opened, keep):
    keep(
        an_entry(7, "2026-11-23T08:00", sites=(LEFT,), note="bent over"),
        an_entry(4, "2026-11-23T12:00", sites=(LEFT,)),
        an_entry(6, "2026-11-23T20:00", sites=(LEFT, RIGHT)),
        an_activity(at="2026-11-21T15:00"),
        an_entry(5, "2026-10-30T08:00", sites=(LEFT,)),
    )
    window = opened()
    window.go_to("Diary")
    return window


def days(window):
    buttons = [button for button in window.window.findChildren(DayButton) if button.isVisible()]
    return {button.day.day: button.accessibleName() for button in buttons}


def choose(window, day):
    button = next(button for button in window.window.findChildren(DayButton) if button.isVisible() and button.day.day == day)
    button.click()
    settle()


def rows(window):
    return [row.name for row in window.control("Entries", EntryList).rows]


def notes(window):
    return {entry.note for entry in window.tracker.journal.entries()}


def test_each_day_says_its_median_the_chosen_one_lists_its_entries_and_keys_walk_the_days_and_months(diary):
    said = days(diary)
    assert said[23] == "Monday 23 November, typical pain 6, 3 entries"
    assert said[21] == "Saturday 21 November, 1 entry"
    assert said[22] == "Sunday 22 November, no entry"
    assert said[25] == "Wednesday 25 November, Today, no entry"
    assert said[26] == "Thursday 26 November"
    diary.press("Previous month")
    assert days(diary)[30] == "Friday 30 October, typical pain 5, 1 entry"
    diary.press("This month")
    assert 31 not in days(diary)
    assert not has(diary.window, "This month")
    assert QApplication.focusWidget() is diary.control("Previous month")
    diary.press("Next month")
    assert days(diary)[31] == "Thursday 31 December"
    diary.press("This month")
    diary.tracker.planner.start_episode(a_moment("2026-11-22T20:00"))
    choose(diary, 21)
    assert diary.window.pages["diary"].side.day.heading() == "Saturday 21 November"
    choose(diary, 23)
    assert diary.window.pages["diary"].side.day.heading() == "Monday 23 November, day 2"
    assert rows(diary) == [f"20:00, Pain 6, Lower back left, {RIGHT}", "12:00, Pain 4, Lower back left", "08:00, Pain 7, Lower back left. bent over"]
    assert diary.says("3 entries, typical pain 6")
    choose(diary, 22)
    assert diary.says("Nothing was logged on this day.")
    choose(diary, 23)
    diary.control(days(diary)[23], DayButton).setFocus()
    diary.strike(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert rows(diary) == ["15:00, Walking, 30 min"]
    diary.strike(Qt.Key.Key_PageUp)
    assert days(diary)[30].startswith("Friday 30 October")


def test_the_site_decides_which_medians_are_shown(diary):
    diary.desk.run_quietly(lambda: diary.tracker.journal.add(an_entry(2, "2026-11-22T08:00", sites=(RIGHT,))))
    assert days(diary)[22] == "Sunday 22 November, 1 entry"
    sites = diary.window.pages["diary"].bar.site
    next(action for action in sites.options.actions() if action.text() == "Lower back right").trigger()
    settle()
    assert days(diary)[22] == "Sunday 22 November, typical pain 2, 1 entry"


def test_an_entry_is_edited_in_place_left_as_it_was_deleted_brought_back_and_moved_to_another_day(diary):
    choose(diary, 23)
    diary.control("12:00, Pain 4, Lower back left").setFocus()
    diary.strike("e")
    press(diary.window, "5")
    diary.control("Note", QPlainTextEdit).setPlainText("after a walk")
    diary.press("Save changes")
    assert rows(diary)[1] == "12:00, Pain 5, Lower back left. after a walk"
    diary.press("Undo")
    assert rows(diary)[1] == "12:00, Pain 4, Lower back left"
    choose(diary, 23)
    diary.control("12:00, Pain 4, Lower back left").setFocus()
    diary.strike(Qt.Key.Key_Return)
    press(diary.window, "9")
    diary.press("Cancel")
    assert rows(diary)[1] == "12:00, Pain 4, Lower back left"
    choose(diary, 23)
    before = diary.tracker.journal.on_day(date(2026, 11, 23))[2]
    diary.control(f"20:00, Pain 6, Lower back left, {RIGHT}").setFocus()
    diary.strike("e")
    diary.press("Save changes")
    after = diary.tracker.journal.get(before.id)
    assert (after.moment, after.pain, after.sites, after.worst, after.original) == (
        before.moment,
        before.pain,
        before.sites,
        before.worst,
        before.original,
    )
    choose(diary, 23)
    diary.control("12:00, Pain 4, Lower back left").setFocus()
    diary.strike(Qt.Key.Key_Delete)
    assert len(rows(diary)) == 2
    assert diary.says("Entry deleted")
    diary.chord("Ctrl+Z")
    assert len(rows(diary)) == 3
    choose(diary, 23)
    diary.control("12:00, Pain 4, Lower back left").setFocus()
    diary.strike("e")
    diary.control("Day", QDateEdit).setDate(QDate(2026, 11, 20))
    diary.press("Save changes")
    assert rows(diary) == ["12:00, Pain 4, Lower back left"]
    assert days(diary)[20] == "Friday 20 November, typical pain 4, 1 entry"


def test_a_new_entry_stands_at_noon_of_a_day_past_and_at_this_minute_of_today(diary):
    choose(diary, 22)
    diary.chord("Ctrl+N")
    press(diary.window, "3")
    diary.press("Lower back left")
    diary.control("Note", QPlainTextEdit).setPlainText("from memory")
    diary.press("Save entry")
    assert rows(diary) == ["12:00, Pain 3, Lower back left. from memory"]
    assert days(diary)[22] == "Sunday 22 November, typical pain 3, 1 entry"
    choose(diary, 25)
    diary.press("New entry")
    press(diary.window, "3")
    diary.press("Save entry")
    assert [row.split(",")[:2] for row in rows(diary)] == [["13:05", " Pain 3"]]


def test_a_time_to_come_is_refused_and_the_form_keeps_its_text(diary):
    diary.press("New entry")
    press(diary.window, "3")
    diary.press("More")
    diary.press("Another time")
    diary.control("Time", QTimeEdit).setTime(QTime(23, 0))
    diary.control("Note", QPlainTextEdit).setPlainText("kept")
    diary.press("Save entry")
    assert "kept" not in notes(diary)
    assert diary.control("Note", QPlainTextEdit).toPlainText() == "kept"
    assert diary.says("in the future")


def test_a_session_is_made_shorter_and_its_end_follows(opened, keep):
    keep(a_session("ice", "2026-11-25T09:00"))
    window = opened()
    window.go_to("Diary")
    window.control("09:00, Ice, 20 min").setFocus()
    window.strike("e")
    window.control("Minutes", CountBox).setValue(12)
    window.control("Pain after", PointsScale).key(3).click()
    window.press("Save changes")
    assert rows(window) == ["09:00, Ice, 12 min, pain 3 after"]
    [session] = window.tracker.journal.entries(kinds=(Kind.SESSION,))
    assert session.ended_by is EndedBy.PLANNED


def test_a_day_note_is_edited(opened, keep):
    keep(a_day_note("2026-11-25T09:00", note="slept badly"))
    window = opened()
    window.go_to("Diary")
    window.control("09:00, Day note, slept badly").setFocus()
    window.strike("e")
    window.control("Mood", PointsScale).key(6).click()
    window.press("Save changes")
    assert rows(window) == ["09:00, Day note, mood 6 of 10. slept badly"]


def test_the_form_survives_what_others_write(diary, capsys):
    from tracker.cli import run

    diary.press("New entry")
    diary.control("Note", QPlainTextEdit).setPlainText("half written")
    assert run(["--data-dir", str(diary.folder), "log", "8", "--site", LEFT], diary.clock, lambda *_: 1) == 0
    diary.later(seconds=30)
    assert diary.control("Note", QPlainTextEdit).toPlainText() == "half written"
    assert days(diary)[25] == "Wednesday 25 November, Today, typical pain 8, 1 entry"
    assert capsys.readouterr().err == ""


def test_a_note_that_is_too_long_is_cut_at_its_limit(diary):
    from tracker.domain.entries import NOTE_LIMIT

    diary.press("New entry")
    field = diary.control("Note", QPlainTextEdit)
    field.setPlainText("x" * (NOTE_LIMIT + 10))
    assert len(field.toPlainText()) == NOTE_LIMIT
    diary.press("Cancel")
    assert not has(diary.window, "Save entry")


def test_the_page_shows_what_was_saved_on_today(window):
    window.go_to("Diary")
    assert window.says("The diary is empty.")
    assert not window.says("Dashed")
    window.go_to("Today")
    window.strike("6", Qt.Key.Key_Return)
    window.go_to("Diary")
    assert rows(window) == ["13:05, Pain 6"]
    assert window.says("Dashed: nothing logged.")


def test_a_new_entry_has_no_value_until_one_is_chosen(window):
    window.go_to("Diary")
    before = len(window.tracker.journal.pain_entries())
    window.press("New entry")
    window.press("Save entry")
    assert window.says("Choose how bad the pain is")
    assert len(window.tracker.journal.pain_entries()) == before


@pytest.mark.parametrize("entry", [an_activity(at="2026-11-25T09:00"), a_session(at="2026-11-25T09:00")])
def test_a_form_is_made_once_and_its_chips_are_measured_a_few_times_where_it_is_opened(opened, keep, monkeypatch, entry):
    keep(entry)
    window = opened()
    window.go_to("Diary")
    measured = Counter()

    def counted(chip, hint=Chip.sizeHint):
        measured[chip] += 1
        return hint(chip)

    monkeypatch.setattr(Chip, "sizeHint", counted)
    page = window.window.pages["diary"]
    page.edit(entry.id)
    settle()
    assert has(window.window, "Save changes")
    # Asked anew for each width that a layout tries, it was 110 times for each chip.
    assert max(measured.values()) <= 40
    made = Counter(type(widget).__name__ for widget in window.window.findChildren(QWidget))
    page.leave()
    page.edit(entry.id)
    settle()
    assert Counter(type(widget).__name__ for widget in window.window.findChildren(QWidget)) == made
