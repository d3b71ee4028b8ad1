"""How dates are written, typed by a person: whatever letters they know it by, or none where it tells no day."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import Refused
from tracker.importers.table.dates import DateReader
from tracker.importers.table.mapping import Dates
from tracker.importers.table.typed_format import typed_format

AT = datetime(2026, 11, 25, 20, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "format_"),
    [
        ("DD.MM.YYYY", "%d.%m.%Y"),
        ("dd/mm/yyyy", "%d/%m/%Y"),
        ("D/M/YY", "%d/%m/%y"),
        ("TT.MM.JJJJ", "%d.%m.%Y"),
        ("AAAA-MM-DD", "%Y-%m-%d"),
        ("YYYY-MM-DD HH:mm:ss", "%Y-%m-%d %H:%M:%S"),
        ("dd.mm.yyyy hh:mm", "%d.%m.%Y %H:%M"),
        ("MM/dd/yyyy hh:mm a.m.", "%m/%d/%Y %I:%M %p"),
        ("MM/DD/YYYY h:mm AM/PM", "%m/%d/%Y %I:%M %p"),
        ("M/d/yyyy h:mm:ss tt", "%m/%d/%Y %I:%M:%S %p"),
        ("dd.MM.yyyy hh:mm a", "%d.%m.%Y %I:%M %p"),
        ("ddd, d MMM yyyy", "%a, %d %b %Y"),
        ("MMMM d, yyyy", "%B %d, %Y"),
        ("yyyymmdd", "%Y%m%d"),
        (" %d|%m|%Y ", "%d|%m|%Y"),
        ("%d %H", None),
        ("DD.MM", None),
        ("MM/YYYY", None),
        ("25.11.2026", None),
        ("", None),
        ("x" * 100, None),
        ("%", None),
        ("%Y-%m-%d %Y", None),
    ],
)
def test_a_way_to_write_dates_is_understood_as_it_is_typed(typed: str, format_: str | None) -> None:
    assert typed_format(typed) == format_
    if format_ is not None:
        assert datetime.strptime(AT.strftime(format_), format_).date() == AT.date()  # noqa: DTZ007 - the day alone


def test_what_is_typed_reads_the_cells_that_are_written_so_and_no_others() -> None:
    reader = DateReader(Dates(format=typed_format("YYYY|DD|MM hh.mm")), "Europe/London", AT)
    assert reader.moment("2026|20|11 08.30", "").local == datetime(2026, 11, 20, 8, 30)  # noqa: DTZ001 - on the wall
    with pytest.raises(Refused, match="not a date that exists, written like"):
        reader.moment("2026|11|20 08.30", "")


@settings(max_examples=50)
@given(st.text(st.sampled_from("dDmMyYhHsSaAtTjJpP%:./- ,QZéX"), max_size=30))
def test_whatever_is_typed_a_format_tells_a_day_or_there_is_none(typed: str) -> None:
    found = typed_format(typed)
    assert found is None or datetime.strptime(AT.strftime(found), found).date() == AT.date()  # noqa: DTZ007 - the day alone
