import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, RIGHT, an_entry
from tracker.domain.statistics.places import by_place, first_days, whole_body

ENTRIES = st.lists(
    st.builds(
        lambda day, pain, sites: an_entry(pain, f"2026-11-{day:02}T09:00", sites=sites),
        st.integers(1, 28),
        st.integers(0, 10),
        st.dictionaries(st.sampled_from((LEFT, RIGHT, "left hip")), st.integers(0, 9), max_size=3),
    ),
    max_size=25,
)


def test_a_site_has_its_median_readings_and_days_worked_by_hand():
    entries = [
        an_entry(7, "2026-11-23T08:00", sites={LEFT: 7, RIGHT: 1}),
        an_entry(6, "2026-11-23T20:00", sites={LEFT: 4}),
        an_entry(5, "2026-11-24T08:00", sites={LEFT: 5, RIGHT: 3}),
        an_entry(2, "2026-11-26T08:00", sites={LEFT: 2}),
    ]
    found = [(place.site, place.n, place.days, place.median, place.highest.points, place.lowest.points) for place in by_place(entries)]
    assert found == [(LEFT, 4, 3, 4.5, 7, 2), (RIGHT, 2, 2, None, 3, 1)]
    assert [place.first.day for place in by_place(entries)] == [23, 23]


@given(ENTRIES)
def test_the_first_days_by_themselves_are_those_of_the_figures(entries):
    assert first_days(entries) == {place.site: place.first for place in by_place(entries)}


def test_a_place_on_more_days_goes_before_one_with_more_readings():
    often = [an_entry(1, f"2026-11-23T{hour:02}:00", sites=(LEFT,)) for hour in range(5)]
    days = [an_entry(9, f"2026-11-2{day}T08:00", sites=(RIGHT,)) for day in (4, 5)]
    assert [place.site for place in by_place([*often, *days])] == [RIGHT, LEFT]


def test_of_places_alike_in_days_and_readings_the_one_that_hurt_most_goes_first():
    assert [place.site for place in by_place([an_entry(1, sites={RIGHT: 1, LEFT: 9, "neck": 5})])] == [LEFT, "neck", RIGHT]


def test_the_range_of_24_hours_counts_at_a_place_only_where_the_entry_names_it_alone_and_always_in_the_whole_body():
    """The table said 8 where the diary said 10."""
    entries = [
        an_entry(3, "2026-11-23T08:00", sites=(LEFT,), worst=8, least=2),
        an_entry(4, "2026-11-24T08:00", sites=(LEFT, RIGHT), worst=10, least=0),
    ]
    left, right = by_place(entries)
    assert (left.highest.points, left.highest.of_24_hours, left.lowest.points) == (8, True, 2)
    assert (right.highest.points, right.highest.of_24_hours, right.lowest.points) == (4, False, 4)
    body = whole_body(entries)
    assert (body.n, body.days, body.highest.points, body.highest.sites, body.lowest.points) == (2, 2, 10, (LEFT, RIGHT), 0)


def test_of_no_entry_the_whole_body_has_nothing():
    assert (whole_body([]).n, whole_body([]).highest, whole_body([]).lowest) == (0, None, None)


def test_entries_without_a_site_stand_together_under_no_name():
    entries = [an_entry(pain, f"2026-11-2{pain}T08:00") for pain in (3, 5, 9)]
    unnamed = by_place([*entries, an_entry(10, sites=(LEFT,))])[0]
    assert (unnamed.site, unnamed.n, unnamed.days, unnamed.median, unnamed.highest.points) == (None, 3, 3, 5, 9)


@pytest.mark.parametrize(("entries", "enough"), [(2, False), (3, True)])
def test_three_readings_at_a_site_are_enough_even_on_one_day(entries, enough):
    (place,) = by_place([an_entry(5, f"2026-11-25T0{hour}:00", sites=(LEFT,)) for hour in range(entries)])
    assert (place.enough, place.median is not None, place.days) == (enough, enough, 1)


def test_an_empty_diary_has_no_places():
    assert by_place([]) == ()


@given(ENTRIES, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_places_come_by_their_days_in_any_order_of_the_entries_and_are_silent_below_three(entries, chance):
    places = by_place(entries)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert sorted(by_place(shuffled), key=repr) == sorted(places, key=repr)
    assert [place.days for place in places] == sorted((place.days for place in places), reverse=True)
    assert sum(place.n for place in places) == sum(len(entry.sites) or 1 for entry in entries)
    assert all((place.median is None) == (place.n < 3) and place.days <= place.n for place in places)
    assert all(place.lowest.points <= (place.median or place.lowest.points) <= place.highest.points for place in places)
