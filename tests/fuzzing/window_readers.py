"""What the window itself reads: half-filled forms put back into their fields, and the socket by which a second start speaks to the first."""

import json
import os
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from tests.builders import a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tests.fuzzing.ground import Ground
from tests.fuzzing.mutations import JSON, LINES
from tests.fuzzing.readers import Reader
from tracker.domain.entries import Kind, kind_of
from tracker.second_start import ACKNOWLEDGED, LONGEST_MESSAGE, StartMessage, first_window_hears, socket_names
from ui.change_feed import ChangeFeed
from ui.forms.draft_names import FORM_NAMES
from ui.forms.forms_by_kind import FormMaker
from ui.messages import Messages
from ui.system.single_instance import Claim, SingleWindow
from ui.window.composition import make_desk

ENTRIES = [
    an_entry(4.5, sites={"neck": 2}, words=("dull",), worse_with=("sitting",), eased_by=("ice",), woke=True, note="a"),
    a_session("ice", before=7, after=5, note="cold"),
    an_activity("driving", minutes=12.5, count=3, effort=6),
    a_day_note(mood=6, sleep_minutes=435, sleep_quality=3, fluids=5, flare=True, stiff_minutes=35),
    a_dose(units=2, note="with food"),
    a_function(note="a bad week"),
]


def application() -> QCoreApplication:
    """The one application, on no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication.instance() or QApplication([])


@contextmanager
def _a_form(ground: Ground, kind: Kind) -> Iterator[Any]:
    application()
    tracker = ground.tracker
    desk = make_desk(tracker, ChangeFeed(), Messages())
    form = FormMaker(desk, tracker.form_drafts, tracker.journal, tracker.planner, tracker.medicines, tracker.visits).make(kind)
    try:
        yield form
    finally:
        form.deleteLater()
        _turn()


@cache
def _contents() -> Mapping[str, bytes]:
    """What each form holds of a filled entry, and of a new one."""
    ground = Ground()
    ground.make_ready()
    contents = {}
    try:
        for entry in ENTRIES:
            with _a_form(ground, kind_of(entry)) as form:
                form.change(entry)
                contents[kind_of(entry).value] = json.dumps(form.content()).encode()
    finally:
        ground.close()
    return contents


def _half_filled(ground: Ground, content: bytes, name: str) -> None:
    """A form is opened on what was kept of it: its fields hold it, or are as before anything was typed."""
    kept = content.decode("utf-8", "replace")
    try:
        is_kept = isinstance(json.loads(kept), dict)
    except (ValueError, RecursionError):
        is_kept = False
    database = ground.tracker.diary.drafts._database
    ground.tracker.form_drafts.keep(FORM_NAMES[Kind(name)], {})
    database.execute("DELETE FROM drafts WHERE form <> ?", [FORM_NAMES[Kind(name)]])
    database.execute("UPDATE drafts SET content = ?", [kept])
    database.conn.commit()
    assert ground.tracker.form_drafts.kept_last("") == (FORM_NAMES[Kind(name)] if is_kept else None)
    with _a_form(ground, Kind(name)) as form:
        form.open()
        form.issues()
        json.dumps(form.content())


def _second_start(ground: Ground, content: bytes, _name: str) -> None:
    """Whatever is said to the first window: it hears its own words and nothing else, and hears the next one all the same."""
    application()
    ground.clear()
    ground.paths.data.mkdir(mode=0o700)
    window, heard = SingleWindow(ground.paths), list[str]()
    window.raised.connect(heard.append)
    try:
        assert window.claim() is Claim.FIRST
        window.listen()
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(next(socket_names(ground.paths.data)))
            line.settimeout(5)
            _say(line, content)
            for _turn_number in range(20):
                _turn()
        assert set(heard) <= {message.value for message in StartMessage}, heard
        heard.clear()
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(next(socket_names(ground.paths.data)))
            line.sendall(b"raise\n")
            while not heard:
                _turn()
            line.settimeout(5)
            assert line.recv(LONGEST_MESSAGE) == ACKNOWLEDGED
    finally:
        window.release()
        window.deleteLater()
        _turn()


def _say(line: socket.socket, content: bytes) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(content[:100_000])


def _first_window(ground: Ground, content: bytes, _name: str) -> None:
    """Whatever answers a second start: it takes it for the window only where it says so."""
    place = next(socket_names(ground.paths.data))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()
        answering = threading.Thread(target=_answer, args=(listener, content))
        answering.start()
        heard = first_window_hears(str(ground.paths.data), StartMessage.RAISE)
        answering.join()
    Path(place).unlink()
    assert heard == (content[:LONGEST_MESSAGE] == ACKNOWLEDGED)


def _answer(listener: socket.socket, content: bytes) -> None:
    line, _address = listener.accept()
    with line:
        line.recv(LONGEST_MESSAGE)
        _say(line, content[:1_000])


def _turn() -> None:
    application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    application().sendPostedEvents(None, 52)  # QEvent.DeferredDelete


SAID = {"raise": b"raise\n", "quick": b"quick-entry\n"}
WINDOW_READERS = (
    Reader("half-filled form", _contents, JSON, _half_filled, is_diary=True),
    Reader("what a second start says", lambda: SAID, LINES, _second_start, is_diary=True),
    Reader("what a first window answers", lambda: {"ok": ACKNOWLEDGED}, LINES, _first_window, is_diary=True),
)
