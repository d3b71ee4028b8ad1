"""Exporting from the window: all of the diary on Settings, what was chosen on Diary, and the name a file gets."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.builders import a_dose, a_moment, an_entry
from tests.exporters.fhir_check import problems
from tests.ui.hands import settle
from ui.dialogs.file_saving import ChosenFile, ask_for_file, clinic_kind, table_kind


@pytest.fixture
def settings(opened, keep):
    keep(an_entry(6), a_dose())
    window = opened()
    open_rows(window)
    return window


def open_rows(window):
    """Open each row of the section that has something to save."""
    window.section("Import and export")
    exports = window.window.pages["settings"].parts.exports
    for row in (exports.table, exports.archive, exports.clinic, window.window.pages["settings"].parts.calendar):
        row.set_open(is_open=True)
    settle()


@pytest.fixture
def choose(monkeypatch):
    """Let the dialog answer with a name, and a kind it is shown under; None keeps the name it suggests."""

    def choose(name, kind=""):
        def answer(_parent, _title, suggested, _kinds):
            return (suggested if name is None else str(name), kind)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)

    return choose


def test_everything_is_saved_in_each_of_the_three_ways_and_counted(settings, choose, tmp_path):
    choose(tmp_path / "mine")
    settings.press("Export a table (CSV)...")
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8").count("\n") == 3
    assert settings.says("Saved as mine.csv in")
    settings.press("Export for a clinic (FHIR)...")
    content = (tmp_path / "mine.fhir.json").read_bytes()
    assert (problems(content), len(json.loads(content)["entry"]), json.loads(content)["type"]) == ([], 5, "collection")
    assert settings.says("Saved as mine.fhir.json in")
    settings.press("Export an archive (JSON)...")
    assert len(json.loads((tmp_path / "mine.json").read_bytes())["entries"]) == 2
    assert settings.says("Saved as mine.json in")


def test_fhir_is_a_transaction_where_that_is_chosen(settings, choose, tmp_path):
    choose(tmp_path / "mine")
    settings.press("FHIR as a transaction, for a server to store")
    settings.press("Export for a clinic (FHIR)...")
    content = (tmp_path / "mine.fhir.json").read_bytes()
    assert (problems(content), json.loads(content)["type"]) == ([], "transaction")


def test_no_file_writes_none_and_a_folder_that_is_gone_is_told(settings, choose, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    choose("")
    settings.press("Export for a clinic (FHIR)...")
    assert not settings.window.strip.notice.isVisible()
    choose(tmp_path / "gone" / "mine.csv")
    settings.press("Export a table (CSV)...")
    assert settings.says("could not be written")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_chosen_on_diary_goes_where_the_ending_says(settings, choose, tmp_path):
    settings.go_to("Diary")
    file = tmp_path / "one.fhir.json"
    choose(file)
    settings.window.pages["diary"].side.day.list.export_wanted.emit([settings.tracker.journal.entries()[0].id])
    assert (problems(file.read_bytes()), len(json.loads(file.read_bytes())["entry"])) == ([], 3)
    assert settings.says("Saved as one.fhir.json in")
    assert settings.says(": 1 entry.")


def go_to(window, page):
    """Go where files are saved on a page."""
    open_rows(window) if page == "Settings" else window.go_to(page)
    if page == "Plan":
        window.press("The plan as a file")


BUTTONS = [
    ("Settings", "Export a table (CSV)...", ".csv"),
    ("Settings", "Export for a clinic (FHIR)...", ".fhir.json"),
    ("Settings", "Export an archive (JSON)...", ".json"),
    ("Settings", "Save a calendar file", ".ics"),
    ("Plan", "Save this plan as a file...", ".toml"),
    ("Trends", "Save chart", ".png"),
    ("Report", "Save report", ".pdf"),
]


def test_no_button_that_saves_a_file_writes_into_the_data_folder(settings, choose, tmp_path, qtbot):
    settings.tracker.visits.arrange(a_moment("2026-11-27T14:10"), "Ann")
    (tmp_path / "elsewhere").symlink_to(settings.folder)
    before = files_of(settings.folder)
    for page, button, ending in BUTTONS:
        go_to(settings, page)
        qtbot.waitUntil(settings.control(button).isEnabled, timeout=20_000)
        (tmp_path / f"link{ending}").symlink_to(settings.folder / "diary.sqlite3")
        for name in (f"diary/new{ending}", f"elsewhere/new{ending}", f"link{ending}"):
            choose(tmp_path / name, "")
            settings.press(button)
            assert settings.says(f"{tmp_path / name} leads into the app's own folder"), button
            settings.window.strip.notice.dismiss()
        (tmp_path / f"link{ending}").unlink()
    assert files_of(settings.folder) == before


def test_what_is_chosen_on_diary_does_not_go_into_the_data_folder(settings, choose, tmp_path):
    (tmp_path / "link.csv").symlink_to(settings.folder / "diary.sqlite3")
    before = files_of(settings.folder)
    settings.go_to("Diary")
    choose(tmp_path / "link.csv", "")
    settings.window.pages["diary"].side._on_export_wanted([settings.tracker.journal.entries()[0].id])
    assert settings.says("leads into the app's own folder")
    assert files_of(settings.folder) == before


def files_of(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


TABLES, CLINIC = "Files (*.csv)", "Files (*.fhir.json)"


@pytest.mark.parametrize(
    ("typed", "kind", "file"),
    [
        ("a", TABLES, "a.csv"),
        ("a", CLINIC, "a.fhir.json"),
        ("a", "", "a.csv"),
        ("a.CSV", CLINIC, "a.CSV"),
        ("a.fhir.json", TABLES, "a.fhir.json"),
        ("a.json", CLINIC, "a.fhir.json"),
        ("a.b", TABLES, "a.b.csv"),
        (None, CLINIC, "diary.fhir.json"),
        (None, TABLES, "diary.csv"),
    ],
)
def test_a_file_gets_the_ending_that_was_typed_or_that_of_its_kind(qapp, choose, tmp_path, typed, kind, file):  # noqa: ARG001 - for its translations
    choose(typed and tmp_path / typed, kind)
    name = typed or "diary.csv"
    chosen = ask_for_file(None, "", str(tmp_path / "diary"), [table_kind(), clinic_kind()])
    assert chosen == ChosenFile(tmp_path / file, must_be_new=name != file)


def test_no_file_is_no_file(choose):
    choose("")
    assert ask_for_file(None, "", "diary", [table_kind()]) is None


def test_no_file_is_written_over_that_the_dialog_did_not_ask_about(settings, choose, tmp_path):
    settings.tracker.visits.arrange(a_moment("2026-11-27T14:10"), "Ann")
    for page, button, ending in BUTTONS[:5]:
        taken = tmp_path / f"taken{ending}"
        taken.write_text("mine")
        go_to(settings, page)
        choose(tmp_path / "taken")
        settings.press(button)
        assert settings.says(f"There is a file taken{ending} already. Nothing was written")
        assert taken.read_text() == "mine"
        choose(taken)
        settings.press(button)
        assert settings.says(f"taken{ending}")
        assert taken.read_text(encoding="utf-8") != "mine"
