"""A file looked at before it comes in, and what of this window's changes can still be taken back after it came in."""

from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker, open_tracker
from tracker.errors import Refused
from tracker.importers.table.mapping import Columns, Mapping
from tracker.services.exchange.import_preview import Preview, ReadOptions

TABLE = "day,score\n{first},5\n{second},6\n"


def _table(folder: Path, first: str, second: str) -> Path:
    file = folder / "table.csv"
    file.write_text(TABLE.format(first=first, second=second), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("first", "second", "written", "asked"),
    [
        ("2026-02-01", "2026-02-03", None, ()),
        ("01/02/2026", "25/02/2026", "%d/%m/%Y", ()),
        ("02/25/2026", "01/02/2026", "%m/%d/%Y", ()),
        ("01.02.2026", "03.02.2026", None, ("%d.%m.%Y", "%m.%d.%Y")),
        ("01-02-26 09:30", "03-02-26 10:00", None, ("%d-%m-%y %H:%M", "%m-%d-%y %H:%M")),
    ],
)
def test_dates_are_read_as_they_tell_and_where_none_tells_it_is_asked(
    tracker: Tracker, tmp_path: Path, first: str, second: str, written: str | None, asked: tuple[str, ...]
) -> None:
    options = ReadOptions(mapping=Mapping(columns=Columns(date="day", pain="score")))
    preview = tracker.importing.look(_table(tmp_path, first, second), options)
    assert preview.mapping is not None
    assert (preview.mapping.dates.format, preview.date_formats) == (written, asked)
    assert len(preview.entries) == (0 if asked else 2)


def test_what_is_read_as_nothing_and_in_which_letters_the_file_may_be_is_told(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes("date;douleur;lieu;médicament;note\n2026-03-01;4;aucun;Non;épaule gauche, très raide\n".encode("cp1252"))
    preview = tracker.importing.look(file)
    assert preview.nothing_words == (("lieu", ("aucun",)), ("médicament", ("Non",)))
    assert [choice.encoding for choice in preview.encoding_choices][:2] == ["cp1252", "cp1250"]
    assert tracker.importing.look(file, ReadOptions(encoding="cp1250")).rows[0][-1] == "épaule gauche, trčs raide"
    assert not tracker.importing.look(_table(tmp_path, "2026-02-01", "2026-02-03")).encoding_choices


def test_a_look_goes_by_steps_and_a_long_table_is_shown_by_its_beginning(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("date,pain\n" + "2026-02-01,5\n" * 30, encoding="utf-8")
    steps = list(tracker.importing.look_steps(file))
    preview = tracker.importing.look(file)
    assert (len(preview.rows), preview.has_more) == (20, True)
    assert len(steps) > 30


def test_the_last_change_taken_back_is_the_import_and_after_it_none_is(tracker: Tracker, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3))
    tracker.importing.run(_table(tmp_path, "2026-02-01", "2026-02-03"), ReadOptions(mapping=Mapping(columns=Columns(date="day", pain="score"))))
    imported = tracker.journal.pain_entries()[0]
    tracker.journal.change(an_entry(1, imported.moment.at, id=imported.id))
    tracker.history.undo()
    change = tracker.history.undo()
    assert (change is not None and change.remark, len(tracker.journal.entries())) == ("Undone: Import, Table (CSV)", 1)
    assert (tracker.history.undo(), tracker.history.redo(), len(tracker.journal.entries())) == (None, None, 1)


def test_an_import_undone_elsewhere_does_not_stand_in_the_way(tracker: Tracker, tmp_path: Path) -> None:
    tracker.importing.run(_table(tmp_path, "2026-02-01", "2026-02-03"), ReadOptions(mapping=Mapping(columns=Columns(date="day", pain="score"))))
    elsewhere = open_tracker(tracker.diary.paths, tracker.clock)
    elsewhere.importing.undo_import(elsewhere.importing.imports()[0].id)
    elsewhere.close()
    with pytest.raises(Refused):
        tracker.history.undo()
    assert tracker.history.undo() is None


def test_no_change_on_what_an_undone_import_brought_is_taken_back(tracker: Tracker, tmp_path: Path) -> None:
    tracker.importing.run(_table(tmp_path, "2026-02-01", "2026-02-03"), ReadOptions(mapping=Mapping(columns=Columns(date="day", pain="score"))))
    (one,) = tracker.importing.imports()
    tracker.journal.delete([tracker.journal.entries()[0].id])
    changed = tracker.journal.pain_entries()[0]
    tracker.journal.change(an_entry(1, changed.moment.at, id=changed.id))
    assert tracker.importing.changed_since(one) == 0, "the clock stood still"
    tracker.importing.undo_import(one.id)
    assert (tracker.history.undo(), tracker.journal.entries()) == (None, [])


def test_a_merge_leaves_only_itself_to_be_taken_back(tracker: Tracker, tmp_path: Path, clock: FakeClock) -> None:
    other = opened(tmp_path / "other", clock)
    other.journal.add(an_entry(7))
    other.merging.export(tmp_path / "copy.json")
    other.close()
    tracker.journal.add(an_entry(3))
    result = tracker.importing.run(tmp_path / "copy.json")
    assert (result.is_merge, len(tracker.journal.entries())) == (True, 2)
    (one,) = tracker.importing.imports()
    assert tracker.importing.changed_since(one) == 0
    tracker.history.undo()
    assert ([entry.pain for entry in tracker.journal.pain_entries()], tracker.history.undo()) == ([3], None)


def _look(tracker: Tracker, folder: Path, content: str) -> Preview:
    file = folder / "looked.csv"
    file.write_text(content, encoding="utf-8")
    return tracker.importing.look(file)


def test_what_cannot_be_used_is_told_by_reason_with_its_first_row(tracker: Tracker, tmp_path: Path) -> None:
    mixed = _look(tracker, tmp_path, "date,pain\n2026-02-01,5\n2026-02-02,xyz\n2026-02-03,xyz\nsoon,4\n")
    assert [(problem.count, problem.line, problem.cells) for problem in mixed.problems] == [(2, 3, ("2026-02-02", "xyz")), (1, 5, ("soon", "4"))]
    assert (mixed.looked_at, mixed.is_whole, mixed.is_useless) == (4, True, False)
    useless = _look(tracker, tmp_path, "date,pain\n2026-02-01,xyz\n2026-02-02,xyz\n")
    assert (useless.looked_at, useless.is_useless, len(useless.problems)) == (2, True, 1)
    empty = _look(tracker, tmp_path, "date,pain\n")
    assert (empty.looked_at, empty.is_useless) == (0, True)


def test_it_is_looked_further_only_where_nothing_can_be_used_yet(tracker: Tracker, tmp_path: Path) -> None:
    late = _look(tracker, tmp_path, "date,pain\n" + "2026-02-01,xyz\n" * 100 + "2026-02-01,5\n" * 100)
    assert (late.looked_at, len(late.entries), late.is_whole, late.is_useless) == (101, 1, False, False)
    usual = _look(tracker, tmp_path, "date,pain\n" + "2026-02-01,5\n" * 100)
    assert (usual.looked_at, usual.is_whole) == (40, False)
    endless = _look(tracker, tmp_path, "date,pain\n" + "2026-02-01,xyz\n" * 6_000)
    assert (endless.looked_at, endless.is_whole, endless.is_useless) == (5_000, False, False)
