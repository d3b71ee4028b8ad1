"""Lines written on the way: what they say, and nothing that they do not say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.inbox_lines import inbox_lines, is_inbox_line

PLACES = {place: place for place in ("lower back", "lower back left", "left leg", "neck")} | {"kreuz": "lower back"}
LINES = [
    ("6 - neck stiff", None, 6, "neck", "stiff"),
    ("2026-11-25T08:00 6 \N{EN DASH} neck", "2026-11-25T08:00", 6, "neck", ""),
    ("6 -stiff", None, 6, None, "-stiff"),
    # line, time, pain, place, note
    ("6 lower back left stiff after sitting", None, 6, "lower back left", "stiff after sitting"),
    ("6", None, 6, None, ""),
    ("  10\t", None, 10, None, ""),
    ("0 nothing today", None, 0, None, "nothing today"),
    ("6.5 neck", None, 6.5, "neck", ""),
    ("6,5 neck", None, 6.5, "neck", ""),
    ("6/10 Neck", None, 6, "neck", ""),
    ("6! neck", None, 6, "neck", ""),
    ("6\ufe0f\u20e3 neck", None, 6, "neck", ""),
    ("6, lower back, since noon", None, 6, "lower back", "since noon"),
    ("6 lower backache", None, 6, None, "lower backache"),
    ("6 LOWER  BACK Left: worse", None, 6, "lower back left", "worse"),
    ("6 Kreuz nach dem Sitzen", None, 6, "lower back", "nach dem Sitzen"),
    ("6 stairs then neck", None, 6, None, "stairs then neck"),
    ("6 30mg codeine", None, 6, None, "30mg codeine"),
    ("7 3 hours of driving", None, 7, None, "3 hours of driving"),
    ("2026-11-25T08:00 6 neck", "2026-11-25T08:00", 6, "neck", ""),
    ("2026-11-25 08:00 6 neck stiff", "2026-11-25T08:00", 6, "neck", "stiff"),
    ("2026-11-25T08:00:30Z 6", "2026-11-25T08:00:30+00:00", 6, None, ""),
    ("2026-11-25T08:00:00+01:00 6", "2026-11-25T08:00:00+01:00", 6, None, ""),
    ("2026-11-25T08:00:00.123+0100, 6", "2026-11-25T08:00:00.123+01:00", 6, None, ""),
    ("2026-11-25 08:00,6", "2026-11-25T08:00", 6, None, ""),
    ("2026-11-25T0800 6", "2026-11-25T08:00", 6, None, ""),
    ("6 neck\nstiff\n\nafter sitting", None, 6, "neck", "stiff\n\nafter sitting"),
]
UNUSABLE = [
    ("stiff today", "does not begin with a pain"),
    ("11 neck", "0 to 10"),
    ("-1 neck", "0 to 10"),
    ("+6 neck", "0 to 10"),
    ("10.5", "0 to 10"),
    ("6-7 neck", "does not begin with a pain"),
    ("30mg codeine", "does not begin with a pain"),
    ("6/100 neck", "does not begin with a pain"),
    ("2026-11-25 6 neck", "no time of day"),
    ("2026-11-25", "no time of day"),
    ("6 - 7 neck", "does not begin with a pain"),
    ("2026-11-25T08:00 6.5\N{EN DASH}7", "does not begin with a pain"),
    ("2026-02-30T08:00 6", "does not exist"),
    ("2026-11-25T25:00 6", "does not exist"),
    ("2026-11-25T08:00 neck", "does not begin with a pain"),
]


@pytest.mark.parametrize(("text", "at", "pain", "site", "note"), LINES)
def test_a_line_says_time_pain_place_and_note(text: str, at: str | None, pain: float, site: str | None, note: str) -> None:
    (line,) = inbox_lines(text, PLACES)
    assert (line.at, line.pain, line.site, line.note) == (at and datetime.fromisoformat(at), pain, site, note)
    assert (line.problem, is_inbox_line(text)) == ("", True)


@pytest.mark.parametrize(("text", "why"), UNUSABLE)
def test_what_is_written_otherwise_is_told_and_not_guessed(text: str, why: str) -> None:
    (line,) = inbox_lines(text, PLACES)
    assert why in line.problem
    assert line.problem.endswith(".")
    assert not is_inbox_line(text)


def test_each_line_has_its_own_time_or_none_and_other_lines_go_on_with_the_note() -> None:
    text = "\n2026-11-25T08:00 6 neck stiff\nafter sitting\n\n2026-11-25T12:00 4\n5 left leg\n99 of what\n"
    first, second, third, fourth = inbox_lines(text, PLACES)
    assert (first.number, first.note, first.problem) == (2, "stiff\nafter sitting", "")
    assert (second.number, second.pain, second.problem) == (5, 4, "")
    assert (third.at, third.pain, third.site, third.problem) == (None, 5, "left leg", "")
    assert "0 to 10" in fourth.problem
    assert [(line.at, line.pain) for line in inbox_lines("6 neck\n4 neck", PLACES)] == [(None, 6), (None, 4)]
    assert inbox_lines(" \n\n", PLACES) == []
    assert not is_inbox_line("")


@pytest.mark.parametrize("other", ["24.11.2026 08:00 5 neck", "11/24/2026 5 neck", "08:00 5 neck", "20h15 5 neck", "6-7 neck", "6 \N{EN DASH} 7"])
def test_a_line_with_a_time_written_otherwise_or_a_range_is_told_and_not_put_into_the_note_above(other: str) -> None:
    first, second = inbox_lines(f"2026-11-25T08:00 6 neck\n{other}", PLACES)
    assert (first.note, first.problem) == ("", "")
    assert second.problem
    (alone,) = inbox_lines("2026-11-25T08:00 6 neck\n30mg codeine helped\n1/2 tablet", PLACES)
    assert alone.note == "30mg codeine helped\n1/2 tablet"


@pytest.mark.parametrize(
    "header",
    [
        "date,pain,note",
        "Datum;Schmerz",
        "6;7;8",
        "6,5,3",
        "5 years of pain\n\ndate,pain\n2026-11-25,6\n2026-11-26,6",
        "2026-11-25,6",
        "2026-11-25;6",
        "{",
        "sep=;",
    ],
)
def test_the_head_of_a_table_is_no_such_line(header: str) -> None:
    assert not is_inbox_line(header)


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(lambda text: " ".join(text.split()))


@settings(max_examples=50)
@given(
    at=st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
    pain=st.integers(0, 10),
    place=st.none() | st.sampled_from(sorted(PLACES)),
    note=words,
)
def test_whatever_is_written_comes_back_and_nothing_else(at: datetime | None, pain: int, place: str | None, note: str) -> None:
    written = " ".join(filter(None, (at and at.isoformat(), str(pain), place, note)))
    (line,) = inbox_lines(written, PLACES)
    assert (line.at, line.pain, line.problem) == (at, pain, "")
    if place is not None and not note.casefold().startswith(("left", "right")):
        assert (line.site, line.note) == (PLACES[place], note)
    # Every word that was written is the time, the value, the place or in the note.
    told = [*([] if line.site is None else line.site.split()), *line.note.casefold().split()]
    assert (
        place == "kreuz"
        or line.site is None
        or [word.strip(",;:.") for word in told] == [word.strip(",;:.") for word in f"{place or ''} {note}".casefold().split()]
    )


@settings(max_examples=50)
@given(text=st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for line in inbox_lines(text, PLACES):
        assert line.problem or 0 <= line.pain <= 10
        assert line.number >= 1
