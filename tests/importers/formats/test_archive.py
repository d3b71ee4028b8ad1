"""An archive is read record by record; what is hostile, foreign or newer is refused with a sentence, in little memory and time."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain.sync.records import ARCHIVE_FORMAT
from tracker.errors import Refused
from tracker.importers.formats import json_stream
from tracker.importers.formats.archive import LARGEST, ReadRecord, read_archive

HEADER = f'"format": "{ARCHIVE_FORMAT}", "version": 1'
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


def a_file(folder: Path, text: str | bytes) -> Path:
    path = folder / "archive.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        list(read_archive(a_file(folder, text)))
    return refused.value.sentence


def test_records_come_with_their_part_and_their_line(tmp_path: Path) -> None:
    text = f'{{{HEADER},\n\n"entries": [\n{{"id": 1}},\n{{"id": 2}}\n],\n"questions": [\n7\n],\n"own": {{"x": [1]}}\n}}'
    assert list(read_archive(a_file(tmp_path, text))) == [
        ReadRecord("entries", 4, {"id": 1}),
        ReadRecord("entries", 5, {"id": 2}),
        ReadRecord("questions", 8, None),
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(st.dictionaries(TEXTS, PLAIN, max_size=3), max_size=4),
    indent=st.sampled_from([None, 2]),
    chunk=st.integers(1, 40),
    is_ascii=st.booleans(),
)
def test_any_layout_of_an_archive_is_read_as_json_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, records: list[dict[str, object]], indent: int | None, chunk: int, is_ascii: bool
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    document = {"format": ARCHIVE_FORMAT, "version": 1, "exported_at": None, "entries": records, "tombstones": []}
    content = json.dumps(document, indent=indent, ensure_ascii=is_ascii).encode()
    assert [one.data for one in read_archive(a_file(tmp_path, content))] == records


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"entries": [{"id": 1}]}',
        '{"format": "another", "version": 1, "entries": []}',
        f'{{"format": "{ARCHIVE_FORMAT}", "entries": []}}',
        f'{{"format": "{ARCHIVE_FORMAT}", "version": "1", "entries": []}}',
        f'{{"format": "{ARCHIVE_FORMAT}", "version": true, "entries": []}}',
        f'{{"entries": [], {HEADER}}}',
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).endswith("Nothing was imported; choose another file.")


def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, f'{{"format": "{ARCHIVE_FORMAT}", "version": 2, "entries": [{{"id": 1}}]}}')
    assert sentence == "archive.json was written by a newer version of this app. Nothing was changed; install the newer version."


@pytest.mark.parametrize(
    "record",
    [
        '{"pain": NaN}',
        '{"pain": Infinity}',
        '{"pain": -Infinity}',
        '{"pain": 1e999}',
        '{"pain": ' + "9" * 5_000 + "}",
        '{"id": 1, "id": 2}',
        '{"note": "broken off',
        '{"note": "\x01"}',
        "{'id': 1}",
        '{"id": 1} {"id": 2}',
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000,
        "[" * 50 + "]" * 50,
        "nonsense",
    ],
    ids=range(15),
)
def test_hostile_json_is_refused_with_its_line(tmp_path: Path, record: str) -> None:
    sentence = refusal(tmp_path, f'{{{HEADER},\n"entries": [\n{record}\n]}}')
    assert sentence == "The file is not valid JSON from line 3 on. Nothing was imported; choose another file."


@pytest.mark.parametrize("end", [b"\xff", b"\xed\xa0\x80", b"\x00", b"x", b"{}"])
def test_what_follows_or_is_no_utf_8_is_refused(tmp_path: Path, end: bytes) -> None:
    assert "not valid JSON" in refusal(tmp_path, f'{{{HEADER}, "entries": []}}'.encode() + end)


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    assert "not valid JSON" in refusal(tmp_path, f'{{{HEADER}, "entries": [], "entries": []}}')


def test_names_without_end_are_refused(tmp_path: Path) -> None:
    assert "not valid JSON" in refusal(tmp_path, f"{{{HEADER}" + "".join(f', "{number}": 1' for number in range(2_000)) + "}")


def test_what_no_diary_fills_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = a_file(tmp_path, f'{{{HEADER}, "entries": [')
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)  # a hole: it takes no room on the disk
    with pytest.raises(Refused, match="is too large"):
        list(read_archive(path))
    assert LARGEST < 10**10


@pytest.mark.parametrize("filling", [b'{"note": "' + b"x" * 20_000_000, b" " * 20_000_000, b"1" * 20_000_000])
def test_one_endless_record_is_refused_in_little_memory(tmp_path: Path, filling: bytes) -> None:
    path = a_file(tmp_path, f'{{{HEADER}, "entries": ['.encode() + filling)
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="not valid JSON"):
            list(read_archive(path))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60_000_000
