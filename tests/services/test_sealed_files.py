"""An archive and a report under a password of their own: opened again by other hands, by nobody without it, and in plain nowhere on the way."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import age_by_hand
from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.password import OTHER, PASSWORD, files_with, options_by
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.domain.periods import Period
from tracker.errors import DiaryUnavailable, PasswordNeeded, Refused

pytestmark = pytest.mark.usefixtures("passwords")

NOTE = "a weed named Ranunculus"


@pytest.fixture
def diary(tracker: Tracker) -> Tracker:
    """A diary with one note that can be told again."""
    tracker.journal.add(an_entry(4, note=NOTE))
    return tracker


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """An empty diary on another computer."""
    with closing(opened(tmp_path / "other", clock)) as tracker:
        yield tracker


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder to write into."""
    (folder := tmp_path / "out").mkdir()
    return folder


def last_week(tracker: Tracker) -> Period:
    return tracker.periods.period(None, None)


def notes(tracker: Tracker) -> list[str]:
    return [entry.note for entry in tracker.journal.pain_entries(None, tracker.journal.now().day)]


def test_an_archive_under_a_password_is_the_archive_once_it_is_opened(diary: Tracker, out: Path) -> None:
    from pyrage import passphrase

    plain, sealed = out / "diary.json", out / "diary.json.age"
    assert diary.merging.export(sealed, PASSWORD) == diary.merging.export(plain)
    assert passphrase.decrypt(sealed.read_bytes(), PASSWORD) == plain.read_bytes()
    assert files_with(out, NOTE) == ["diary.json"]
    assert sealed.stat().st_mode & 0o077 == 0


def test_the_diary_is_free_while_an_archive_of_it_is_sealed_and_given_up_that_leaves_nothing(diary: Tracker, out: Path) -> None:
    steps = diary.merging.export_steps(out / "diary.json.age", PASSWORD)
    next(steps)
    assert not diary.diary.archive._database.conn.in_transaction
    diary.journal.add(an_entry(5, note="meanwhile"))
    steps.close()
    assert list(out.iterdir()) == []
    assert notes(diary) == [NOTE, "meanwhile"]


def test_it_comes_in_by_its_password_alone(diary: Tracker, other: Tracker, out: Path) -> None:
    file = out / "called anything"
    diary.merging.export(file, PASSWORD)
    for deed in (other.importing.look, other.importing.run):
        with pytest.raises(PasswordNeeded, match="called anything has a password"):
            deed(file)
    with pytest.raises(Refused, match=r"^That is not the password of called anything\. Nothing was changed; try again\.$"):
        options_by(other, file, OTHER)
    assert notes(other) == []
    right = options_by(other, file)
    assert NOTE not in repr(right)
    assert other.importing.look(file, right).format.key == "archive"
    assert other.importing.run(file, right).added == diary.merging.export(out / "plain")
    assert notes(other) == [NOTE]
    (past,) = other.importing.imports()
    other.importing.undo_import(past.id)
    assert notes(other) == []


def test_a_password_is_the_same_however_a_keyboard_puts_accents_together(diary: Tracker, other: Tracker, out: Path) -> None:
    diary.merging.export(file := out / "diary.json.age", unicodedata.normalize("NFD", "Rücken über Stühle"))
    other.importing.run(file, options_by(other, file, unicodedata.normalize("NFC", "Rücken über Stühle")))
    assert notes(other) == [NOTE]


def test_a_password_that_is_no_text_is_refused(diary: Tracker, out: Path) -> None:
    with pytest.raises(Refused, match="Not every program would take this password"):
        diary.merging.export(out / "diary.json.age", "half of a pair \udc80")
    assert list(out.iterdir()) == []


def test_one_too_large_for_the_memory_is_not_begun(diary: Tracker, other: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diary.merging.export(file := out / "diary.json.age", PASSWORD)
    monkeypatch.setattr("tracker.importers.formats.sealed.LARGEST", 100)
    with pytest.raises(Refused, match="is too large"):
        other.importing.run(file, options_by(other, file))


@pytest.mark.parametrize("code", ["import os; os.abort()", "import sys; sys.exit(1)"])
def test_where_the_memory_does_not_suffice_all_is_as_it_was(diary: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    diary.merging.export(sealed := out / "diary.json.age", PASSWORD)
    before = sealed.read_bytes()
    (dies := out.parent / "dies.py").write_text(code)
    monkeypatch.setattr("tracker.age_format.PROGRAM", dies)
    with pytest.raises(Refused, match="Cannot allocate memory"):
        diary.merging.export(sealed, PASSWORD)
    with pytest.raises(Refused, match="Cannot allocate memory"):
        options_by(diary, sealed)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == {"diary.json.age": before}


@pytest.mark.parametrize("odd", ["half of a pair \udc80", "word " * 50, "eﬃcient and ﬁne", "soft\xadhyphen here"])
def test_a_password_that_not_every_reader_of_pdf_takes_is_refused(diary: Tracker, out: Path, odd: str) -> None:
    with pytest.raises(Refused, match="Not every program would take this password"):
        diary.reporting.write_report(out / "report.pdf", last_week(diary), password=odd)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: content[:-3], "is damaged"),
        (lambda content: content[:60], "is damaged"),
        (lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:], "is damaged"),
        (lambda content: re.sub(rb" [0-9]+\n", b" 30\n", content, count=1), "is damaged"),
        (lambda content: re.sub(rb"-> scrypt [^\n]*\n", b"-> X25519 abc\n", content, count=1), "is damaged"),
    ],
    ids=["cut", "the header cut", "a flipped bit", "made to fill the memory", "for the key of somebody"],
)
def test_one_that_is_spoilt_is_refused_in_a_sentence(diary: Tracker, other: Tracker, out: Path, spoil: Any, words: str) -> None:
    diary.merging.export(file := out / "diary.json.age", PASSWORD)
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(Refused, match=words):
        other.importing.run(file, options_by(other, file))
    assert notes(other) == []


def test_what_is_sealed_and_is_no_archive_is_refused(other: Tracker, out: Path) -> None:
    (file := out / "x.age").write_bytes(age_by_hand.sealed(b'{"format": "of another"}', PASSWORD))
    with pytest.raises(Refused, match="not a file this app can read"):
        other.importing.run(file, options_by(other, file))


def test_the_inbox_takes_none_in_since_nobody_is_there_to_be_asked(diary: Tracker, other: Tracker, tmp_path: Path, clock: FakeClock) -> None:
    (folder := tmp_path / "inbox").mkdir()
    other.inbox.choose(folder)
    diary.merging.export(folder / "diary.json.age", PASSWORD)
    other.inbox.open()
    other.inbox.still()
    clock.advance(seconds=10)
    from tracker.steps import run_to_end

    (delivery,) = run_to_end(other.inbox.steps(other.inbox.still()))
    assert "does not take in diary.json.age" in delivery.reason
    assert (folder / "refused" / "diary.json.age").exists()


def test_a_report_under_a_password_is_opened_by_it_and_by_nothing_else(diary: Tracker, out: Path) -> None:
    import pypdf

    plain, sealed = out / "plain.pdf", out / "sealed.pdf"
    diary.reporting.write_report(plain, last_week(diary))
    assert diary.reporting.write_report(sealed, last_week(diary), password=PASSWORD) == ""
    before, reader = pypdf.PdfReader(plain), pypdf.PdfReader(sealed)
    assert reader.is_encrypted
    assert reader.pdf_header == "%PDF-2.0"
    assert reader.trailer["/Encrypt"]["/R"] == 6
    assert reader.trailer["/Encrypt"]["/Length"] == 256
    for wrong in ("", OTHER):
        assert pypdf.PdfReader(sealed).decrypt(wrong) == pypdf.PasswordType.NOT_DECRYPTED
    assert reader.decrypt(PASSWORD) != pypdf.PasswordType.NOT_DECRYPTED
    assert [page.extract_text() for page in reader.pages] == [page.extract_text() for page in before.pages]
    # What screen readers and lists of files go by is still there.
    assert reader.metadata == before.metadata
    kept = set(reader.trailer["/Root"]) - {"/Type"}
    assert kept == set(before.trailer["/Root"]) - {"/Type"}
    assert "/StructTreeRoot" in kept
    assert str(before.metadata["/Title"]).encode() not in sealed.read_bytes()


def test_pdfium_opens_it_too_by_a_password_of_any_length_and_letters(diary: Tracker, out: Path) -> None:
    import pypdfium2

    for number, password in enumerate(("ß Ωmega Ñandú 12345", "word " * 25, unicodedata.normalize("NFD", "Rücken über Stühle"))):
        file = out / f"{number}.pdf"
        diary.reporting.write_report(file, last_week(diary), password=password)
        with closing(pypdfium2.PdfDocument(file.read_bytes(), password=unicodedata.normalize("NFC", password))) as document:
            assert len(document) >= 1
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(file.read_bytes())


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaa"])
def test_a_password_too_easy_to_guess_writes_nothing(diary: Tracker, out: Path, weak: str) -> None:
    (archive := out / "diary.json.age").write_bytes(b"old")
    (report := out / "report.pdf").write_bytes(b"old")
    with pytest.raises(Refused, match="too easy to guess"):
        diary.merging.export(archive, weak)
    with pytest.raises(Refused, match="too easy to guess"):
        diary.reporting.write_report(report, last_week(diary), password=weak)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == {"diary.json.age": b"old", "report.pdf": b"old"}


class Killed(BaseException):
    """The end of a program, at whatever it does."""


def test_a_kill_at_any_write_leaves_the_old_file_and_nothing_in_plain(diary: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive := out / "diary.json.age").write_bytes(b"old")
    (report := out / "report.pdf").write_bytes(b"old")
    begun: list[bytes] = []

    def kill(*_arguments: object, **_options: object) -> None:
        begun.extend(part.read_bytes() for part in out.glob("*.part"))
        raise Killed

    for place in ("tracker.files.flush_file", "pathlib.Path.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(place, kill)
            with pytest.raises(Killed):
                diary.merging.export(archive, PASSWORD)
            with pytest.raises(Killed):
                diary.reporting.write_report(report, last_week(diary), password=PASSWORD)
        assert {file.name: file.read_bytes() for file in out.iterdir()} == {"diary.json.age": b"old", "report.pdf": b"old"}
    assert len(begun) == 4
    assert all(part.startswith(b"age-encryption.org/v1") or b"/Encrypt" in part for part in begun)
    assert not any(NOTE.encode() in part for part in begun)


def test_a_report_that_its_password_does_not_open_is_not_swapped_in(diary: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.reports import sealed_pdf

    (file := out / "report.pdf").write_bytes(b"old")
    seal = sealed_pdf.sealed_pdf
    monkeypatch.setattr(sealed_pdf, "sealed_pdf", lambda pdf, _password: seal(pdf, OTHER))
    with pytest.raises(Refused, match="could not be written whole"):
        diary.reporting.write_report(file, last_week(diary), password=PASSWORD)
    assert [each.read_bytes() for each in out.iterdir()] == [b"old"]


def test_nothing_is_sealed_for_the_apps_own_folder(diary: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.exporters import sealing
    from tracker.reports import sealed_pdf

    own, begun = diary.diary.paths.data, []
    monkeypatch.setattr(sealing, "seal_steps", lambda *told: begun.append(told) or iter(()))
    monkeypatch.setattr(sealed_pdf, "sealed_pdf", lambda *told: begun.append(told) or b"")
    (out / "linked.pdf").symlink_to(own / "diary.sqlite3")
    deeds = (
        lambda: diary.merging.refuse_sealing(own / "diary.json.age"),
        lambda: diary.merging.export(own / "diary.json.age", PASSWORD),
        lambda: diary.reporting.refuse_sealing(own / "report.pdf"),
        lambda: diary.reporting.write_report(out / "linked.pdf", last_week(diary), password=PASSWORD),
    )
    for deed in deeds:
        with pytest.raises(Refused, match="leads into the app's own folder"):
            deed()
    assert begun == []


def test_without_what_it_needs_it_is_said_what_to_install(diary: Tracker, other: Tracker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diary.merging.export(kept := out / "kept.json.age", PASSWORD)
    for place in ("tracker.exporters.sealing", "tracker.importers.formats.sealed", "tracker.reports.sealed_pdf"):
        monkeypatch.setattr(f"{place}.NEEDED", ("no_such_package",))
    deeds = (
        lambda: diary.merging.refuse_sealing(out / "diary.json.age"),
        lambda: diary.reporting.refuse_sealing(out / "report.pdf"),
        lambda: diary.merging.export(out / "diary.json.age", PASSWORD),
        lambda: diary.reporting.write_report(out / "report.pdf", last_week(diary), password=PASSWORD),
        lambda: other.importing.run(kept),
        lambda: options_by(other, kept),
    )
    for deed in deeds:
        with pytest.raises(DiaryUnavailable, match=r"-m pip install no_such_package$"):
            deed()
    assert [file.name for file in out.iterdir()] == ["kept.json.age"]
