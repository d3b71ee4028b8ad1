"""export: what its endings write, what of it, and what cannot be limited."""

import csv
import errno
import json
import os

import pytest

from tests.exporters.fhir_check import problems


@pytest.fixture
def diary(command):
    """Three days of a diary with a medicine, a session and a note."""
    for day in (20, 21, 22):
        command.done("log", "5", "--at", f"2026-11-{day}T10:00", "--site", "lower back left", "--note", "after sitting")
    command.done("dose", "Panadol", "1000", "--at", "2026-11-21T11:00")
    command.done("session", "ice", "--minutes", "20", "--at", "2026-11-22T09:00", "--before", "7", "--after", "5")
    return command


def resources(file, kind):
    content = file.read_bytes()
    assert problems(content) == []
    return [one["resource"] for one in json.loads(content)["entry"] if one["resource"]["resourceType"] == kind]


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_entries_are_written_as_a_bundle_for_a_clinic(diary, tmp_path):
    file = tmp_path / "Diary.FHIR.json"
    assert diary.done("export", str(file)) == f"Written to {file}: 5 entries.\n"
    assert len(resources(file, "Observation")) == 4
    (dose,) = resources(file, "MedicationStatement")
    assert dose["dateAsserted"] == "2026-11-25T13:05:00+00:00"
    assert dose["effectiveDateTime"] == "2026-11-21T11:00:00+00:00"
    assert file.stat().st_mode & 0o077 == 0


def test_two_bundles_of_one_diary_tell_of_the_same_patient_and_the_same_entries(diary, tmp_path):
    whole, part = tmp_path / "whole.fhir.json", tmp_path / "part.fhir.json"
    diary.done("export", str(whole))
    diary.done("export", str(part), "--from", "2026-11-22", "--kind", "pain")
    assert resources(whole, "Patient") == resources(part, "Patient")
    assert resources(whole, "Observation")[-1] == resources(part, "Observation")[0]


def test_a_transaction_is_written_where_it_is_asked_for_and_kinds_go_with_it(diary, tmp_path):
    file = tmp_path / "stored.fhir.json"
    diary.done("export", str(file), "--kind", "transaction")
    assert (json.loads(file.read_bytes())["type"], len(resources(file, "Observation"))) == ("transaction", 4)
    diary.done("export", str(file), "--kind", "transaction", "--kind", "pain")
    assert (json.loads(file.read_bytes())["type"], len(resources(file, "Observation"))) == ("transaction", 3)
    diary.done("export", str(file))
    assert json.loads(file.read_bytes())["type"] == "collection"


def test_an_empty_diary_makes_a_bundle_of_nobody_in_particular(command, tmp_path):
    file = tmp_path / "empty.fhir.json"
    assert command.done("export", str(file)).endswith(": 0 entries.\n")
    assert len(resources(file, "Patient")) == 1


def test_the_whole_diary_is_written_as_an_archive(diary, tmp_path):
    file = tmp_path / "diary.json"
    assert diary.done("export", str(file)).endswith(" records.\n")
    archive = json.loads(file.read_bytes())
    assert len(archive["entries"]) == 5
    assert "resourceType" not in archive


def test_days_and_kinds_are_chosen(diary, tmp_path):
    file = tmp_path / "some.csv"
    assert diary.done("export", str(file), "--from", "2026-11-21", "--to", "2026-11-21").endswith(": 2 entries.\n")
    assert diary.done("export", str(file), "--kind", "dose", "--kind", "session").endswith(": 2 entries.\n")
    assert [row["kind"] for row in rows(file)] == ["dose", "session"]


@pytest.mark.parametrize("options", [("--without", "notes,medicines"), ("--without", "notes", "--without", "medicines")], ids=len)
def test_notes_and_medicines_are_left_out(diary, tmp_path, options):
    table, bundle = tmp_path / "less.csv", tmp_path / "less.fhir.json"
    assert diary.done("export", str(table), *options).endswith(": 4 entries.\n")
    assert {(row["note"], row["medicine"]) for row in rows(table)} == {("", "")}
    diary.done("export", str(bundle), *options)
    assert resources(bundle, "MedicationStatement") == []
    assert b"after sitting" not in bundle.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out.doc",), "use .pdf, .png, .svg, .csv, .fhir.json, .json, .json.age, .ics or .toml."),
        (("out",), "has an ending this app does not write"),
        (("out.csv", "--without", "pain"), "“pain” is not known"),
        (("out.csv", "--from", "2026-11-20", "--to", "2026-11-01"), "has to end after it begins"),
        (("out.csv", "--without", ""), "is not known"),
        (("out.fhir.json", "--kind", "medicine"), "is not known"),
        (("out.fhir.json", "--kind", "chart"), "is not known"),
        (("out.csv", "--kind", "transaction"), "is not known"),
        (("out.json", "--kind", "transaction"), "--kind does not go with that"),
        (("out.pdf", "--kind", "chart", "--kind", "pain"), "--kind does not go with that"),
        (("out.json", "--without", "notes"), "--without does not go with that"),
        (("out.json", "--kind", "pain"), "--kind does not go with that"),
        (("out.json", "--from", "2026-11-20"), "--from, --to does not go with that"),
        (("out.ics", "--without", "notes"), "--without does not go with that"),
        (("out.toml", "--without", "notes"), "--without does not go with that"),
        (("folder.fhir.json",), "is not an ordinary file"),
        (("fifo.csv",), "is not an ordinary file"),
        (("folder.json",), "is not an ordinary file"),
        (("nowhere/out.fhir.json",), "could not be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_export_that_makes_no_sense_is_refused_and_writes_nothing(command, tmp_path, arguments, said):
    (tmp_path / "folder.fhir.json").mkdir()
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "fifo.csv")
    before = sorted(tmp_path.iterdir())
    assert said in command.refused("export", str(tmp_path / arguments[0]), *arguments[1:])
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_is_followed(diary, tmp_path):
    real, link = tmp_path / "real.fhir.json", tmp_path / "link.fhir.json"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    diary.done("export", str(link))
    assert link.is_symlink()
    assert len(resources(real, "Observation")) == 4


@pytest.mark.parametrize("name", ["out.csv", "out.fhir.json", "out.json"])
def test_a_full_disk_leaves_the_old_file_as_it_was_and_nothing_beside_it(command, tmp_path, monkeypatch, name):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / name).write_text("old", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    assert "Whatever was there before is unchanged" in command.refused("export", str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == before
