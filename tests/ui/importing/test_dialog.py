"""A file brought in by the window: looked at, understood, tried out, imported, and taken back."""

import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.hands import control, dialog_is_open, has, open_dialog, press, settle, words
from tests.ui.import_scenes import FILES, a_table, another_copy, finish, opened_on
from tracker.domain.entries import Activity, DayNote
from tracker.importers.table.mapping import Unit, mapping_of
from ui.importing.opener import open_import
from ui.widgets import soon


@pytest.fixture
def bare(opened, keep, monkeypatch):
    """A window on an empty diary that is past the first run; what is chosen is looked at at once."""
    monkeypatch.setattr(soon, "KEEP_MS", 0)
    keep(onset="2026-11-24T14:10")
    window = opened()
    yield window
    if dialog_is_open():
        open_dialog().leave()


@pytest.fixture
def choose(monkeypatch):
    """Let the file dialog answer with a file."""

    def choose(file):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(file), ""))

    return choose


def pains(window):
    return [(entry.moment.day.isoformat(), entry.pain) for entry in window.tracker.journal.pain_entries()]


def go_on(dialog):
    """Press the main button, and wait for what it sets off."""
    press(dialog, dialog.next_button.text())
    return finish(dialog) if dialog_is_open() else None


def after_choice(dialog):
    """Wait until the choice was looked at."""
    QTest.qWait(20)
    return finish(dialog)


def test_a_known_file_comes_in_by_three_strokes_of_enter_and_goes_by_undo(bare, choose):
    choose(FILES / "bearable-2024.csv")
    bare.section("Import and export")
    bare.press("A file")
    bare.control("Import a file").setFocus()
    bare.strike(Qt.Key.Key_Return)
    dialog = open_dialog()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    finish(dialog)
    assert (dialog.understood.format.currentText(), "8 columns and 6 rows:" in words(dialog)) == ("Bearable", True)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    finish(dialog)
    assert "Ready to import" in words(dialog)
    assert bare.tracker.journal.entries() == []
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    finish(dialog)
    assert not dialog_is_open()
    began = bare.control("Import a file")
    bare.window.activateWindow()  # as a window manager does where a dialog closes
    settle()
    assert QApplication.focusWidget() is began
    assert bare.says("6 rows came in.")
    assert bare.says("Bearable")
    assert bare.says("25 Nov 2026, 13:05: 8 entries")
    control(bare.window.strip, "Undo").setFocus()  # the list of imports has its own
    bare.strike(Qt.Key.Key_Space)
    assert bare.tracker.journal.entries() == []
    assert bare.says("Import undone: 8 entries deleted")
    assert not bare.says("Imported files")
    assert QApplication.focusWidget() is began


def test_columns_nobody_knows_are_asked_for_kept_under_a_name_and_offered_again(bare):
    folder = bare.folder.parent
    dialog = opened_on(bare, a_table(folder, "2026-11-20,40,90,x", "2026-11-21,100,,", header="a,b,c,d"))
    assert not dialog.next_button.isEnabled()
    assert "Choose the column that holds the date." in words(dialog)
    columns = dialog.understood.columns
    columns.columns["date"].setCurrentText("a")
    assert "Choose at least one column besides the date" in after_choice(dialog).missing.text()
    columns.columns["pain"].setCurrentText("b")
    columns.scale.setCurrentText("0 to 100")
    press(dialog, "Add an activity")
    row = columns.activities.rows[0]
    row.column.setCurrentText("c")
    row.name.setText("driving")
    dialog.understood.kept.name.setText("../mine")
    after_choice(dialog)
    press(dialog, "As in the diary")
    sheet = dialog.understood.table.sheet
    assert [sheet.data(sheet.index(place, 2)) for place in range(3)] == ["Pain 4", "Driving", "Pain 10"]
    go_on(dialog)
    assert "choose another name" in words(dialog)
    dialog.understood.kept.name.setText("Mine, 2026")
    go_on(dialog)
    go_on(dialog)
    assert pains(bare) == [("2026-11-20", 4), ("2026-11-21", 10)]
    assert [entry.minutes for entry in bare.tracker.journal.entries() if isinstance(entry, Activity)] == [90]
    # One that uses fewer of the columns, though its name comes first, is not chosen.
    bare.tracker.importing.mappings.keep("A", mapping_of('[columns]\ndate = "a"\npain = "b"\n', "a.toml"))
    again = after_choice(opened_on(bare, a_table(folder, "2026-11-22,70,5,x", header="a,b,c,d", name="other")))
    chosen = again.understood.columns
    assert again.understood.kept.kept.value() == "Mine, 2026"
    assert (chosen.scale.value(), chosen.activities.rows[0].unit.value()) == ((0.0, 100.0), Unit.MINUTES)
    go_on(again)
    go_on(again)
    assert pains(bare)[-1] == ("2026-11-22", 7)


def test_a_further_column_of_medicines_has_fields_of_its_own(bare):
    table = a_table(bare.folder.parent, "2026-11-20,ibuprofen 400,paracetamol,1 g,2", header="date,medicine,b,c,d")
    dialog = after_choice(opened_on(bare, table))
    columns = dialog.understood.columns
    assert [row.isHidden() for row in columns.medicines.rows] == [False]
    row = columns.medicines.rows[0]
    assert (row.column.accessibleName(), row.amount.isEnabled()) == ("Medicine 2", False)
    row.column.setCurrentText("b")
    row.amount.setCurrentText("c")
    after_choice(dialog)
    assert [other.isHidden() for other in columns.medicines.rows] == [False, False]
    assert dialog.understood.unread.text() == "Nothing is taken from: d."
    go_on(dialog)
    go_on(dialog)
    doses = {part.ingredient: part.mg for entry in bare.tracker.journal.entries() for part in entry.ingredients}
    assert doses == {"ibuprofen": 400, "paracetamol": 1000}


def test_a_pain_of_the_morning_beside_that_of_the_evening_is_taken_unless_it_is_unticked(bare):
    table = a_table(bare.folder.parent, "2026-11-20,5,3", "2026-11-21,,4", header="date,Morning pain,Evening pain")
    dialog = after_choice(opened_on(bare, table))
    columns = dialog.understood.columns
    [(_pain, box)] = columns.pains.boxes
    assert (columns.columns["pain"].value(), box.box.accessibleName()) == ("Evening pain", "Pain: Morning pain (08:00)")
    assert not columns.without_time.isHidden()
    box.box.setChecked(False)
    after_choice(dialog)
    assert dialog.understood.unread.text() == "Nothing is taken from: Morning pain."
    box.box.setChecked(True)
    after_choice(dialog)
    go_on(dialog)
    go_on(dialog)
    assert sorted((entry.moment.local.hour, entry.pain) for entry in bare.tracker.journal.entries()) == [(8, 5), (20, 3), (20, 4)]


def shown_cells(dialog, column):
    sheet = dialog.understood.table.sheet
    return [sheet.data(sheet.index(row, column)) for row in range(sheet.rowCount())]


def test_dates_that_can_be_read_in_two_ways_are_asked_about_on_a_row_of_the_file(bare):
    dialog = opened_on(bare, a_table(bare.folder.parent, "05/05/2026,4,0", "01/02/2026,3,0", header="date,pain,mood"))
    question = dialog.understood.day
    assert not dialog.next_button.isEnabled()
    assert "The dates of this file can be read in two ways." in words(dialog)
    assert "“01/02/2026” in line 3 can be read in more than one way. Which day is it?" in words(dialog)
    assert (dialog.focusWidget(), question.is_open()) == (question.first(), True)
    press(dialog, "As in the diary")
    for answer, format_, day in (("2 Jan 2026 (month first)", "%m/%d/%Y", "2 Jan 2026"), ("1 Feb 2026 (day first)", "%d/%m/%Y", "1 Feb 2026")):
        press(dialog, answer)
        after_choice(dialog)
        assert (dialog.understood.columns.dates.value(), question.isVisible(), question.is_open()) == (format_, True, False)
        assert shown_cells(dialog, 0)[-1] == day
    dialog.understood.columns.dates.setCurrentText("Another way, to be typed")
    typed = dialog.understood.columns.typed
    assert (typed.isVisible(), question.is_open(), dialog.next_button.isEnabled()) == (True, True, False)
    assert "Write how dates are written: day, month and year, like DD.MM.YYYY HH:MM." in words(after_choice(dialog))
    typed.setText("MM/DD/YYYY")
    after_choice(dialog)
    assert (shown_cells(dialog, 0)[-1], typed.isVisible(), typed.text()) == ("2 Jan 2026", True, "MM/DD/YYYY")
    press(dialog, "1 Feb 2026 (day first)")
    dialog.understood.columns.zero.box.click()
    after_choice(dialog)
    assert not typed.isVisible()
    go_on(dialog)
    go_on(dialog)
    assert pains(bare) == [("2026-02-01", 3), ("2026-05-05", 4)]
    assert not any(isinstance(entry, DayNote) for entry in bare.tracker.journal.entries())


def test_what_cannot_be_used_is_said_before_it_goes_on_and_where_nothing_can_it_does_not(bare, spoken):
    folder = bare.folder.parent
    dialog = opened_on(bare, a_table(folder, "2026-11-20,4,x,none", "2026-11-21,xyz,y,n/a", "2026-11-22,xyz,z,hip", header="date,pain,colour,site"))
    assert "2 of the 3 rows looked at cannot be used:" in words(dialog)
    assert "2 rows, the first in line 3: The cell under “pain” cannot be read. It reads: 2026-11-21 | xyz | y | n/a" in words(dialog)
    assert "Nothing is taken from: colour.\nRead as nothing: site (none, n/a)." in words(dialog)
    assert (dialog.next_button.isEnabled(), dialog.missing.isVisible()) == (True, False)
    dialog.open_file(a_table(folder, "2026-11-20,xyz", "2026-11-21,xyz", header="date,pain", name="useless"))
    finish(dialog)
    said = "2 of the 2 rows looked at cannot be used:"
    assert (said in words(dialog), dialog.next_button.isEnabled()) == (True, False)
    assert spoken[-1][0].startswith(f"{said} 2 rows, the first in line 2:")
    assert "Nothing of this file would come in as it is read now. Choose otherwise, or another file." in words(dialog)
    # A choice that changes that is looked at, though it did not go on.
    dialog.understood.columns.columns["pain"].setCurrentText("Not in this file")
    dialog.understood.columns.columns["note"].setCurrentText("pain")
    after_choice(dialog)
    assert (said in words(dialog), dialog.next_button.isEnabled()) == (False, True)
    dialog.open_file(a_table(folder, header="date,pain", name="empty"))
    finish(dialog)
    assert "There is nothing in this file." in words(dialog)
    assert not dialog.next_button.isEnabled()
    # Where the first rows do not tell it, the trial does: it is not called nothing new.
    dialog.open_file(a_table(folder, *["2026-11-20,xyz"] * 5_100, header="date,pain", name="long"))
    finish(dialog)
    assert dialog.next_button.isEnabled()
    go_on(dialog)
    assert "Nothing of this file can be used" in words(dialog)
    assert not has(dialog, "Import")


def test_letters_that_can_be_read_in_more_than_one_way_are_chosen_above_the_preview(bare):
    file = bare.folder.parent / "letters"
    file.write_bytes("date,pain,note\n2026-11-20,5,şiş\n".encode("cp1254"))
    dialog = opened_on(bare, file)
    letters = dialog.understood.letters
    assert "The letters of this file can be read in more than one way. Which words are right?" in words(dialog)
    assert (letters.answer(), shown_cells(dialog, 2)) == ("cp1252", ["þiþ"])
    press(dialog, "şiş")
    finish(dialog)
    assert (letters.answer(), letters.isVisible(), shown_cells(dialog, 2)) == ("cp1254", True, ["şiş"])
    dialog.understood.kept.name.setText("letters")
    go_on(dialog)
    go_on(dialog)
    assert [entry.note for entry in bare.tracker.journal.pain_entries()] == ["şiş"]
    assert bare.tracker.importing.mappings.get("letters").layout.encoding == "cp1254"
    # From then on the letters of such a file are known.
    again = after_choice(opened_on(bare, file))
    assert (again.understood.letters.answer(), shown_cells(again, 2)) == ("cp1254", ["şiş"])


def test_the_words_of_apple_health_are_worth_what_the_person_says(bare):
    dialog = opened_on(bare, FILES / "apple-health.xml")
    dialog.understood.severity.boxes["moderate"].setCurrentText("7")
    dialog.understood.severity.boxes["unspecified"].setCurrentText("1")
    after_choice(dialog)
    assert dialog.understood.table.sheet.data(dialog.understood.table.sheet.index(0, 2)) == "Pain 7"
    go_on(dialog)
    assert "2 lines are left out, and why" in words(dialog)
    assert "Not kept:" in dialog.outcome.also.text()
    go_on(dialog)
    assert sorted(pain for _day, pain in pains(bare)) == [0, 1, 7]


def test_another_copy_of_the_diary_is_joined_and_what_was_done_before_is_no_longer_taken_back(bare):
    bare.window.today.pain_card.scale.set_value(4)
    bare.window.today.pain_card.save()
    dialog = opened_on(bare, another_copy(bare))
    assert "This is a copy of a Recovery Tracker diary." in words(dialog)
    go_on(dialog)
    assert (8, "are new here") in dialog.outcome.counts.lines
    go_on(dialog)
    assert len(bare.tracker.journal.entries()) == 9
    assert bare.says("8 records came in or were changed.")
    bare.window.activateWindow()
    QTest.qWaitForWindowActive(bare.window)
    bare.chord("Ctrl+Z")
    assert [pain for _day, pain in pains(bare)] == [4]
    bare.chord("Ctrl+Z")
    assert [pain for _day, pain in pains(bare)] == [4]


def test_a_file_that_cannot_be_read_is_refused_in_place_and_another_can_be_chosen(bare, choose):
    bomb = bare.folder.parent / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../evil.xml", b"0" * 1_000_000)
    dialog = opened_on(bare, bomb)
    assert "Nothing was imported" in dialog.file_step.issue.text()
    assert has(dialog, "Choose a file...")
    dialog.open_file(bare.folder.parent)
    assert "is not an ordinary file" in finish(dialog).file_step.issue.text()
    choose(FILES / "daylio.csv")
    press(dialog, "Choose a file...")
    assert finish(dialog).understood.format.currentText() == "Daylio"
    press(dialog, "Back")
    assert has(dialog, "Choose a file...")


def test_a_file_that_is_not_what_the_person_says_is_refused_beside_the_choice(bare):
    dialog = opened_on(bare, a_table(bare.folder.parent, "2026-11-20,4", header="date,pain"))
    dialog.understood.format.setCurrentText("Bearable")
    assert "is not a file of Bearable" in finish(dialog).understood.issue.text()
    assert not dialog.next_button.isEnabled()
    dialog.understood.format.setCurrentText("Table (CSV)")
    assert finish(dialog).next_button.isEnabled()


def test_what_is_refused_is_listed_to_its_hundredth_and_copied_whole(bare):
    rows = [f"2026-11-20,{'x' if number else 4}" for number in range(131)]
    dialog = opened_on(bare, a_table(bare.folder.parent, *rows, header="date,pain"))
    go_on(dialog)
    assert (dialog.outcome.refused.sheet.rowCount(), dialog.outcome.more.text()) == (100, "and 30 more")
    press(dialog, "Copy the list")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert (len(copied), copied[0]) == (130, "Line 3: The cell under “pain” cannot be read.")


def test_a_look_and_a_trial_can_be_stopped_and_a_fault_of_the_app_closes_the_dialog(bare, qtbot, monkeypatch):
    dialog = opened_on(bare, FILES / "daylio.csv")
    dialog.open_file(FILES / "headi.csv")
    press(dialog, "Cancel")
    assert (dialog.is_running(), has(dialog, "Choose a file..."), has(dialog, "Continue")) == (False, True, False)
    dialog.open_file(FILES / "headi.csv")
    finish(dialog).next_button.click()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert (dialog.is_running(), has(dialog, "Continue")) == (False, True)

    def fail(*_asked, **_how):
        yield
        raise ValueError("line 7")

    monkeypatch.setattr(type(bare.tracker.importing), "steps", fail)
    with qtbot.captureExceptions() as caught:
        dialog.next_button.click()
        qtbot.waitUntil(lambda: bool(caught))
    assert not dialog_is_open()


@pytest.mark.parametrize("how", ["escape", "closed"])
def test_an_import_stopped_midway_leaves_nothing_of_it(bare, how):
    rows = [f"20{10 + number % 15}-0{1 + number % 9}-11,{number % 10},{number}" for number in range(1_500)]
    dialog = opened_on(bare, a_table(bare.folder.parent, *rows, header="date,pain,note"))
    go_on(dialog)
    left = sorted(bare.folder.rglob("*"))
    dialog.next_button.click()
    for _turn in range(100):
        QTest.qWait(10)
        if dialog.progress.bar.maximum() and dialog.progress.bar.value():
            break
    assert dialog.is_running()
    assert sorted(bare.folder.rglob("*")) != left, "it was in the middle of it"
    if how == "escape":
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
        settle()
        assert "Stopped. The diary is as it was." in words(dialog)
        assert dialog.next_button.isEnabled()
    else:
        dialog.leave()
        settle()
    assert (sorted(bare.folder.rglob("*")), pains(bare), bare.tracker.importing.imports()) == (left, [], [])


def test_a_dropped_file_is_taken_and_anything_else_is_not(bare):
    open_import(bare.desk, bare.tracker.importing, bare.window)
    dialog = open_dialog()
    for urls, is_taken in (([], False), (["https://example.org/a.csv"], False), ([QUrl.fromLocalFile(str(FILES / "headi.csv"))], True)):
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entered = QDragEnterEvent(dialog.rect().center(), *how)
        QApplication.sendEvent(dialog, entered)
        QApplication.sendEvent(dialog, QDropEvent(QPointF(dialog.rect().center()), *how))
        assert entered.isAccepted() is is_taken
    assert finish(dialog).understood.format.currentText() == "Headi"


def test_there_is_nothing_to_import_where_everything_is_there_already(bare):
    bare.tracker.importing.run(FILES / "daylio.csv")
    dialog = opened_on(bare, FILES / "daylio.csv")
    go_on(dialog)
    assert "There is nothing new in this file." in words(dialog)
    assert not has(dialog, "Import")
    press(dialog, "Close")
    assert not dialog_is_open()


def test_the_persons_own_moods_are_asked_for_once(bare):
    file = a_table(bare.folder.parent, "2026-03-05,08:00,Wobbly,walk,", "2026-03-06,08:00,good,,", header="full_date,time,mood,activities,note")
    dialog = opened_on(bare, file)
    assert list(dialog.understood.moods.boxes) == ["wobbly"]
    dialog.understood.moods.boxes["wobbly"].setCurrentText("2")
    assert dialog.understood.moods.isVisible()
    go_on(after_choice(dialog))
    go_on(dialog)
    assert [entry.mood for entry in bare.tracker.journal.entries() if isinstance(entry, DayNote)] == [2.5, 7.5]
    assert not opened_on(bare, file).understood.moods.isVisible()
