"""The guide in a window of its own: found, walked and read by keys. One window serves the module; each test begins it afresh."""

import time

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import a_session
from tests.ui.hands import control, has, name_of, press, settle, words
from tracker.domain.guide import Chapter, Grade, Guide, LogTarget, Source, Statement, Subject
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.treatments import treatments
from ui.assets import apply_theme
from ui.guide.reading_text import Part
from ui.guide.window import DIARY_MS, GuideWindow
from ui.widgets.announcement import Urgency

WIDE, LEAST = (980, 720), (640, 480)


def says(text, *sources, grade=None):
    return Statement(text, sources or ("own",), grade)


GUIDE = Guide(
    (
        Subject("spasm", "What a spasm is", Chapter.WHAT, (says("A sudden tightening."),), related=("ice",)),
        Subject(
            "ice",
            "Ice",
            Chapter.MEASURES,
            (says("A wrapped cold pack.", "first", "second"),),
            when=says("From the beginning."),
            phases=(Phase.ICE,),
            guides=(says("Guide A: 20 minutes."),),
            evidence=(says("Little is known.", "second", grade=Grade.UNCLEAR),),
            ask_first=(says("Ask first with numb skin."),),
            stop=(says("Stop if it hurts more."),),
            log=(LogTarget("session", "ice"),),
            related=("spasm", "massage"),
            grade=Grade.UNCLEAR,
            not_followed=(says("Not longer than that."),),
        ),
        Subject(
            "massage",
            "Massage",
            Chapter.MEASURES,
            tuple(says(f"Paragraph {number}. " + "Someone kneads the muscles. " * 12) for number in range(20)),
            log=(LogTarget("session", "massage"), LogTarget("appointment")),
        ),
        Subject("who", "Who can help", Chapter.HELP, (says("A pharmacist, a physiotherapist."),)),
    ),
    (Source("own", "This app's own words"), Source("first", "Cochrane review, 2006"), Source("second", "Another review, 2017")),
)


@pytest.fixture(scope="module")
def tried():
    """What was tried; a test may put something else in."""
    return [massaged(6, before=6, after=5)]


def massaged(times, **points):
    """So many massages, one a day, the last on 25 November."""
    return treatments([a_session("massage", f"2026-11-{26 - times + day:02d}T10:00", **points) for day in range(times)])[0]


@pytest.fixture(scope="module")
def made(qapp, tried):
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    apply_theme(qapp, "light")
    window = GuideWindow(GUIDE, lambda: tuple(tried))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    yield window
    window.deleteLater()
    settle()
    QLocale.setDefault(usual)


@pytest.fixture
def window(made):
    made.search.clear()
    made.resize(*WIDE)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.show_subject("spasm")
    made.search.setFocus()
    settle()
    yield made
    made.close()
    settle()


def strike(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        place = QApplication.focusWidget()
        if isinstance(key, str):
            QTest.keyClicks(place, key)
        else:
            QTest.keyClick(place, key, modifier)
    settle()


def titles_in_order(window):
    model = window.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def text_lines(window, part):
    return [line.text for line in window.area.card.text.lines() if line.part is part]


def test_the_subjects_stand_under_their_chapters_and_tell_which_they_are_of_how_many(window):
    titles = titles_in_order(window)
    assert titles == ["What I tried", "What a spasm is", "What a spasm is", "What people try", "Ice", "Massage", "Who can help", "Who can help"]
    table = QAccessible.queryAccessibleInterface(window.list)
    assert table.role() == QAccessible.Role.List
    ice = next(table.child(row) for row in range(table.childCount()) if table.child(row).text(QAccessible.Text.Name) == "Ice")
    assert ice.text(QAccessible.Text.Description) == "3 of 5"


def test_the_arrows_pass_the_names_of_the_chapters_by(window):
    strike(Qt.Key.Key_Down)
    assert window.list.hasFocus()
    seen = [window.list.chosen_key()]
    for _step in range(4):
        strike(Qt.Key.Key_Down)
        seen.append(window.list.chosen_key())
    assert seen == ["spasm", "ice", "massage", "who", "who"]
    strike(Qt.Key.Key_Home)
    assert window.list.currentIndex().data() == "What I tried"
    strike(Qt.Key.Key_End)
    assert window.list.chosen_key() == "who"
    assert window.area.card.title.text() == "Who can help"


def test_a_card_has_every_part_in_its_order_with_the_sources_under_each(window):
    window.show_subject("ice")
    assert text_lines(window, Part.HEADING) == [
        "What it is",
        "When in the plan",
        "What the two guides say",
        "What good sources say",
        "Ask first",
        "Stop when",
        "What the app does not follow",
    ]
    lines = [line.text for line in window.area.card.text.lines()]
    assert lines[1:3] == ["A wrapped cold pack.", "Sources: Cochrane review, 2006; Another review, 2017"]
    assert "Grade: unclear. Source: Another review, 2017" in lines
    said = words(window)
    assert "In the plan: Ice. Ask first." in said
    assert "Good sources: unclear." in said


def test_what_a_card_lacks_is_left_out(window):
    window.show_subject("who")
    settle()
    assert text_lines(window, Part.HEADING) == []
    assert "In the plan" not in words(window)
    assert "Good sources" not in words(window)
    assert not has(window, "Log it")
    assert window.area.card.related_buttons() == []


def test_what_is_found_is_listed_best_first_and_said(window, spoken):
    strike("massage")
    assert window.list.listed_keys() == ["massage"]
    assert window.found.text() == "1 found"
    assert spoken[-1] == ("1 found", Urgency.POLITE)
    assert window.area.card.title.text() == "Massage"
    strike("xx")
    assert window.list.listed_keys() == []
    assert spoken[-1][0] == window.found.text() == "Nothing found"
    assert window.area.card.title.text() == "Massage"


def test_escape_leaves_the_search_first_and_then_the_guide(window):
    strike("ice", Qt.Key.Key_Return)
    assert window.area.card.text.hasFocus()
    strike(Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.search.text() == ""
    assert window.search.hasFocus()
    assert len(window.list.listed_keys()) == 5
    strike(Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_text_is_read_by_paragraphs_and_chosen_by_keys(window):
    window.show_subject("ice")
    text = window.area.card.text
    text.setFocus()
    assert text.textCursor().block().text() == "What it is"
    strike(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().block().text() == "A wrapped cold pack."
    strike(Qt.Key.Key_End, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText() == "A wrapped cold pack."
    strike(Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().block().text() == "What it is"
    headings = [block for block in blocks_of(text) if block.blockFormat().headingLevel()]
    assert len(headings) == len(text_lines(window, Part.HEADING))
    assert name_of(text) == "Ice"


def blocks_of(text):
    block = text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def test_pages_are_turned_by_keys_and_the_caret_stays_in_view(window):
    window.show_subject("massage")
    settle()
    text, bar = window.area.card.text, window.area.verticalScrollBar()
    text.setFocus()
    assert bar.maximum() > 0
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
        before = bar.value()
        strike(key)
        assert bar.value() > before
        assert in_view(window)
    for _page in range(30):
        strike(Qt.Key.Key_PageDown)
    assert in_view(window)
    assert text.textCursor().block() == text.document().lastBlock()
    for _page in range(30):
        strike(Qt.Key.Key_PageUp)
    assert text.textCursor().block() == text.document().begin()
    for _line in range(60):
        strike(Qt.Key.Key_Down)
        assert in_view(window)


def in_view(window):
    text, area = window.area.card.text, window.area
    place = text.viewport().mapTo(area, text.cursorRect().center())
    return area.viewport().rect().contains(place)


def test_related_subjects_are_buttons_that_lead_there(window):
    window.show_subject("ice")
    settle()
    assert [button.text() for button in window.area.card.related_buttons()] == ["What a spasm is", "Massage"]
    control(window, "Massage").click()
    settle()
    assert window.area.card.title.text() == "Massage"
    assert window.list.chosen_key() == "massage"
    assert window.area.card.text.hasFocus()


def test_a_related_subject_that_was_not_found_leaves_the_search(window):
    strike("pack")
    assert window.list.listed_keys() == ["ice"]
    window.area.card.related_buttons()[1].click()
    settle()
    assert window.search.text() == ""
    assert window.list.chosen_key() == "massage"


def test_logging_asks_for_the_form_and_the_kind(window):
    asked = []
    window.log_wanted.connect(asked.append)
    window.show_subject("ice")
    press(window, "Log it")
    window.show_subject("massage")
    settle()
    press(window, "Add a session that is over")
    press(window, "Add an appointment")
    window.log_wanted.disconnect(asked.append)
    assert asked == [LogTarget("session", "ice"), LogTarget("session", "massage"), LogTarget("appointment", "massage")]
    filled = [button for button in window.area.card.log_buttons() if button.property("kind") == "main"]
    assert [button.text() for button in filled] == ["Add a session that is over"]


def test_what_the_diary_has_of_it_stands_at_the_end(window):
    window.show_subject("massage")
    QTest.qWait(4 * DIARY_MS)
    assert [line.text for line in window.area.card.text.lines()][-3:] == [
        "In your diary",
        "You: 6 times, the last on 25 Nov 2026; pain 6 before, 5 after; too early to say: 6 sessions so far, 10 needed.",
        "Pain often falls by itself; this cannot show cause.",
    ]
    window.show_subject("ice")
    assert "In your diary" not in text_lines(window, Part.HEADING)


def refresh(window):
    window.refresh()
    QTest.qWait(4 * DIARY_MS)
    settle()


def test_what_was_tried_is_a_table_before_the_subjects(window, tried):
    strike(Qt.Key.Key_Home)
    window.list.setFocus()
    strike(Qt.Key.Key_Home, Qt.Key.Key_Return)
    table = window.area.tried.table
    assert table.isVisible()
    assert table.hasFocus()
    assert not window.area.card.isVisible()
    sheet = table.sheet
    rows = [[sheet.index(row, column).data() for column in range(sheet.columnCount())] for row in range(sheet.rowCount())]
    assert rows == [["Massage", "6", "25 Nov 2026", "6", "5", "too early to say: 6 sessions so far, 10 needed"]]
    assert "Pain often falls by itself; this cannot show cause." in words(window)
    usual = list(tried)
    tried.clear()
    refresh(window)
    assert not table.isVisible()
    assert "What you log as a session appears here" in words(window)
    tried.extend(usual)
    refresh(window)


@pytest.mark.parametrize("width", range(WIDE[0] - 120, WIDE[0] + 121, 8))
def test_no_words_of_what_was_tried_are_cut_off(window, width):
    window.resize(width, WIDE[1])
    window.list.setFocus()
    strike(Qt.Key.Key_Home, Qt.Key.Key_Return)
    table = window.area.tried.table
    index = table.sheet.index(0, 5)
    # The padding of app.qss, the margin Qt draws text with, and the line of the grid.
    room = table.visualRect(index).adjusted(11, 0, -12, 0)
    needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, index.data())
    assert needed.height() <= room.height()


def test_whoever_reads_on_stays_where_they_are_while_the_diary_changes(window, tried):
    window.show_subject("massage")
    settle()
    text = window.area.card.text
    text.setFocus()
    strike(Qt.Key.Key_PageDown)
    place = text.textCursor().position()
    assert place > 0
    refresh(window)
    assert text.textCursor().position() == place
    tried[:] = [massaged(7, before=6, after=5)]
    refresh(window)
    assert "7 times" in text.toPlainText()
    tried[:] = [massaged(6, before=6, after=5)]
    refresh(window)


def test_in_the_least_window_the_list_gives_way_to_the_card_and_comes_back(window):
    window.resize(*LEAST)
    settle()
    assert window.shows_list_alone
    strike("mass")
    strike(Qt.Key.Key_Return)
    assert not window.shows_list_alone
    assert window.area.card.text.hasFocus()
    assert window.area.isVisible()
    strike(Qt.Key.Key_Escape)
    assert window.shows_list_alone
    assert window.list.hasFocus()
    assert window.search.text() == "mass"
    strike(Qt.Key.Key_Return)
    press(window, "Back to the list")
    assert window.shows_list_alone
    window.resize(*WIDE)
    settle()
    assert window.list.isVisible()
    assert window.area.isVisible()
    assert not has(window, "Back to the list")


def test_a_theme_chosen_while_it_is_open_colours_the_text(window, qapp):
    window.show_subject("ice")
    text = window.area.card.text
    light = text.document().begin().next().begin().fragment().charFormat().foreground().color()
    apply_theme(qapp, "dark")
    dark = text.document().begin().next().begin().fragment().charFormat().foreground().color()
    apply_theme(qapp, "light")
    assert dark.lightness() > light.lightness()


def test_a_card_is_shown_in_a_moment(window):
    window.show_subject("ice")
    settle()
    begun = time.process_time()
    window.show_subject("massage")
    settle()
    assert time.process_time() - begun < 0.2


def test_an_exercise_is_drawn_and_a_measure_without_one_is_not(window):
    bridge = Subject("bridge", "Bridge", Chapter.EXERCISES, (says("Lift the hips."),), log=(LogTarget("exercise", "bridge"),))
    window.area.show_subject(bridge)
    picture = window.area.card.picture
    assert picture.isVisible()
    assert picture.has_pictures
    assert name_of(picture) == "Bridge"
    window.show_subject("ice")
    assert not picture.isVisible()
