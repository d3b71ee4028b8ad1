"""The steps of an import worth looking at: what brings each into view."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.hands import OpenWindow, open_dialog, settle
from tests.ui.settings_scenes import settings_page
from tracker.app import open_tracker
from tracker.paths import Paths
from ui.importing.dialog import ImportDialog
from ui.importing.opener import open_import

FILES = Path(__file__).parent.parent / "importers" / "files"
HEADER = "Datum;Schmerz;Ort;Notiz;Autofahren Minuten;Stimmung"
OWN_WORDS = (
    *("Datum", "Schmerz", "Ort", "Notiz", "Autofahren", "autofahren", "Minuten", "Stimmung", "elf"),
    "HKCategoryValueSeverity\N{ZERO WIDTH SPACE}Dreadful",
)
A_WHILE = 5_000
Scene = Callable[[OpenWindow], QWidget]


def a_table(folder: Path, *rows: str, header: str = HEADER, name: str = "physio") -> Path:
    """A table that no app is known by."""
    file = folder / name
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return file


def finish(dialog: ImportDialog) -> ImportDialog:
    """Wait until nothing runs."""
    for _turn in range(A_WHILE // 10):
        settle()
        if not dialog.is_running():
            break
        QTest.qWait(10)
    settle()
    return dialog


def opened_on(window: OpenWindow, file: Path) -> ImportDialog:
    """The dialog on a file, looked at."""
    open_import(window.desk, window.tracker.importing, window.window, file=file)
    dialog = open_dialog()
    assert isinstance(dialog, ImportDialog)
    return finish(dialog)


def another_copy(window: OpenWindow) -> Path:
    """An archive of another copy of the diary."""
    file = window.folder.parent / "physio.json"
    tracker = open_tracker(Paths(window.folder.parent / "other"), window.clock)
    tracker.importing.run(FILES / "bearable-2024.csv")
    tracker.merging.export(file)
    tracker.close()
    return file.rename(window.folder.parent / "physio")


def _unreadable(window: OpenWindow) -> QWidget:
    return opened_on(window, a_table(window.folder.parent, "x", header="Datum;Datum"))


def _known(name: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        return opened_on(window, Path(shutil.copy(FILES / name, window.folder.parent / "physio")))

    return scene


ROWS = (
    "24.12.2025;3;Ort;Notiz;20;6",
    "25.12.2025;4;Ort;;;5",
    "26.12.2025;2;Ort;;45;7",
    "27.12.2025;elf;Ort;;;",
    "27.12.2025;5;Ort;Notiz;;0",
)


def _unclear(window: OpenWindow) -> QWidget:
    dialog = opened_on(window, a_table(window.folder.parent, "01.02.2025;3;Ort;;;", "03.02.2025;4;Ort;;;"))
    dialog.understood.columns.activities.add_button.click()
    dialog.understood.columns.more_button.click()
    settle()
    return dialog


def _kept(window: OpenWindow) -> QWidget:
    first = opened_on(window, a_table(window.folder.parent, *ROWS))
    first.understood.kept.name.setText("physio")
    first.next_button.click()
    finish(first).cancel_button.click()
    again = opened_on(window, a_table(window.folder.parent, *ROWS))
    again.understood.views.segment("entries").click()
    settle()
    return again


def _tried(window: OpenWindow) -> QWidget:
    dialog = opened_on(window, a_table(window.folder.parent, *ROWS))
    dialog.next_button.click()
    return finish(dialog)


def _running(window: OpenWindow) -> QWidget:
    rows = (f"24.12.{2000 + number % 25};3;Ort;;{number};" for number in range(5_000))
    dialog = opened_on(window, a_table(window.folder.parent, *rows))
    dialog.next_button.click()
    QTest.qWait(100)
    assert dialog.is_running()
    return dialog


def _past(window: OpenWindow) -> QWidget:
    window.tracker.importing.run(FILES / "bearable-2021.csv")
    window.clock.advance(minutes=5)
    window.tracker.importing.run(FILES / "bearable-2024.csv")
    page = settings_page(window, "exchange")
    page.refresh()
    page.parts.imports.rows[0].button.click()
    settle()
    page.ensureWidgetVisible(page.parts.imports, 0, 300)
    settle()
    return window.window


IMPORT_SCENES: dict[str, Scene] = {
    "settings, imported files": _past,
    "dialog: import, unreadable": _unreadable,
    "dialog: import, known app": _known("bearable-2024.csv"),
    "dialog: import, health": _known("apple-health.xml"),
    "dialog: import, unclear dates": _unclear,
    "dialog: import, kept": _kept,
    "dialog: import, tried out": _tried,
    "dialog: import, running": _running,
}
