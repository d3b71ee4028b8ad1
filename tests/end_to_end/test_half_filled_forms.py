"""Every half-filled form outlives its process, killed without warning, and says that it is here again."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from tests.end_to_end.processes import ROOT
from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow

LONGEST_SECONDS = 60
TYPED = "half a line"
HERE_AGAIN = "What you typed before is here again. It is not saved yet."

PERSON = """
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

app = QApplication([])

from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow
from tracker.domain.drafts import PainDraft

folder, letters, wait, *forms = sys.argv[1:]
window = OpenWindow(Path(folder), FakeClock.at())
journal = window.tracker.journal
if not journal.pain_entries():
    journal.record(PainDraft(pain=4.0, moment=journal.now()))
    window.window.stack.refresh()
for page, opened_by, field in zip(*[iter(forms)] * 3):
    window.window.show_page(page)
    if opened_by == "edit":
        window.window.pages["diary"].edit(journal.pain_entries()[0].id)
    elif page == "report":
        for button in opened_by.split(" > "):
            window.press(button)
    elif opened_by:
        (window.add if page == "today" else window.press)(opened_by)
    found = window.control(field)
    getattr(found, "edit", found).setFocus()  # the text within a note
    for letter in letters:
        window.strike(letter)
        QTest.qWait(int(wait))
    QTest.qWait(0 if int(wait) else 700)
print("typed", flush=True)
QTest.qWait(60_000)
"""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its page, the button that opens it (or "edit"), and the field that is typed into."""

    page: str
    opened_by: str
    field: str


FORMS = {
    "a medicine": Form("today", "Medicine", "Medicine"),
    "a day note": Form("today", "Day note", "About the day"),
    "a question": Form("report", "Questions for the physiotherapist", "New question"),
    "an appointment": Form("report", "Appointments > Add an appointment", "With whom"),
    "an entry that is changed": Form("diary", "edit", "Note"),
    "a new entry of the diary": Form("diary", "New entry", "Note"),
}


@pytest.fixture(autouse=True)
def _in_english(qapp) -> None:  # noqa: ARG001 - the application has to exist
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the diary lies."""
    return tmp_path / "diary"


def type_and_die(folder: Path, *forms: Form, wait_ms: int = 0) -> None:
    """Half fill forms in a process of its own, and kill it; with a wait, between the letters and in the middle of the typing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [word for form in forms for word in (form.page, form.opened_by, form.field)]
    command = [sys.executable, "-c", PERSON, str(folder), TYPED, str(wait_ms), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder.parent) as process:
        try:
            assert process.stdout.readline() == "typed\n"
        finally:
            process.kill()
        assert process.wait(LONGEST_SECONDS) == -signal.SIGKILL


def open_again(window: OpenWindow, form: Form) -> None:
    """The page of a form in the window of a later start, with the form open that was begun."""
    window.window.show_page(form.page)
    if form.opened_by == "edit":
        window.window.pages["diary"].edit(window.tracker.journal.pain_entries()[0].id)
    elif form.page == "diary":
        window.press(form.opened_by)
    elif form.page == "today" and not window.says(form.field):  # of two, one is open; the other is named
        assert window.says(f"not saved yet: {form.opened_by.capitalize()}")
        window.add(form.opened_by)


def text_of(window: OpenWindow, form: Form) -> str:
    """What stands in the field of a form."""
    return window.control(form.field).text()


def test_what_was_typed_is_there_again_after_kill_9_the_form_says_so_and_nothing_is_saved_until_the_person_saves_it(folder: Path) -> None:
    type_and_die(folder, *FORMS.values())
    with closing(OpenWindow(folder, FakeClock.at())) as window:
        for form in FORMS.values():
            open_again(window, form)
            assert TYPED in text_of(window, form)
            assert window.says(HERE_AGAIN)
        assert window.tracker.visits.questions() == []
        window.go_to("Report")
        window.press("Add question")
        assert [question.text for question in window.tracker.visits.questions()] == [TYPED]


@pytest.mark.parametrize("form", [FORMS["a medicine"], Form("today", "", "Note")], ids=["a medicine", "a pain entry"])
def test_one_who_types_without_a_pause_loses_no_more_than_the_last_letters(folder: Path, form: Form) -> None:
    type_and_die(folder, form, wait_ms=150)
    with closing(OpenWindow(folder, FakeClock.at())) as window:
        open_again(window, form)
        assert text_of(window, form)[:6] == TYPED[:6]
