"""A file looked at before it comes in, and what of this window's changes can still be taken back after it came in."""

from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker, open_tracker
from tracker.errors import Refused
from tracker.importers.table.mapping import Columns, Mapping
from tracker.services.exchange.importing import ReadOptions

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
