"""Every half-filled form outlives its process, killed without warning, and says that it is here again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
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

folder, page, opened_by, field, letters, wait = sys.argv[1:]
window = OpenWindow(Path(folder), FakeClock.at())
journal = window.tracker.journal
if not journal.pain_entries():
    journal.record(PainDraft(pain=4.0, moment=journal.now()))
    window.window.stack.refresh()
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
    "a medicine": Form("today", "Medicine", "Medicine taken"),
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


def type_and_die(folder: Path, form: Form, *, wait_ms: int = 0) -> None:
    """Half fill a form in a process of its own, and kill it; with a wait, between the letters and in the middle of the typing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PERSON, str(folder), form.page, form.opened_by, form.field, TYPED, str(wait_ms)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder.parent) as process:
        try:
            assert process.stdout.readline() == "typed\n"
        finally:
            process.kill()
        assert process.wait(LONGEST_SECONDS) == -signal.SIGKILL


@contextmanager
def opened_again(folder: Path, form: Form) -> Iterator[OpenWindow]:
    """The window of a later start, on the page of the form, with the entry open that was begun in the Diary."""
    with closing(OpenWindow(folder, FakeClock.at())) as window:
        window.window.show_page(form.page)
        if form.opened_by == "edit":
            window.window.pages["diary"].edit(window.tracker.journal.pain_entries()[0].id)
        elif form.page == "diary":
            window.press(form.opened_by)
        yield window


def text_of(window: OpenWindow, form: Form) -> str:
    """What stands in the field of a form."""
    return window.control(form.field).text()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_was_typed_is_there_again_after_kill_9_and_the_form_says_so(folder: Path, form: Form) -> None:
    type_and_die(folder, form)
    with opened_again(folder, form) as window:
        assert TYPED in text_of(window, form)
        assert window.says(HERE_AGAIN)


def test_after_kill_9_nothing_is_saved_until_the_person_saves_it(folder: Path) -> None:
    form = FORMS["a question"]
    type_and_die(folder, form)
    with opened_again(folder, form) as window:
        assert window.tracker.visits.questions() == []
        window.press("Add question")
        assert [question.text for question in window.tracker.visits.questions()] == [TYPED]
        assert not window.says(HERE_AGAIN)


@pytest.mark.parametrize("form", [FORMS["a medicine"], Form("today", "", "Note")], ids=["a medicine", "a pain entry"])
def test_one_who_types_without_a_pause_loses_no_more_than_the_last_letters(folder: Path, form: Form) -> None:
    type_and_die(folder, form, wait_ms=150)
    with opened_again(folder, form) as window:
        assert text_of(window, form)[:6] == TYPED[:6]
