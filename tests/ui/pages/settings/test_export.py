"""Exporting from the window: all of the diary on Settings, what was chosen on Diary, and the name a file gets."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.builders import a_dose, an_entry
from tests.exporters.fhir_check import problems
from ui.dialogs.export_file import CSV, FHIR, ask_for_file


@pytest.fixture
def settings(opened, keep):
    keep(an_entry(6), a_dose())
    window = opened()
    window.go_to("Settings")
    return window


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
    assert settings.says("2 entries were saved as mine.csv in")
    settings.press("Export for a clinic (FHIR)...")
    content = (tmp_path / "mine.fhir.json").read_bytes()
    assert (problems(content), len(json.loads(content)["entry"])) == ([], 4)
    assert settings.says("2 entries were saved as mine.fhir.json in")
    settings.press("Export an archive (JSON)...")
    assert len(json.loads((tmp_path / "mine.json").read_bytes())["entries"]) == 2
    assert settings.says("records were saved as mine.json in")


def test_no_file_writes_none_and_a_folder_that_is_gone_is_told(settings, choose, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    choose("")
    settings.press("Export for a clinic (FHIR)...")
    assert not settings.window.strip.notice.isVisible()
    choose(tmp_path / "gone" / "mine.csv")
    settings.press("Export a table (CSV)...")
    assert settings.says("could not be written")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_chosen_on_diary_goes_where_the_ending_says(settings, tmp_path):
    settings.go_to("Diary")
    file = tmp_path / "one.fhir.json"
    settings.window.pages["diary"].side.export_to(file, [settings.tracker.journal.entries()[0].id])
    assert (problems(file.read_bytes()), len(json.loads(file.read_bytes())["entry"])) == ([], 3)
    assert settings.says("1 entry written to one.fhir.json.")


TABLES, CLINIC = "Tables (*.csv)", "FHIR, for a clinic (*.fhir.json)"


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
        ("taken", TABLES, "taken-3.csv"),
        ("taken.csv", TABLES, "taken.csv"),
    ],
)
def test_a_file_gets_the_ending_that_was_typed_or_that_of_its_kind(qapp, choose, tmp_path, typed, kind, file):  # noqa: ARG001 - for its translations
    for taken in ("taken.csv", "taken-2.csv"):
        (tmp_path / taken).touch()
    choose(typed and tmp_path / typed, kind)
    assert ask_for_file(None, "", str(tmp_path / "diary"), CSV, FHIR) == tmp_path / file


def test_no_file_is_no_file(choose):
    choose("")
    assert ask_for_file(None, "", "diary", CSV) is None
