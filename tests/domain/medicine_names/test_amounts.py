"""Amounts as people and packs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.medicine_names.amount_parts import WrittenAmount
from tracker.domain.medicine_names.amounts import read_amount, read_name

FORMS = ("tablet", "tablets", "tabs", "caplets", "tabletten", "comprimés")


@pytest.mark.parametrize(
    ("text", "mg", "units"),
    [
        ("500mg", (500,), None),
        ("0,5 g", (500,), None),
        ("1.000 g", (1000,), None),
        ("1,000 mg", (1000,), None),
        ("1.000 mg", (1000,), None),
        ("2,5 mg", (2.5,), None),
        ("0.125 mg", (0.125,), None),
        ("50 mcg", (0.05,), None),
        ("2 x 500 mg", (500,), 2),
        ("2x500mg", (500,), 2),
        ("500mg x2", (500,), 2),
        ("500 mg \N{MULTIPLICATION SIGN} 2", (500,), 2),
        ("2 Tabletten", (), 2),
        ("2 tabs.", (), 2),
        ("1½ tablets", (), 1.5),
        ("1 1/2 tablets", (), 1.5),
        ("1/2 tablet", (), 0.5),
        ("8/500", (8, 500), None),
        ("30mg/500mg", (30, 500), None),
        ("37.5/325 mg", (37.5, 325), None),
        ("120mg/5ml", (), None),
        ("11.6 mg/g", (), None),
        ("1,16 %", (), None),
        ("12/11/2025", (), None),
        ("-500 mg", (), None),
        ("a spoon", (), None),
    ],
)
def test_mg_and_units_are_read_as_they_are_written(text, mg, units):
    found = read_amount(text, FORMS)
    assert (found.mg, found.units) == (mg, units)


@pytest.mark.parametrize(("text", "bare"), [("400", 400), ("1,000", 1000), ("2.5", 2.5), ("-5", None), ("4 or 5", None), ("3.4.5", None), ("", None)])
def test_a_number_alone_says_neither(text, bare):
    assert read_amount(text, FORMS) == WrittenAmount(bare=bare, rest=text, is_unclear=bare is None and text != "")


@pytest.mark.parametrize(
    ("text", "mg", "units", "rest"),
    [
        ("Boots Paracetamol 500mg caplets", (500,), None, "Boots Paracetamol caplets"),
        ("2 paracetamol 500mg", (500,), 2, "paracetamol"),
        ("Panadol 500 mg, 2 tablets", (500,), 2, "Panadol"),
        ("Paracetamol 500mg 16 tablets", (500,), None, "Paracetamol"),
        ("3 in 1 remedy", (), None, "3 in 1 remedy"),
    ],
)
def test_a_name_tells_strength_and_number_but_not_what_a_pack_holds(text, mg, units, rest):
    found = read_name(text, FORMS)
    assert (found.mg, found.units, found.rest) == (mg, units, rest)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("0123456789 ./,xmg½-+()", max_size=30))
def test_whatever_is_written_is_read_without_an_error_and_never_as_less_than_nothing(text):
    for found in (read_amount(text, FORMS), read_name(text, FORMS)):
        assert all(mg >= 0 for mg in found.mg)
        assert found.units is None or found.units > 0


@given(st.integers(1, 9999), st.integers(1, 6))
def test_any_order_of_number_and_strength_is_the_same(mg, units):
    ways = (f"{units} x {mg} mg", f"{units}x{mg}mg", f"{mg} mg x {units}", f"{mg:,} mg x{units}", f"{units} tablets {mg}mg", f"{mg} mg, {units} tabs")
    assert {(found.mg, found.units) for found in (read_amount(way, FORMS) for way in ways)} == {((mg,), units)}
