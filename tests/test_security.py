"""The table of SECURITY.md: every row has its number and a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
FROM_OUTSIDE = 35  # rows that were given; those after them were found


def test_the_rows_are_numbered_without_a_gap():
    numbers = [int(line.split("|")[1]) for line in TABLE]
    assert numbers == list(range(1, len(TABLE) + 1))
    assert len(numbers) > FROM_OUTSIDE


def test_each_row_says_what_is_tried_and_names_tests_that_are_there():
    for line in TABLE:
        _before, number, tried, tests, *_rest = (cell.strip() for cell in line.split("|"))
        named = re.findall(r"`(tests/[^`]+)`", tests)
        assert tried, number
        assert named, f"row {number} names no test"
        for name in named:
            file = ROOT / name
            assert file.is_file(), f"row {number}: {name} is not there"
            assert "def test_" in file.read_text(encoding="utf-8"), f"row {number}: there is no test in {name}"


def test_no_test_is_named_that_is_not_there():
    """Anywhere on the page."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_the_rows_on_passwords_are_numbered_without_a_gap_and_name_their_tests():
    rows = [line.split("|") for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| P\d", line)]
    assert [cells[1].strip() for cells in rows] == [f"P{number}" for number in range(1, len(rows) + 1)]
    assert rows
    assert all(re.search(r"`tests/[^`]+`", cells[3]) for cells in rows)
