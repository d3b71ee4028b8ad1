"""What was changed on both computers is shown in Settings, both texts side by side, and decided there."""

import pytest

from tests.builders import LEFT, LONDON, a_moment, an_entry, an_event
from tests.ui.conflict_scenes import change_on_both
from tests.ui.hands import has, press, settle, words
from tracker.domain.sync.sections import Section
from tracker.services.sync.conflicts import Conflict
from ui.pages.settings.conflicts import ConflictRow


def card(window):
    return window.window.pages["settings"].parts.conflicts


def shown(window):
    return [row for row in card(window).rows if row.isVisible()]


def notes(window):
    return [entry.note for entry in window.tracker.journal.entries()]


def test_a_merge_tells_once_how_many_and_its_link_leads_there_from_any_page(window):
    window.go_to("Settings")
    assert not card(window).isVisible()
    change_on_both(window, 2)
    assert window.window.strip.notice.isVisible()
    assert window.says("2 entries were changed on both computers. The later change is in the diary; the other text is kept.")
    window.section("Medicines")
    window.go_to("Today")
    window.press("Look at it")
    assert window.window.stack.current_key == "settings"
    assert shown(window)[0].keep_button.hasFocus()
    window.window.strip.notice.dismiss()
    window.desk.run_quietly(lambda: window.tracker.visits.ask("May I swim?"))
    settle()
    assert not window.window.strip.notice.isVisible()


@pytest.mark.parametrize(("button", "note", "remark"), [("Keep the other", "stiff 0", "kept"), ("Leave as it is", "windowed note 0", "dropped")])
def test_what_is_decided_can_be_taken_back(window, button, note, remark):
    change_on_both(window, 1)
    window.clock.advance(minutes=1)
    window.press(button)
    assert (notes(window), card(window).isVisible()) == ([note], False)
    assert window.says(f"The other text {remark}")
    press(window.window.strip, "Undo")  # the merge has its own below
    assert (notes(window), card(window).isVisible(), len(shown(window))) == (["windowed note 0"], True, 1)


def test_of_many_the_first_are_shown_and_the_rows_stay_while_they_show_others(window):
    window.go_to("Settings")
    card(window).show_at_once(3)
    change_on_both(window, 6)
    assert (len(shown(window)), window.says("6 entries were changed")) == (3, True)
    rows = list(card(window).rows)
    shown(window)[0].leave_button.setFocus()
    window.clock.advance(minutes=1)
    shown(window)[0].leave_button.click()
    settle()
    assert card(window).rows == rows
    assert rows[0].keep_button.hasFocus()
    window.press("Show more")
    assert (len(shown(window)), has(window.window, "Show more")) == (5, False)
    assert shown(window)[3].keep_button.hasFocus()


@pytest.fixture
def row(qtbot):
    row = ConflictRow()
    qtbot.addWidget(row)
    row.show()
    return row


def a_conflict(standing, losing, *, is_in_bin=False, can_be_kept=True):
    return Conflict("an id", Section.ENTRIES, losing, standing, a_moment().at, is_in_bin, can_be_kept)


def test_what_stands_and_the_other_text_are_read_side_by_side(row):
    row.show_conflict(a_conflict(an_entry(6, sites=(LEFT,), note="there"), an_entry(7, note="here")), LONDON)
    left, right = words(row.standing), words(row.other)
    assert left == f"In the diary\nPain 6, 25 Nov 2026, 13:05\n{LEFT.capitalize()}. there"
    assert right == "The other text, changed 25 Nov 2026, 13:05\nPain 7, 25 Nov 2026, 13:05\nhere"
    assert row.keep_button.accessibleDescription() == "Pain 7, 25 Nov 2026, 13:05: here"


def test_of_long_texts_the_place_is_shown_where_they_differ(row):
    same = "the same words again " * 200
    row.show_conflict(a_conflict(an_entry(note=f"{same}here"), an_entry(note=f"{same}there")), LONDON)
    texts = [words(side).splitlines()[-1] for side in (row.standing, row.other)]
    assert [text[:1] + text[-5:] for text in texts] == ["… here", "…there"]
    assert all(len(text) < 200 for text in texts)


def test_what_stands_in_the_bin_or_not_at_all_is_said(row):
    row.show_conflict(a_conflict(an_entry(6), an_entry(4), is_in_bin=True), LONDON)
    assert "Pain 6, 25 Nov 2026, 13:05, deleted" in words(row)
    row.show_conflict(a_conflict(None, an_event(reason="felt better"), can_be_kept=False), LONDON)
    assert "Nothing takes its place." in words(row)
    assert row.first_button() is row.leave_button
