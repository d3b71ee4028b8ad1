"""Amounts of medicines as people write them into tables and apps: what was taken, or unknown and kept as written, never less."""

import math
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.times import Moment
from tracker.importers.table.contract import shared
from tracker.importers.table.doses import doses_of, with_unit
from tracker.importers.written.cell_words import says_none
from tracker.library.medicines import listed_medicine

AT = Moment.of(datetime(2026, 3, 1, 8, tzinfo=UTC), "Europe/London")
NONE = None


def read(name, amount="", note=""):
    return doses_of(name, amount, lambda place: shared("a row", f"dose {place}", AT), note)


def totals(name, amount=""):
    """Each dose as its ingredients with their mg, in whole micrograms so that the last digit does not matter."""
    return [[(held.ingredient, None if held.mg is None else round(held.mg, 3)) for held in dose.ingredients] for dose in read(name, amount)]


MOST = [
    *("max 3 x 400 mg", "max. 1200 mg", "bis zu 3 x 400 mg", "jusqu'à 1200 mg", "hasta 3 x 400 mg", "fino a 1200 mg", "até 1200 mg", "tot 1200 mg"),
    *("limit 1200 mg", "daily limit 1200 mg", "do 1200 mg", "до 1200 мг", "не более 1200 мг", "en fazla 3 x 400 mg", "massimo 3 x 400 mg"),
    *("400 mg as needed", "400 mg PRN", "400 mg si besoin", "bei Bedarf 400 mg", "400 mg al bisogno", "400 mg zo nodig", "400 mg si precisa"),
    *("400 mg every 6 h", "400 mg alle 6 h", "400 mg q6h", "could have had 400 mg", "wanted 400 mg", "allowed 3 x 400 mg", "3 x 400 mg erlaubt"),
]
MOST_IN_A_NAME = [
    *("max 3 x 400 mg", "max 1200 mg", "400 mg max 3x", "bis zu 3 x 400 mg", "jusqu'à 1200 mg", "limit 1200 mg", "400 mg bis zu 3x täglich"),
    *("max 1.2 g/day", "400 mg as needed", "400 mg PRN", "PRN 400 mg", "400 mg si besoin", "400 mg bei Bedarf", "400 mg alle 6 h", "400 mg q6h"),
]
# The mg that were taken of one ingredient, read with one's eyes.
OF_ONE = [
    # a strength alone
    ("Paracetamol", "500mg", 500),
    ("Paracetamol", "1,000 mg", 1000),
    ("Paracetamol", "1.000 mg", 1000),
    ("Paracetamol", "1 000 mg", 1000),
    ("Paracetamol", "1\u202f000 mg", 1000),
    ("Paracetamol", "1\u00a0500 mg", 1500),
    ("Paracetamol", "1'000 mg", 1000),
    ("Paracetamol", "1\u2019500mg", 1500),
    ("Paracetamol", "1,000.0 mg", 1000),
    ("Paracetamol", "1.000,5 mg", 1000.5),
    ("Paracetamol", "1000", 1000),
    ("Paracetamol", "1,000", 1000),
    ("Paracetamol", "1g", 1000),
    ("Paracetamol", "1 gram", 1000),
    ("Paracetamol", "0.5 g", 500),
    ("Paracetamol", ".5 g", 500),
    ("Paracetamol", "½ g", 500),
    ("Paracétamol", "1,5 g", 1500),
    ("Paracetamol", "1.000 g", 1000),
    ("Paracetamol", "1000 Milligramm", 1000),
    ("Paracetamolo", "500 milligrammi", 500),
    ("Fentanyl", "25 micrograms", 0.025),
    ("Fentanyl", "12.5 µg", 0.0125),
    ("Ibuprofen", "٤٠٠ mg", 400),
    ("Ibuprofen", "about 400 mg", 400),
    ("Ibuprofen", "ca. 400", 400),
    ("Ibuprofen", "400 after lunch", 400),
    ("Ibuprofen", "20", 20),
    ("Ibuprofen 400", "", 400),
    ("Ibuprofen 400mg", "", 400),
    ("Ibu400", "", 400),
    ("Tramadol 50", "", 50),
    ("Diclofenac 75 mg retard", "", 75),
    ("Paracetamol (500 mg)", "", 500),
    ("Paracetamol 1,000 mg", "", 1000),
    # a count and a strength
    ("Paracetamol", "2 x 500 mg", 1000),
    ("Paracetamol", "2x500", 1000),
    ("Paracetamol", "500mg x2", 1000),
    ("Paracetamol", "2 \N{MULTIPLICATION SIGN} 0,5 g", 1000),
    ("Paracetamol", "2*500mg", 1000),
    ("Paracetamol", "2 tablets of 500 mg", 1000),
    ("Paracetamol", "2 tabs 500mg", 1000),
    ("Paracetamol", "500 mg, 2 tablets", 1000),
    ("Paracetamol", "500 mg (2 tablets)", 1000),
    ("Paracetamol", "1 g (2 x 500 mg)", 1000),
    ("Paracetamol", "2 x 500mg = 1g", NONE),
    ("Paracetamol", "two 500mg tablets", 1000),
    ("Paracetamol", "2 comprimés de 500 mg", 1000),
    ("Paracetamol", "dos comprimidos de 500 mg", 1000),
    ("Paracetamol", "zwei Tabletten 500 mg", 1000),
    ("Paracetamol", "1½ tablets 500 mg", 750),
    ("Paracetamol", "half a tablet, 500mg", 250),
    ("Paracetamol", "one and a half tablets 500 mg", 750),
    ("Paracetamol", "3 x 2 tablets 500 mg", 3000),
    ("Paracetamol", "2 of 500 mg", 1000),
    ("Paracetamol", "2 500mg", NONE),
    ("Paracetamol", "2, 500mg", 1000),
    ("Paracetamol", "500mg 2", 1000),
    ("Paracetamol", "500, 2", 1000),
    ("Paracetamol", "500 mg per tablet, 2 tablets", 1000),
    # strength in the name, count beside it
    ("Paracetamol 500mg", "2", 1000),
    ("Paracetamol 500 mg", "2 tablets", 1000),
    ("Paracetamol 500", "1.5", 750),
    ("Paracetamol 500mg", "1/2", 250),
    ("Paracetamol 500mg", "1,5", 750),
    ("Paracetamol 500mg", "two", 1000),
    ("Paracetamol 500mg", "2x", 1000),
    ("Paracetamol 500mg", "x2", 1000),
    ("Paracetamol 500mg", "1000 mg", 1000),
    ("Paracetamol 500mg", "1000", 1000),
    ("Paracetamol 500mg", "2 x 500 mg", 1000),
    ("Paracetamol 500mg", "", 500),
    ("2 x Paracetamol 500mg", "", 1000),
    ("2 Paracetamol 500mg", "", 1000),
    ("Two paracetamol 500mg", "", 1000),
    ("Paracetamol 500mg x 2", "", 1000),
    ("Paracetamol 500 x2", "", 1000),
    ("Paracetamol 2x500", "", 1000),
    ("Paracetamol 2 x 500 mg", "", 1000),
    ("Paracetamol 500mg, 2 tablets", "", 1000),
    ("Ibuprofen 400, 2", "", 800),
    ("2 x Paracetamol", "500 mg", 1000),
    ("2 x Paracetamol 500mg", "1000 mg", 1000),
    # what is measured
    ("Calpol 120mg/5ml", "10 ml", 240),
    ("Calpol", "120 mg/5 ml, 10 ml", 240),
    ("Calpol 24 mg/ml", "2 x 5 ml", 240),
    ("Calpol 120mg per 5ml", "7.5ml", 180),
    # not surely known
    ("Paracetamol", "500-1000 mg", NONE),
    ("Paracetamol", "500 to 1000 mg", NONE),
    ("Paracetamol", "500 oder 1000 mg", NONE),
    ("Paracetamol 500-1000mg", "", NONE),
    ("Paracetamol 500mg", "1-2", NONE),
    ("Paracetamol 500mg", "1\N{EN DASH}2 tablets", NONE),
    ("Paracetamol 500mg", "1 or 2", NONE),
    ("Paracetamol 500mg", "1-0-1", NONE),
    ("Paracetamol 500mg", "15", NONE),
    ("Paracetamol 500mg", "twice", NONE),
    ("Paracetamol 500mg", "a few", NONE),
    ("Paracetamol 500mg", "20 drops", NONE),
    ("Paracetamol 500mg", "2 spoons", NONE),
    ("Paracetamol 500mg", "10 ml", NONE),
    ("Paracetamol 500mg", "200 tablets", NONE),
    ("Paracetamol 500mg 16 tablets", "", NONE),
    ("Paracetamol", "15", NONE),
    ("Paracetamol", "2", NONE),
    ("Paracetamol", "2 tablets", NONE),
    ("Paracetamol", "500 mg 3x daily", NONE),
    ("Paracetamol", "500mg every 4 hours", NONE),
    ("Paracetamol", "500 mg tid", NONE),
    ("Paracetamol", "500 mg and 1000 mg", NONE),
    ("Paracetamol", "500 mg + 500 mg", NONE),
    ("Paracetamol", "500 mg, then another", NONE),
    ("Paracetamol", "< 500 mg", NONE),
    ("Paracetamol", "max 1000 mg", NONE),
    ("Paracetamol", "-500 mg", NONE),
    ("Paracetamol", "1000 IU", NONE),
    ("Paracetamol", "8/500", NONE),
    ("Paracetamol", "1.2.3 mg", NONE),
    ("Paracetamol", "500 mg (250 mg)", NONE),
    ("Paracetamol", "120mg/5ml", NONE),
    ("Paracetamol", "5 ml", NONE),
    ("Paracetamol", "1 %", NONE),
    ("Paracetamol", "999999 mg", NONE),
    ("Paracetamol", "?", NONE),
    ("Paracetamol", "as prescribed", NONE),
    ("Paracetamol", "", NONE),
    ("Tramadol", "20 Tropfen", NONE),
    ("Tramadol", "20 gouttes", NONE),
    ("Boots 24 paracetamol", "", NONE),
    ("Paracetamol 500mg twice", "", NONE),
    ("Paracetamol 650 mg 1 comprimido y medio", "", 975),
    ("Paracetamol 500mg two tablets", "", 1000),
    ("Paracetamol 500 mg, 2 tablets at night", "", 1000),
    ("Ibuprofen 400 3x daily", "", NONE),
    # all of it in the name
    ("Tramadol 20 drops", "", NONE),
    ("Tramadol 20 Tropfen", "", NONE),
    ("Tramadol 30 gouttes", "", NONE),
    ("Tramadol 20gtt", "", NONE),
    ("Tramadol 40 капель", "", NONE),
    ("Ibuprofen 400 akut", "", 400),
    ("Ibuprofen up to 400mg", "", NONE),
    ("Ibuprofen less than 400mg", "", NONE),
    ("Ibuprofen 400mg every 6h", "", NONE),
    ("Ibuprofen 400mg/6h", "", NONE),
    ("Ibuprofen 400 mg 2 dd", "", NONE),
    ("Ibuprofen 400+ mg", "", NONE),
    ("Paracetamol 500mg dwie tabletki", "", 1000),
    ("Paracetamol 500mg", "pół tabletki", 250),
    # at more than one time of the day: each time as much
    ("Ibuprofen", "400 mg morning and evening", NONE),
    ("Ibuprofen", "400mg am + pm", NONE),
    ("Ibuprofen", "400 mg matin et soir", NONE),
    ("Ibuprofen", "400 mg morgens und abends", NONE),
    ("Ibuprofen", "400 mg with breakfast, with dinner", NONE),
    ("Ibuprofen 400mg", "2 comprimés matin et soir", NONE),
    ("Ibuprofen", "400 mg 8:00 14:00", NONE),
    ("Ibuprofen 400mg 8am, 2pm", "", NONE),
    ("Ibuprofen", "400 mg in the evening", 400),
    ("Ibuprofen", "400 mg am Abend", 400),
    ("Ibuprofen 400mg", "2 am Abend", 800),
    # a time of day is no count
    ("Ibuprofen", "8am 400mg", 400),
    ("Ibuprofen", "8 am 400mg", 400),
    ("Ibuprofen", "400mg at 8:00", 400),
    ("Ibuprofen", "400 mg um 20:00 Uhr", 400),
    ("Ibuprofen 400mg 8am", "", 400),
    ("Ibuprofen 400mg", "2 at 8am", 800),
    # a number for a day is no single dose
    ("Ibuprofen", "3x tgl. 400 mg", NONE),
    ("Paracetamol 500mg", "8/day", NONE),
    ("Paracetamol 500mg", "2 al día", NONE),
    ("Paracetamol 500mg", "2 tgl", NONE),
    # more, less, perhaps, or not at all
    ("Ibuprofen", "400mg+", NONE),
    ("Ibuprofen", "400+ mg", NONE),
    ("Ibuprofen", "400mg?", NONE),
    ("Ibuprofen 200mg", "2?", NONE),
    ("Ibuprofen", "up to 400mg", NONE),
    ("Ibuprofen", "no 400mg", NONE),
    # the most that may be taken, or what is for the time of need
    *((name, amount, NONE) for amount in MOST for name in ["Ibuprofen"]),
    *((f"Ibuprofen {amount}", "", NONE) for amount in MOST_IN_A_NAME),
    ("Panadol Max 500mg", "", 500),
    ("Panadol Max 500mg x2", "", 1000),
    ("Nurofen Maximum Strength 400 mg", "", 400),
    ("Panadol max 4 x 500 mg", "", NONE),
    ("Ibuprofen 400 mg PRN", "2", 800),
    ("Ibuprofen 400 mg bei Bedarf", "1", 400),
    # words that tell nothing else
    ("Ibuprofen", "Ibuprofen 400 mg", 400),
    ("Ibuprofen", "took 400 mg", 400),
    ("Ibuprofen", "abends 400 mg", 400),
    ("Ибупрофен", "2 раза по 400 мг", 800),
    ("Ibuprofen", "2 razy 400 mg", 800),
    ("Ibuprofen 400 mg", "2 tane", 800),
    ("Ibuprofen 400 mg", "1 kpl", 400),
    ("Ibuprofen", "Schmerz 400 mg", NONE),
    ("1x Ibu 600 nach dem Essen", "", 600),
    ("20 Uhr Ibuprofen 600", "", 600),
    ("Ibuprofen 600 um 20 Uhr", "", 600),
    ("Ibuprofen 400 mg om de 6 uur", "", NONE),
    ("Ibuprofen 400 mg co 6 godz", "", NONE),
    ("Ibuprofen 400mg 8h 14h 20h", "", NONE),
    ("2 Stunden später Paracetamol 500", "", 500),
    # numbers of grams, other points
    ("Paracetamol", "ein Gramm", 1000),
    ("Paracetamol", "half a gram", 500),
    ("Paracetamol", "1\xb75 g", 1500),
    ("Paracetamol", "1 000,5 mg", 1000.5),
    ("Paracetamol", "2 500,5 mg", NONE),
    ("Paracetamol", "2 à 500 mg", 1000),
    ("Paracetamol", "2 Stück à 500 mg", 1000),
    ("Paracetamol", "2 à 3 mg", NONE),
    ("Paracetamol 500 mg", "1000mg (2)", 1000),
    ("2 tabs paracetamol (1000 mg)", "", NONE),
    ("paracetamol (500 mg) x 2", "", 1000),
    # a total and the tablets that it was
    ("Ibuprofen 400 mg", "800 mg (2 tablets)", 800),
    ("Ibuprofen 400 mg", "800 mg, 2 tablets", 800),
    ("Ibuprofen 400 mg", "2 tablets of 800 mg", 1600),
    ("Ibuprofen 400 mg", "800 mg x 2", 1600),
    ("half a tablet ibuprofen 400", "", 200),
    ("Paracetamol 500mg II", "", None),
    ("Paracetamol 500mg ii tabs", "", None),
    ("ибупрофен 400 полтаблетки", "", None),
    ("Paracetamol 500mg", "ii", None),
    ("two and a half tablets ibuprofen 400", "", 1000),
    ("eine halbe Tablette Ibuprofen 400", "", 200),
    ("two tablets of paracetamol 500mg", "", 1000),
    # one or all
    ("Ibuprofen", "3 (600 mg)", NONE),
    ("Paracetamol", "2 caplets (1000mg)", NONE),
    ("Paracetamol 500mg", "2 caplets (1000mg)", 1000),
    ("Paracetamol 500mg", "2 (500 mg)", 1000),
    ("Paracetamol 500mg", "1 (500 mg)", 500),
    ("Paracetamol", "1 tablet (500 mg)", 500),
    ("Paracetamol 1g", "1 cp", 1000),
    ("Tramadol 50mg", "due compresse", 100),
    # units and forms in other languages
    ("Paracetamol", "1 gm", 1000),
    ("Парацетамол", "500 мг", 500),
    ("باراسيتامول", "500 ملغ", 500),
    ("Fentanyl", "25 мкг", 0.025),
    ("Paracetamol", "500毫克", 500),
    ("Paracetamol", "0.5克", 500),
    ("Paracetamol", "500 ミリグラム", 500),
    ("Paracetamol 500mg", "2 Tbl.", 1000),
    ("Paracetamol 500mg", "2片", 1000),
    ("Paracetamol 500mg", "2 정", 1000),
    ("Paracetamol 500mg", "2 χάπια", 1000),
    ("Paracetamol 500mg", "1 Ampulle", 500),
    ("Paracetamol", "3 шт по 500 мг", 1500),
    ("Paracetamol", "2\u0445500\u043c\u0433", 1000),
    ("Paracetamol", "500mgx2", 1000),
    ("Paracetamol 500mg", "a tablet", 500),
    ("Paracetamol", "3 tabs (500 mg each)", 1500),
    ("Paracetamol 500mg - 2 tabs", "", 1000),
    # a count in words before the medicine, wherever it stands
    ("two 500mg paracetamol", "", 1000),
    ("paracetamol two 500s", "", NONE),
    ("took two paracetamol 500mg", "", 1000),
    ("I had three Nurofen 400 after lunch", "", 1200),
    ("nahm drei Ibuprofen 400", "", 1200),
    ("zwei Ibu 400", "", 800),
    ("½ Tbl. Ibu 400", "", 200),
    ("2 Tabletten Ibu 400", "", 800),
    ("abends Ibu 600", "", 600),
    ("nach dem Essen 1 Ibu 600", "", 600),
    ("abends ASS 500", "", 500),
    ("three ibuprofen 400s", "", 1200),
    ("a couple of ibuprofen 400", "", NONE),
    ("few ibuprofen 400", "", NONE),
    ("paar Ibuprofen 400", "", NONE),
    ("Dolormin Six 400 mg", "", NONE),
    # a time of day before the medicine is no count
    ("2pm paracetamol 500", "", 500),
    ("2 pm paracetamol 500", "", 500),
    ("8am ibuprofen 400", "", 400),
    # so many decimals are a slip
    ("Paracetamol", "1,0000 mg", NONE),
    ("Digoxin", "0.0625 mg", 0.0625),
    # at least, or more
    ("Paracetamol", "min 500 mg", NONE),
    ("Paracetamol", "min. 500 mg", NONE),
    ("Paracetamol", "500 mg oder mehr", NONE),
    ("Paracetamol", "500 mg of meer", NONE),
    ("Paracetamol", "500 mg lub więcej", NONE),
    # of all together it is no strength of one
    ("Ibuprofen", "2 tabs, total 400 mg", NONE),
    ("Ibuprofen", "2 Tbl. (insgesamt 400 mg)", NONE),
    ("Ibuprofen", "2 tabs \u2192 400 mg", NONE),
    # what a number counts that stands behind a word nobody knows
    ("Ibuprofen", "400 mg (pain 7)", NONE),
    ("Ibuprofen", "400 mg Schmerz 6", NONE),
    ("Ibuprofen 400 mg (pain 7)", "", NONE),
    # grams of a gel, and drops
    ("Voltarol 1.16%", "2 g", NONE),
    ("Diclofenac 1 %", "20 mg", NONE),
    ("Tramadol Tropfen", "20", NONE),
    ("Tramadol drops", "20", NONE),
    ("Tramadol Tropfen", "50 mg", 50),
    ("Paracetamol 500mg", "2 Stk", 1000),
    ("Paracetamol 500mg", "2 tabletki", 1000),
    ("Paracetamol 500mg", "une demi-tablette", 250),
]


@pytest.mark.parametrize(("name", "amount", "mg"), OF_ONE)
def test_what_was_taken_of_one_medicine_is_as_written_or_unknown(name, amount, mg):
    [dose] = read(name, amount)
    [held] = dose.ingredients
    assert (held.mg is None) if mg is None else held.mg == pytest.approx(mg)
    assert dose.name == name


@pytest.mark.parametrize(
    ("name", "amount", "note"),
    [
        ("Paracetamol", "500-1000 mg", "500-1000 mg"),
        ("Paracetamol 500mg", "1 or 2", "1 or 2"),
        ("Tramadol", "20 drops", "20 drops"),
        ("Ibuprofen", "15", "15"),
        ("Ibuprofen gel", "4 g", "4 g"),
        ("Ibuprofen", "400 mg after lunch", "400 mg after lunch"),
        ("Ibuprofen", "2 tablets of 400 mg", ""),
        ("Ibuprofen", "400 mg at 8:00", "400 mg at 8:00"),
        ("Ibuprofen", "400 mg", ""),
        ("Ibuprofen 400", "2", ""),
        ("Ibuprofen 400", "½", ""),
    ],
)
def test_what_is_not_surely_told_stands_in_the_note_as_it_was_written(name, amount, note):
    assert [dose.note for dose in read(name, amount)] == [note]


def test_of_an_amount_not_known_the_units_are_not_known_either():
    [dose] = read("Paracetamol 500mg", "1-2 tablets", "back pain")
    assert (dose.units, dose.note) == (None, "1-2 tablets\nback pain")


@pytest.mark.parametrize(
    "name",
    [
        "Ibuprofen 400mg am and pm",
        "Ibuprofen 400mg am + pm",
        "Ibuprofen 400mg mañana y noche",
        "Ibuprofen 400mg morning and evening",
        "ibuprofen 400, morning, night",
    ],
)
def test_a_medicine_taken_at_two_times_of_the_day_is_not_read_as_one_of_them(name):
    assert totals(name) == [[("ibuprofen", None)]]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("paracetamol 500mg, ibu 400", {"paracetamol": 500, "ibuprofen": 400}),
        ("paracetamol 2x500, ibu 1x400", {"paracetamol": 1000, "ibuprofen": 400}),
        ("paracetamol + ibu", {"paracetamol": None, "ibuprofen": None}),
        ("tramadol, ibu", {"tramadol": None, "ibuprofen": None}),
    ],
)
def test_a_short_name_behind_a_mark_is_a_name_for_what_is_typed_too(name, held):
    assert {amount.ingredient: amount.mg for amount in listed_medicine(name).amounts} == held


@pytest.mark.parametrize(
    ("name", "ingredient", "mg"),
    [
        ("Paracetamolo 500 mg", "paracetamol", 500),
        ("Tachipirina 1000", "paracetamol", 1000),
        ("Парацетамол 500 мг", "paracetamol", 500),
        ("アセトアミノフェン 500mg", "paracetamol", 500),
        ("باراسيتامول 500 ملغ", "paracetamol", 500),
        ("Ибупрофен 400 мг", "ibuprofen", 400),
        ("Ibuprofene 400 mg", "ibuprofen", 400),
    ],
)
def test_an_ingredient_is_the_same_in_other_languages_and_letters(name, ingredient, mg):
    assert totals(name) == [[(ingredient, mg)]]


NOT_TAKEN = [
    ("Paracetamol", "0"),
    ("Paracetamol 500mg", "0 tablets"),
    ("Ibuprofen", "0,0 mg"),
    ("Ibuprofen", "none"),
    ("Ibuprofen", "keine"),
    ("Ibuprofen", "not taken"),
    ("no ibuprofen", ""),
    ("didn't take any", ""),
    ("not today", ""),
    ("keine Tabletten heute", ""),
    ("0", ""),
    ("2", ""),
    ("yes", ""),
    ("yes", "400"),
    ("400 mg", ""),
    ("2 tablets", ""),
    ("Ibuprofen 400mg (not taken)", ""),
    ("Ibuprofen 400mg", "2 skipped"),
    ("Ibuprofen", "not needed"),
    ("skipped ibuprofen", ""),
    ("forgot to take my ibuprofen 400mg", ""),
    ("didn't take ibuprofen 400mg", ""),
    ("no ibuprofen 400", ""),
    ("ibuprofen 400 mg - forgot", ""),
    ("ohne Ibuprofen 400", ""),
    ("Ibuprofen 400 mg nicht genommen", ""),
    ("Ibuprofen vergessen", ""),
    ("pas de paracétamol 500 mg", ""),
    ("oublié l'ibuprofène", ""),
    ("sin ibuprofeno 600 mg", ""),
    ("geen paracetamol 500", ""),
    ("zapomniałem ibuprofen 400", ""),
    ("ибупрофен не принимал", ""),
    ("Ibuprofen unuttum", ""),
    ("イブプロフェン飲み忘れ", ""),
    ("without ibuprofen and paracetamol", ""),
]


@pytest.mark.parametrize(("name", "amount"), NOT_TAKEN)
def test_what_was_not_taken_or_names_no_medicine_is_no_dose(name, amount):
    assert read(name, amount) == ()


def test_of_a_list_what_was_not_taken_stands_in_the_note_of_the_first_that_was():
    assert [(dose.name, dose.note) for dose in read("no ibuprofen; paracetamol 1g")] == [("paracetamol 1g", "no ibuprofen")]
    assert [(dose.name, dose.note) for dose in read("Ibuprofen, Paracetamol", "0, 1 g")] == [("Paracetamol", "Ibuprofen 0")]
    assert [(dose.name, dose.note) for dose in read("no ibuprofen but paracetamol 500")] == [("paracetamol 500", "no ibuprofen")]
    assert [dose.name for dose in read("No-Spa 40 mg")] == ["No-Spa 40 mg"]


def test_a_cell_of_a_hundred_thousand_blanks_is_read_as_soon_as_one_with_a_blank():
    assert totals(f"ibuprofen{' ' * 99_000}400 mg") == [[("ibuprofen", 400)]]
    assert read(f"not{' ' * 99_000}today") == ()


def test_what_was_eaten_or_not_denies_no_medicine():
    assert totals("ohne Essen 400 mg Ibuprofen") == totals("ibuprofen 400 without food") == [[("ibuprofen", 400)]]
    assert totals("skipped lunch, ibuprofen 400") == [[("ibuprofen", 400)]]


SEVERAL = [
    ("Paracetamol 500mg + Ibuprofen 400mg", "", [[("paracetamol", 500)], [("ibuprofen", 400)]]),
    ("Paracetamol 500, Ibuprofen 400", "", [[("paracetamol", 500)], [("ibuprofen", 400)]]),
    ("Paracetamol 500mg ibuprofen 600mg", "", [[("paracetamol", 500)], [("ibuprofen", 600)]]),
    ("2 paracetamol 500mg and 1 ibuprofen 400mg", "", [[("paracetamol", 1000)], [("ibuprofen", 400)]]),
    ("Paracetamol 1,000 mg; Naproxen 250 mg", "", [[("paracetamol", 1000)], [("naproxen", 250)]]),
    ("Paracetamol / Ibuprofen", "1 g / 400 mg", [[("paracetamol", 1000)], [("ibuprofen", 400)]]),
    ("Paracetamol | Ibuprofen", "1 g | 400 mg", [[("paracetamol", 1000)], [("ibuprofen", 400)]]),
    ("Paracetamol und Ibuprofen", "500 mg und 400 mg", [[("paracetamol", 500)], [("ibuprofen", 400)]]),
    ("paracétamol et ibuprofène", "500 mg", [[("paracetamol", None)], [("ibuprofen", None)]]),
    ("Paracetamol 500mg, Ibuprofen 400mg", "2", [[("paracetamol", None)], [("ibuprofen", None)]]),
    ("500mg paracetamol + 200 mg ibuprofen", "", [[("paracetamol", 500)], [("ibuprofen", 200)]]),
    ("Ibuprofen 400/Paracetamol 500", "", [[("ibuprofen", 400)], [("paracetamol", 500)]]),
    ("1g paracetamol 400mg ibuprofen", "", [[("paracetamol", 1000)], [("ibuprofen", 400)]]),
    ("Paracetamol 500 mg\nIbuprofen 400 mg\n2 each", "", [[("paracetamol", 1000)], [("ibuprofen", 800)]]),
    ("2 Tbl. Foo 500 mg", "", [[("foo", 1000)]]),
    ("Foo 500 2 tbl.", "", [[("foo 500", 1000)]]),
    ("Foo; Bar", "", [[("foo", None)], [("bar", None)]]),
    ("Metamizol 500 mg, Pantoprazol 20 mg", "", [[("metamizol", 500)], [("pantoprazol", 20)]]),
    ("Metamizol, Ibuprofen 400", "", [[("metamizol", None)], [("ibuprofen", 400)]]),
    ("Ibuprofen 400\nParacetamol 500", "", [[("ibuprofen", 400)], [("paracetamol", 500)]]),
    ("Ibuprofen, 400 mg", "", [[("ibuprofen", 400)]]),
    ("Ibuprofen 400 mg, after a long walk in town", "", [[("ibuprofen", 400)]]),
    ("Panadol/paracetamol", "500 mg", [[("paracetamol", 500)]]),
    ("Paracetamol 500mg, paracetamol 500mg", "", [[("paracetamol", 500)], [("paracetamol", 500)]]),
    # one medicine of two ingredients
    ("Co-codamol 8/500", "", [[("paracetamol", 500), ("codeine", 8)]]),
    ("Co-codamol 8/500", "2", [[("paracetamol", 1000), ("codeine", 16)]]),
    ("Co-codamol 8/500 x2", "", [[("paracetamol", 1000), ("codeine", 16)]]),
    ("Co-codamol 8/500", "2 tablets", [[("paracetamol", 1000), ("codeine", 16)]]),
    ("Co-codamol", "8/500", [[("paracetamol", 500), ("codeine", 8)]]),
    ("Co-codamol", "2 x 30/500 mg", [[("paracetamol", 1000), ("codeine", 60)]]),
    ("Co-codamol", "30 mg", [[("paracetamol", None), ("codeine", None)]]),
    ("Co-codamol", "500 mg", [[("paracetamol", None), ("codeine", None)]]),
    ("Co-codamol 8/500", "1000 mg", [[("paracetamol", 1000), ("codeine", 16)]]),
    ("Percocet 5mg/325mg", "1", [[("paracetamol", 325), ("oxycodone", 5)]]),
    ("paracetamol with codeine 500/30", "", [[("paracetamol", 500), ("codeine", 30)]]),
    ("8am ibuprofen 400, 2pm paracetamol 500", "", [[("ibuprofen", 400)], [("paracetamol", 500)]]),
    ("Ibuprofène 400 puis paracétamol 1g", "", [[("ibuprofen", 400)], [("paracetamol", 1000)]]),
    ("ibuprofen 400 + extra 200", "", [[("ibuprofen", None)]]),
    ("Co-codamol 8/500mg tabs", "2 tabs", [[("paracetamol", 1000), ("codeine", 16)]]),
    ("Goody's Back & Body", "", [[("aspirin", None), ("paracetamol", None)]]),
]


@pytest.mark.parametrize(("name", "amount", "held"), SEVERAL)
def test_several_medicines_of_a_cell_are_several_doses_and_never_one_ingredient(name, amount, held):
    assert totals(name, amount) == held


def test_each_dose_of_a_cell_has_its_own_identity_and_keeps_what_is_not_its_own():
    first, second = read("Paracetamol, Ibuprofen", "500 mg")
    assert first.id != second.id
    assert (first.note, second.note) == ("500 mg", "500 mg")
    assert [dose.note for dose in read("Ibuprofen 400 mg, after a long walk in town")] == ["after a long walk in town"]


@pytest.mark.parametrize(
    ("column", "cell", "amount"),
    [
        ("dose (mg)", "5", "5 mg"),
        ("mg", "500", "500 mg"),
        ("Dosis_mg", "1.000", "1.000 mg"),
        ("Tablets", "15", "15 tablets"),
        ("Anzahl Tabletten", "1,5", "1,5 tabletten"),
        ("dose", "5", "5"),
        ("mg", "2 tablets", "2 tablets"),
        ("amount", "500 mg", "500 mg"),
        ("Tropfen", "20", "20 tropfen"),
        ("dose (drops)", "20", "20 drops"),
    ],
)
def test_a_bare_amount_has_the_unit_of_its_column(column, cell, amount):
    assert with_unit(cell, "", column) == amount


STRENGTHS = st.sampled_from([20, 50, 100, 200, 325, 400, 500, 600, 650, 800, 1000, 1500, 2000, 12.5, 0.5])
COUNTS = st.sampled_from([1, 2, 3, 4, 6, 8, 0.5, 1.5, 12])


def ways_of(number):
    """A number as it is written in several countries."""
    text = f"{number:,}" if float(number).is_integer() else f"{number:g}"
    return [
        text,
        text.replace(",", "\u202f"),
        text.replace(",", "'"),
        text.replace(",", ""),
        text.replace(",", "X").replace(".", ",").replace("X", "."),
    ]


@st.composite
def an_amount(draw):
    """A count and a strength, joined in some way, with something else around; and the mg they come to."""
    strength, count = draw(STRENGTHS), draw(COUNTS)
    mg, n = draw(st.sampled_from(ways_of(strength))), draw(st.sampled_from(ways_of(count)))
    unit = draw(st.sampled_from([" mg", "mg", " MG", " Milligramm"]))
    way = draw(
        st.sampled_from(
            [
                "{n} x {mg}",
                "{mg} x {n}",
                "{n}x{mg}",
                "{n} tablets {mg}",
                "{mg}, {n} tabs",
                "{n} of {mg}",
                "{mg} ({n} tablets)",
                "{n} {mg}",
                "{mg} {n}",
            ]
        )
    )
    around = draw(
        st.sampled_from(["{}", " {} ", "{}.", "{} at night", "({})", "{} / day", "{} 3x", "2-{}", "{} + {}", "{} or 2", "3 {}", "{} every 4 h"])
    )
    return around.replace("{}", way.format(n=n, mg=mg + unit)), strength * count


@settings(max_examples=50)
@given(an_amount(), st.sampled_from(["Paracetamol", "Ibuprofen", "Wunderpille", "Paracetamol forte"]))
def test_an_amount_is_never_read_smaller_than_what_is_written(written, name):
    amount, least = written
    for cells in ((name, amount), (f"{name} {amount}", "")):
        for dose in read(*cells):
            assert all(held.mg is None or held.mg > least or math.isclose(held.mg, least) for held in dose.ingredients), cells


@settings(max_examples=50)
@given(st.text("0123456789 ./,xXmg½-+()%lµ'\u202fandor" + "\n;|&", max_size=24), st.sampled_from(["Paracetamol", "Co-codamol", "Foo"]))
def test_whatever_is_written_beside_a_medicine_is_read_or_kept(amount, name):
    """An amount that is not known stands in the note; one that is known is of the ingredients of the medicine alone."""
    doses = read(name, amount.strip())
    if says_none(amount.strip()) or re.fullmatch(r"no\s.*", amount.strip(), re.DOTALL):
        assert not says_none(amount.strip()) or not doses
        return
    [dose] = doses
    assert {held.ingredient for held in dose.ingredients} in ({"paracetamol"}, {"paracetamol", "codeine"}, {"foo"})
    if dose.units is None and all(held.mg is None for held in dose.ingredients):
        assert amount.strip() in dose.note
