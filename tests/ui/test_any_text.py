"""Any text that can be pasted goes through the window: half-typed, saved, listed, found, exported and imported; nothing freezes."""

import csv
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData

from tests.ui.hands import settle
from tracker.app import open_tracker
from tracker.domain.entries import NOTE_LIMIT
from tracker.paths import Paths

TEXTS = {
    "emoji": "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 worse",
    "right to left": "כאב בגב worse وجع",
    "bidi overrides": "\u202egnol\u202c \u2066a\u2069\u200f worse",
    "NUL": "a\0worse",
    "a lone surrogate": "a\ud83d worse",
    "a lone low surrogate": "\ude00worse",
    "line separators": "one\u2028two\u2029three\x85worse",
    "controls": "\x01\x1b[31mworse\x7f\x9f",
    "combining marks": "e" + "\u0301" * 500 + " worse",
    "no characters": "\ufdd0\uffff\U0010ffff worse",
    "a byte-order mark": "\ufeffworse",
    "formula": '=HYPERLINK("http://x","worse")',
    "formula after a blank": " @SUM(1) worse",
    "mathematics": "$x^2$ \\frac{ {0} %s _a_ worse",
    "markup": "<b>worse</b> <img src='/etc/passwd'> & &amp;",
    "one long word": "w" * 9_990 + " worse",
    "many lines": "\n" * 900 + "worse",
}


@pytest.fixture(params=TEXTS, ids=TEXTS.keys())
def pasted(window, request):
    """A text on its way from the clipboard into the note of a pain of 6."""
    data = QMimeData()
    data.setText(TEXTS[request.param])
    window.strike("6")
    card = window.window.today.pain_card
    card.note.setFocus()
    card.note.edit.insertFromMimeData(data)
    settle()
    return request.param


def test_any_text_that_is_pasted_is_there_again_half_typed_saved_found_and_taken_along(window, pasted, opened, tmp_path):
    typed = window.window.today.pain_card.note.text()
    assert "worse" in typed
    assert len(typed) <= NOTE_LIMIT
    again = opened()
    card = again.window.today.pain_card
    assert card.note.text() == typed
    card.save()
    settle()
    (entry,) = again.tracker.journal.on_day(again.tracker.journal.now().day)
    assert entry.note == typed.strip()
    for page in ("Diary", "Today"):
        again.go_to(page)
    assert len(again.tracker.journal.holding("worse")) == 1
    file = tmp_path / "out.csv"
    again.tracker.exporting.export(file)
    with file.open(encoding="utf-8", newline="") as rows:
        (row,) = csv.DictReader(rows)
    assert row["note"].lstrip()[:1] not in {"=", "+", "-", "@", "\t", "\r"}, pasted
    with closing(open_tracker(Paths(tmp_path / "another"), again.clock)) as another:
        assert another.importing.run(file).added == 1
        assert [read.note for read in another.journal.each()] == [entry.note]
