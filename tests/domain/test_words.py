from datetime import date, datetime

import pytest

from tests.charts.diaries import ONSET, a_pain_entry
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.sessions import SESSION_KINDS
from tracker.domain.statistics.figures import DAY, week_comparison
from tracker.domain.statistics.words import change_sentences
from tracker.domain.words import (
    day_seen_from,
    day_words,
    isolated,
    name_in_words,
    period_words,
    points_words,
    session_name,
    time_near,
    time_seen_from,
    time_words,
    weekday_seen_from,
    weekday_with_year,
)


def change_from(before, after):
    entries = [a_pain_entry(ONSET + number * DAY, before if number < 7 else after) for number in range(14)]
    return change_sentences(week_comparison(entries, entries[0].sites[0].name, ONSET, ONSET + 13 * DAY))


def test_every_phase_has_a_name():
    assert [phase_name(phase) for phase in Phase] == ["No episode", "Ice", "Damp heat", "Stretches", "Keeping well"]


@pytest.mark.parametrize(
    ("kind", "name"), [("heat", "Damp heat"), ("pressure", "Finger pressure"), ("seated twist", "Seated twist"), ("yoga", "Yoga")]
)
def test_an_exercise_is_called_by_its_own_name(kind, name):
    assert session_name(kind) == name


def test_every_kind_of_session_has_a_name_that_is_not_its_key_alone():
    names = [session_name(kind) for kind in SESSION_KINDS]
    assert len(set(names)) == len(SESSION_KINDS)
    assert not [name for name in names if name != "Self-massage" and "-" in name]


def test_days_and_times_read_as_people_write_them():
    assert day_words(date(2026, 11, 3)) == "3 Nov 2026"
    assert time_words(datetime(2026, 11, 23, 14, 5)) == "23 Nov 2026, 14:05"  # noqa: DTZ001 - a wall-clock time


def test_a_period_names_its_year_once():
    assert period_words(date(2026, 11, 3), date(2026, 12, 4)) == "3 Nov to 4 Dec 2026"
    assert period_words(date(2026, 11, 3), date(2027, 1, 4)) == "3 Nov 2026 to 4 Jan 2027"
    assert period_words(date(2026, 11, 3), date(2026, 11, 3)) == "3 Nov 2026"


@pytest.mark.parametrize(("value", "words"), [(7.0, "7"), (2.25, "2.2"), (-0.0, "0"), (-0.04, "0"), (None, "\N{EN DASH}")])
def test_points_have_one_decimal_at_most(value, words):
    assert points_words(value) == words


@pytest.mark.parametrize(
    ("before", "after", "start"),
    [
        (7, 2, "5 points lower (71 %)."),
        (4, 5, "1 point higher (25 %)."),
        (0, 3, "3 points higher."),
        (4, 4, "no change."),
        (6.75, 2.25, "4.6 points lower (68 %)."),
    ],
)
def test_a_change_answers_its_question_beside_what_people_notice_and_agrees_with_the_medians_as_they_are_shown(before, after, start):
    eases = " Pain often eases by itself." if after < before else ""
    assert change_from(before, after) == f"Last 7 days against the first 7: {start} People usually notice 2 points or 30 %.{eases}"


def test_too_little_is_too_early_to_say():
    assert change_sentences(week_comparison([], None, ONSET, ONSET + 41 * DAY)).startswith("Too early to say")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("lower back", "lower back"),
        ("גב", "\u2068גב\u2069"),
        ("left كتف", "\u2068left كتف\u2069"),
        ("\u202eabc\u2067", "abc"),
        ("\u2069גב\u202e", "\u2068גב\u2069"),
    ],
)
def test_what_a_person_typed_never_turns_the_words_around_it(typed, shown):
    assert isolated(typed) == shown


def test_a_name_of_any_length_leaves_room_for_the_sentence():
    assert name_in_words("x" * 60) == "x" * 60
    assert name_in_words("x" * 200) == "x" * 59 + "…"
    assert name_in_words(" two\nlines ") == "two lines"


def test_a_day_of_another_year_has_its_year():
    today = date(2026, 1, 3)
    assert (day_seen_from(date(2026, 11, 23), today), day_seen_from(date(2025, 11, 23), today)) == ("23 Nov", "23 Nov 2025")
    assert weekday_seen_from(date(2025, 11, 23), today) == "Sun, 23 Nov 2025"
    assert time_seen_from(datetime(2026, 11, 23, 14, 10), today) == "Mon 23 Nov 14:10"  # noqa: DTZ001 - a wall-clock time
    assert time_seen_from(datetime(2025, 11, 23, 14, 10), today) == "Sun, 23 Nov 2025 14:10"  # noqa: DTZ001 - likewise
    assert time_near(datetime(2026, 1, 3, 14, 10), today) == "14:10"  # noqa: DTZ001 - likewise
    assert time_near(datetime(2025, 12, 28, 14, 10), today) == "Sun 14:10"  # noqa: DTZ001 - likewise
    assert time_near(datetime(2025, 12, 27, 14, 10), today) == "Sat, 27 Dec 2025 14:10"  # noqa: DTZ001 - likewise
    assert time_near(datetime(2026, 1, 10, 14, 10), today) == "Sat 10 Jan 14:10"  # noqa: DTZ001 - likewise
    assert weekday_with_year(date(2025, 11, 23)) == "Sun, 23 Nov 2025"
