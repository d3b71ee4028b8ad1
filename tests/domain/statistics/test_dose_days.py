from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_moment
from tracker.domain.entries import Amount
from tracker.domain.medicines import Intake, window_total
from tracker.domain.statistics.dose_days import DoseDay, dose_days, most_in_24_hours

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

some_intakes = st.lists(
    st.builds(
        lambda quarter, name, mg, on_skin: Intake(a_moment(NOON + timedelta(minutes=15 * quarter)), name, (Amount(name, mg),), on_skin),
        st.integers(0, 600),
        st.sampled_from(("paracetamol", "ibuprofen")),
        st.none() | st.sampled_from((200.0, 500.0, 1000.0)),
        st.booleans(),
    ),
    max_size=25,
)


def an_intake(at, name="Panadol", *, on_skin=False, **mg):
    return Intake(a_moment(at), name, tuple(Amount(ingredient, amount) for ingredient, amount in mg.items()), on_skin)


def test_a_day_has_the_doses_and_the_mg_of_each_ingredient():
    taken = [
        an_intake("2026-11-24T08:00", paracetamol=1000),
        an_intake("2026-11-23T08:00", paracetamol=500),
        an_intake("2026-11-23T20:00", "Nuromol", ibuprofen=200, paracetamol=500),
        an_intake("2026-11-23T22:00", "co-codamol", paracetamol=None),
    ]
    assert dose_days(taken) == (
        DoseDay(MONDAY, "ibuprofen", 1, 200),
        DoseDay(MONDAY, "paracetamol", 3, 1000, unmeasured=1),
        DoseDay(TUESDAY, "paracetamol", 1, 1000),
    )


def test_a_medicine_without_known_ingredients_goes_by_its_name_and_has_no_mg():
    assert dose_days([an_intake("2026-11-23T08:00", "Granny's drops")]) == (DoseDay(MONDAY, "Granny's drops", 1, None, unmeasured=1),)


def test_what_stays_on_the_skin_is_counted_apart_and_has_no_mg():
    taken = [an_intake("2026-11-23T08:00", ibuprofen=400), an_intake("2026-11-23T09:00", "gel", on_skin=True, ibuprofen=50)]
    assert dose_days(taken) == (DoseDay(MONDAY, "ibuprofen", 1, 400), DoseDay(MONDAY, "ibuprofen", 1, None, unmeasured=1, on_skin=True))


@pytest.mark.parametrize(("second", "mg", "doses"), [("2026-11-24T07:59", 1500, 2), ("2026-11-24T08:00", 1000, 1)])
def test_a_dose_is_out_of_the_window_exactly_24_hours_later(second, mg, doses):
    taken = [an_intake("2026-11-23T08:00", paracetamol=500), an_intake(second, paracetamol=1000)]
    (most,) = most_in_24_hours(taken, MONDAY, TUESDAY)
    assert (most.mg, most.doses, most.n, most.mg_until) == (mg, doses, 2, a_moment(second))


def test_the_most_mg_and_the_most_doses_may_lie_in_different_windows():
    taken = [an_intake(f"2026-11-23T{hour:02}:00", paracetamol=250) for hour in (8, 12, 16)]
    (most,) = most_in_24_hours([*taken, an_intake("2026-11-26T08:00", paracetamol=1000)], MONDAY, date(2026, 11, 30))
    assert (most.doses, most.doses_until, most.mg, most.mg_until) == (3, a_moment("2026-11-23T16:00"), 1000, a_moment("2026-11-26T08:00"))


def test_a_dose_of_the_evening_before_belongs_to_the_windows_of_the_first_day():
    taken = [an_intake("2026-11-23T22:00", paracetamol=1000), an_intake("2026-11-24T08:00", paracetamol=500)]
    (most,) = most_in_24_hours(taken, TUESDAY, TUESDAY)
    assert (most.mg, most.doses, most.n) == (1500, 2, 1)
    assert most_in_24_hours(taken, date(2026, 11, 25), date(2026, 11, 25)) == ()


@given(some_intakes)
@settings(max_examples=40)
def test_the_most_is_that_of_all_windows_counted_one_by_one(intakes):
    for most in most_in_24_hours(intakes, MONDAY, date(2026, 12, 31)):
        if most.on_skin:
            assert most.mg is None
            continue
        totals = [window_total(most.name, intakes, one.at) for one in intakes if one.swallowed(most.name)]
        assert (most.mg or 0) == max(total.mg for total in totals)
        assert (most.doses, most.n) == (max(total.doses for total in totals), len(totals))
    per_day = dose_days(intakes)
    assert sum(one.doses for one in per_day) == len(intakes)
    assert dose_days(reversed(intakes)) == per_day
