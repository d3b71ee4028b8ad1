import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, RIGHT, an_entry
from tracker.domain.statistics.places import PlaceFigure, by_place

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
    assert by_place(entries) == (PlaceFigure(LEFT, n=4, days=3, median=4.5), PlaceFigure(RIGHT, n=2, days=2, median=None))


def test_entries_without_a_site_stand_together_under_no_name():
    entries = [an_entry(pain, f"2026-11-2{pain}T08:00") for pain in (3, 5, 9)]
    assert by_place([*entries, an_entry(10, sites=(LEFT,))])[0] == PlaceFigure(None, n=3, days=3, median=5)


@pytest.mark.parametrize(("entries", "enough"), [(2, False), (3, True)])
def test_three_readings_at_a_site_are_enough_even_on_one_day(entries, enough):
    (place,) = by_place([an_entry(5, f"2026-11-25T0{hour}:00", sites=(LEFT,)) for hour in range(entries)])
    assert (place.enough, place.median is not None, place.days) == (enough, enough, 1)


def test_an_empty_diary_has_no_places():
    assert by_place([]) == ()


@given(ENTRIES, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_places_come_most_logged_first_in_any_order_of_the_entries_and_are_silent_below_three(entries, chance):
    places = by_place(entries)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert sorted(by_place(shuffled), key=repr) == sorted(places, key=repr)
    assert [place.n for place in places] == sorted((place.n for place in places), reverse=True)
    assert sum(place.n for place in places) == sum(len(entry.sites) or 1 for entry in entries)
    assert all((place.median is None) == (place.n < 3) and place.days <= place.n for place in places)
