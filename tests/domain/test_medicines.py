"""Totals by ingredient in a rolling 24 hours, and what is said of a dose."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import random_entries
from tests.builders import a_dose, a_moment
from tracker.domain.dose_notices import NoticeKind, hours_text, notices
from tracker.domain.entries import Amount, MedicineClass
from tracker.domain.medicines import (
    Bound,
    DoseDraft,
    Intake,
    Limit,
    Medicine,
    Total,
    in_one_unit,
    plain_name,
    taken,
    totals_around,
    window_total,
)
from tracker.errors import Refused
from tracker.library.medicines import ingredients_by_name, medicine_list

INGREDIENTS = ingredients_by_name()
LIMITS = {ingredient.name: ingredient.limit for ingredient in medicine_list().ingredients if ingredient.limit}
KINDS = {ingredient.name: ingredient.kind for ingredient in medicine_list().ingredients}
START = datetime(2026, 11, 20, tzinfo=UTC)
AT = "2026-11-25T13:00"


def an_intake(name="paracetamol", mg=500.0, at=AT, *, on_skin=False, **others):
    """Something taken; with more ingredients as `ibuprofen=200`."""
    held = others or {name: mg}
    amounts = tuple(Amount(name, held[name], KINDS.get(name, MedicineClass.OTHER)) for name in held)
    return Intake(a_moment(at), name, amounts, on_skin)


def noticed(intake, others, limits=LIMITS):
    return notices(intake, others, limits, INGREDIENTS)


def said(intake, *others, limits=LIMITS):
    return [notice.kind for notice in noticed(intake, others, limits)]


def hours_before(hours, at=AT):
    return a_moment(a_moment(at).at - timedelta(hours=hours)).at


def test_exactly_24_hours_ago_is_out_of_the_window_and_a_moment_later_is_in():
    at = a_moment(AT).at
    just_out, just_in = an_intake(at=at - timedelta(hours=24)), an_intake(at=at - timedelta(hours=24) + timedelta(microseconds=1))
    assert window_total("paracetamol", [just_out, just_in, an_intake(at=at)], at) == Total(1000, 2)
    assert window_total("paracetamol", [an_intake(at=at + timedelta(microseconds=1))], at) == Total()


def test_a_dose_without_mg_is_told_apart_and_one_on_the_skin_does_not_count_in_mg():
    doses = [an_intake(mg=None), an_intake(), an_intake("ibuprofen gel", ibuprofen=None, on_skin=True)]
    assert window_total("paracetamol", doses, a_moment(AT).at) == Total(500, 2, 1)
    assert window_total("ibuprofen", doses, a_moment(AT).at) == Total(on_skin=1)
    assert window_total("ibuprofen", [*doses, an_intake("ibuprofen", 400)], a_moment(AT).at) == Total(400, 1, on_skin=1)


@pytest.mark.parametrize(("mg", "kinds"), [(999, []), (999.001, [NoticeKind.ADVICE])])
def test_exactly_four_grams_of_paracetamol_is_fine_and_a_trace_more_is_not(mg, kinds):
    before = [an_intake(mg=mg, at=hours_before(hours)) for hours, mg in ((5, 1000), (10, 1000), (15, 1001))]
    assert said(an_intake(mg=mg), *before) == kinds


def test_over_four_grams_of_paracetamol_says_to_get_advice_first_of_all():
    before = [an_intake("Panadol", paracetamol=1000, at=hours_before(hours)) for hours in (1, 2, 3, 4)]
    found = noticed(an_intake(mg=1000), before)
    assert found[0].sentence.endswith("Get medical advice at once, even if you feel well.")
    assert [notice.kind for notice in found] == [NoticeKind.ADVICE, NoticeKind.DOSES, NoticeKind.GAP, NoticeKind.REPEATED]


def test_more_than_four_doses_alone_is_the_plain_notice():
    before = [an_intake(mg=500, at=hours_before(hours)) for hours in (4, 8, 12, 16)]
    assert said(an_intake(mg=500), *before[:3]) == []
    [notice] = noticed(an_intake(mg=500), before)
    assert notice.sentence == "Paracetamol comes to 5 doses in 24 hours; the label's limit is 4."


@pytest.mark.parametrize(("name", "mg", "gap"), [("paracetamol", 500, 4), ("ibuprofen", 200, 6)])
def test_exactly_the_gap_is_fine_before_and_after_and_a_second_less_is_not(name, mg, gap):
    for sign in (1, -1):
        assert said(an_intake(name, mg), an_intake(name, mg, hours_before(sign * gap))) == []
        assert said(an_intake(name, mg), an_intake(name, mg, hours_before(sign * (gap - 1 / 3600)))) == [NoticeKind.GAP]


def test_exactly_the_labels_ibuprofen_is_fine_and_more_is_told_with_the_limit():
    before = [an_intake("ibuprofen", mg, hours_before(hours)) for hours, mg in ((6, 400), (12, 401))]
    assert said(an_intake("ibuprofen", 399), *before) == []
    [notice] = noticed(an_intake("ibuprofen", 400), before)
    assert notice.sentence == "Ibuprofen comes to 1,201 mg in 24 hours; the label's limit is 1,200 mg."


def test_a_back_dated_dose_looks_at_every_24_hours_that_hold_it():
    later = [an_intake("ibuprofen", 400, hours_before(-hours)) for hours in (7, 14, 21)]
    assert said(an_intake("ibuprofen", 400), *later) == [NoticeKind.LIMIT]
    assert said(an_intake("ibuprofen", 400), *later[:2], an_intake("ibuprofen", 400, hours_before(-24))) == []


def test_two_names_of_one_ingredient_are_told_within_24_hours_and_not_after():
    tylenol = an_intake("Tylenol", paracetamol=500)
    assert said(tylenol, an_intake("Panadol", paracetamol=500, at=hours_before(23.9))) == [NoticeKind.REPEATED]
    assert said(tylenol, an_intake("Panadol", paracetamol=500, at=hours_before(24))) == []
    assert said(tylenol, an_intake("TYLENOL", paracetamol=500, at=hours_before(5))) == []


def test_amounts_in_a_name_do_not_make_it_another_name_but_other_ingredients_do():
    before = an_intake("2 x Panadol 500 mg", paracetamol=1000, at=hours_before(5))
    assert said(an_intake("Panadol", paracetamol=500), before) == []
    assert said(an_intake("Tylenol 3", paracetamol=300, codeine=30), an_intake("Tylenol", paracetamol=500, at=hours_before(5))) == [
        NoticeKind.REPEATED,
        NoticeKind.OF_CLASS,
    ]


def test_ibuprofen_with_naproxen_is_a_second_nsaid_before_and_after():
    for hours in (23, -23):
        [notice] = noticed(an_intake("ibuprofen", 200), [an_intake("Aleve", naproxen=220, at=hours_before(hours))])
        assert notice.kind is NoticeKind.SECOND_NSAID
        assert "Aleve" in notice.sentence
    assert said(an_intake("ibuprofen", 200), an_intake("naproxen", 220, hours_before(24))) == []


def test_a_gel_counts_for_the_class_and_not_in_mg_or_hours():
    gel = an_intake("Voltarol gel", diclofenac=None, on_skin=True)
    assert said(gel, an_intake("ibuprofen", 400, hours_before(1))) == [NoticeKind.SECOND_NSAID]
    assert said(an_intake("ibuprofen", 400), an_intake("Voltarol gel", diclofenac=None, on_skin=True, at=hours_before(1))) == [
        NoticeKind.SECOND_NSAID
    ]
    same = an_intake("ibuprofen gel", ibuprofen=None, on_skin=True)
    assert said(same, an_intake("ibuprofen gel", ibuprofen=None, on_skin=True, at=hours_before(1))) == []
    assert said(same, an_intake("ibuprofen", 400, hours_before(1))) == [NoticeKind.REPEATED]


def test_paracetamol_with_ibuprofen_is_no_notice_together_or_in_one():
    assert said(an_intake("paracetamol", 1000), an_intake("ibuprofen", 400, hours_before(0))) == []
    assert said(an_intake("Nuromol", paracetamol=500, ibuprofen=200)) == []


def test_a_combination_counts_for_each_of_its_ingredients():
    before = [an_intake("Nuromol", paracetamol=500, ibuprofen=400, at=hours_before(hours)) for hours in (6, 12, 18)]
    [notice] = noticed(an_intake("Nuromol", paracetamol=500, ibuprofen=1), before)
    assert notice.sentence.startswith("Ibuprofen comes to 1,201 mg")


@pytest.mark.parametrize("gone", [0, 5, 9])
def test_more_than_ten_days_of_ibuprofen_in_a_row_is_told_and_a_day_between_ends_it(gone):
    days = [an_intake("ibuprofen", 200, hours_before(24 * number)) for number in range(1, 11)]
    assert said(an_intake("ibuprofen", 200), *days) == [NoticeKind.DAYS]
    assert said(an_intake("ibuprofen", 200), *days[:9]) == []
    assert said(an_intake("ibuprofen", 200), *days[:gone], *days[gone + 1 :]) == []


def test_a_dose_that_closes_the_row_from_both_sides_is_told():
    days = [an_intake("ibuprofen", 200, hours_before(24 * number)) for number in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)]
    assert said(an_intake("ibuprofen", 200), *days) == [NoticeKind.DAYS]


@pytest.mark.parametrize(
    ("name", "usual", "more", "sentence"),
    [
        ("paracetamol", 1000, 1001, "Paracetamol: 1,001 mg is more than the usual 1 g at once."),
        ("ibuprofen", 400, 600, "Ibuprofen: 600 mg is more than the usual 400 mg at once."),
    ],
)
def test_the_usual_dose_at_once_is_fine_and_more_is_told(name, usual, more, sentence):
    assert said(an_intake(name, usual)) == []
    [notice] = noticed(an_intake("a brand", **{name: more}), [])
    assert (notice.kind, notice.sentence) == (NoticeKind.AT_ONCE, sentence)
    assert said(an_intake("a gel", on_skin=True, **{name: more})) == []


def test_every_other_nsaid_of_the_24_hours_is_named_once_where_it_was_taken_nearest():
    others = [
        an_intake("Aleve", naproxen=220, at=hours_before(20)),
        an_intake("Naprosyn", naproxen=250, at=hours_before(3)),
        an_intake("Voltarol gel", diclofenac=None, on_skin=True, at=hours_before(-5)),
        an_intake("ketoprofen", 50, hours_before(24)),
        an_intake("Advil", ibuprofen=200, at=hours_before(8)),
        an_intake("paracetamol", 500, hours_before(1)),
    ]
    [notice] = [notice for notice in noticed(an_intake("ibuprofen", 200), others) if notice.kind is NoticeKind.SECOND_NSAID]
    named = "naproxen (Naprosyn, Wed 10:00), diclofenac (Voltarol gel, Wed 18:00)"
    assert notice.sentence == f"3 NSAIDs within 24 hours: ibuprofen, and {named}. Ask a pharmacist."


def test_an_own_limit_is_called_so():
    own = LIMITS["paracetamol"].overlaid(Limit("paracetamol", mg_in_24_hours=Bound(2000, "x", is_own=True)))
    [notice] = noticed(an_intake(mg=1000), [an_intake(mg=1500, at=hours_before(8))], {"paracetamol": own})
    assert "your own limit is 2,000 mg" in notice.sentence
    assert own.doses_in_24_hours.value == 4


def test_what_has_no_figure_gives_no_notice_of_amounts():
    assert said(an_intake("naproxen", 5000), an_intake("naproxen", 5000, hours_before(1))) == []


DOSES = st.lists(
    st.tuples(st.sampled_from(["paracetamol", "ibuprofen"]), st.floats(0.25, 2000).map(lambda mg: round(mg, 2)), st.integers(0, 6 * 24 * 60)),
    max_size=14,
)


@given(DOSES, st.integers(0, 6 * 24 * 60), st.randoms())
def test_no_order_of_doses_changes_a_total(doses, end, chance):
    at = START + timedelta(minutes=end)
    intakes = [an_intake(name, mg, START + timedelta(minutes=minute)) for name, mg, minute in doses]
    expected = sum(mg for name, mg, minute in doses if name == "paracetamol" and end - 1440 < minute <= end)
    chance.shuffle(intakes)
    total = window_total("paracetamol", intakes, at)
    assert total.mg == pytest.approx(expected, abs=1e-6)
    assert total.doses == sum(name == "paracetamol" and end - 1440 < minute <= end for name, _mg, minute in doses)


@given(DOSES, st.integers(0, 6 * 24 * 60))
def test_no_24_hours_that_hold_a_dose_come_to_more_than_what_is_looked_at(doses, minute):
    intake = an_intake(mg=500, at=START + timedelta(minutes=minute))
    others = [an_intake(name, mg, START + timedelta(minutes=when)) for name, mg, when in doses]
    worst = max(window_total("paracetamol", [intake, *others], intake.at + timedelta(minutes=later)).mg for later in range(1440))
    assert max(total.mg for total in totals_around("paracetamol", intake, others)) == pytest.approx(worst)


def test_names_are_compared_without_case_accents_and_marks():
    assert plain_name("  Kétoprofène ") == "ketoprofene"
    assert plain_name("Co-Codamol") == plain_name("co codamol")
    assert plain_name("Cold & Flu") == plain_name("cold and flu")


def test_units_multiply_the_mg_of_one_unit():
    pack = Medicine(name="paracetamol", amounts=(Amount("paracetamol", None),))
    dose = DoseDraft(name="Panadol", moment=a_moment(), mg=(500,), units=2).entry(pack)
    assert (dose.name, dose.units, dose.ingredients[0].mg) == ("Panadol", 2, 1000)


def test_mg_of_a_medicine_that_knows_its_own_is_a_number_of_units():
    own = Medicine(name="mine", amounts=(Amount("paracetamol", 500), Amount("codeine", 8)))
    assert DoseDraft(name="mine", moment=a_moment()).entry(own).units == 1
    dose = DoseDraft(name="mine", moment=a_moment(), mg=(1000,)).entry(own)
    assert (dose.units, [amount.mg for amount in dose.ingredients]) == (2, [1000, 16])


@pytest.mark.parametrize(
    "amounts", [(), (Amount("x", 1), Amount("X", 2)), (Amount("x", -1),), (Amount(" ", 1),)], ids=["none", "twice", "negative", "empty"]
)
def test_a_medicine_that_makes_no_sense_is_refused(amounts):
    with pytest.raises(Refused):
        Medicine(name="mine", amounts=amounts)


def test_lengths_are_said_in_hours_and_minutes():
    assert [hours_text(timedelta(minutes=minutes)) for minutes in (0, 59, 60, 239)] == ["0 min", "59 min", "1 h", "3 h 59 min"]


@given(random_entries.doses)
def test_what_one_unit_held_makes_the_very_dose_again(dose):
    assert taken(in_one_unit(dose), dose.units, dose) == dose.ingredients


def test_other_units_hold_more_or_less_and_none_are_one():
    dose = a_dose(units=2, ingredients={"paracetamol": 1000, "caffeine": None})
    assert [amount.mg for amount in taken(in_one_unit(dose), 3, dose)] == [1500, None]
    assert [amount.mg for amount in taken(in_one_unit(dose), None, dose)] == [500, None]
