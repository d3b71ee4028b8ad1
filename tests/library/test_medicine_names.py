"""What the listed medicines are understood by: names in four languages, wherever they stand; and what is no medicine."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.other_letters import TEMPLATE
from tracker.domain.medicines import plain_name
from tracker.library.medicines import known_names, listed_medicine, medicine_list, medicine_of_itself


def held(name):
    """The ingredients a name is understood to hold, and whether they stay on the skin."""
    found = listed_medicine(name)
    return None if found is None else (", ".join(amount.ingredient for amount in found.amounts), found.on_skin)


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("Tesco paracetamol", "paracetamol"),
        ("Boots Paracetamol 500mg caplets", "paracetamol"),
        ("2 paracetamols", "paracetamol"),
        ("Paracétamol Biogaran 1g", "paracetamol"),
        ("Paracetamoltabletten 500", "paracetamol"),
        ("Cinfa paracetamol 650 mg comprimidos", "paracetamol"),
        ("Ibuprofeno Normon", "ibuprofen"),
        ("ibuprofène 400", "ibuprofen"),
        ("Ibu 400 akut", "ibuprofen"),
        ("Ibuprofen-Lysin", "ibuprofen"),
        ("Diclofenaco 50", "diclofenac"),
        ("my Nurofen", "ibuprofen"),
        ("Ácido acetilsalicílico 500", "aspirin"),
        ("acide acétylsalicylique", "aspirin"),
        ("Naproxen-Natrium 220", "naproxen"),
        ("indométacine", "indometacin"),
        ("paracetamol 500mg ibuprofen 200mg", "paracetamol, ibuprofen"),
        ("acetaminophen/caffeine/codeine", "paracetamol, codeine, caffeine"),
        ("Percocet 5/325", "paracetamol, oxycodone"),
        ("sumatriptan and naproxen", "naproxen, sumatriptan"),
        ("Symbravo", "meloxicam, rizatriptan"),
        ("Goody's Back & Body", "aspirin, paracetamol"),
        ("aspirin, oxycodone, tramadol", "aspirin, oxycodone, tramadol"),
        ("Weidenrinde", "willow bark"),
        ("Excedrin, aspirin-free", "paracetamol, caffeine"),
        ("Nurofen liquid capsules", "ibuprofen"),
        ("ibuprofen gel capsules", "ibuprofen"),
        ("Panadol no 3", "paracetamol"),
    ],
)
def test_an_ingredient_is_understood_wherever_it_stands(name, ingredients):
    assert held(name) == (ingredients, False)


@pytest.mark.parametrize("name", ["Ibuprofen gel", "Ibuprofengel 5%", "Diclofenac-Salbe", "crème au kétoprofène", "parches de diclofenaco"])
def test_a_gel_is_a_gel(name):
    assert held(name)[1]


@pytest.mark.parametrize(
    "name",
    [
        *("paracetamol-free cold remedy", "Paracetamolfrei", "paracetamol free", "without paracetamol", "ohne Ibuprofen"),
        *("sans paracétamol ni ibuprofène", "sin paracetamol", "no added caffeine", "pain in the ass cream", "dhc", "a new asa"),
    ],
)
def test_what_a_name_is_free_of_or_only_sounds_like_is_not_in_it(name):
    assert held(name) is None or name == "dhc"
    assert known_names().near(name) is None


@pytest.mark.parametrize(
    ("name", "mg"),
    [
        ("Boots Paracetamol 500mg caplets", [500]),
        ("Doliprane 1000", [1000]),
        ("Doliprane 1 g", [1000]),
        ("Tylenol 8 hour", [None]),
        ("co-codamol 8/500", [500, 8]),
        ("Percocet 5mg/325mg", [325, 5]),
        ("Solpadol 30mg", [None, None]),
        ("Nuromol 200mg/500mg", [500, 200]),
        ("Calpol 120mg/5ml", [None]),
        ("ibuprofen gel 100 mg", [None]),
    ],
)
def test_the_strength_is_taken_from_the_name_where_it_is_told_of_every_ingredient(name, mg):
    assert [amount.mg for amount in listed_medicine(name).amounts] == mg


def test_what_nobody_knows_is_as_strong_as_it_says():
    amount = medicine_of_itself("Wunderpille 50 mg").amounts[0]
    assert (amount.ingredient, amount.mg) == ("Wunderpille", 50)


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("Paracetomol", "paracetamol"),
        ("Parcetamol", "paracetamol"),
        ("parasetmol", "paracetamol"),
        ("Ibuprofin", "ibuprofen"),
        ("Ibruprofen", "ibuprofen"),
        ("Naproxin", "naproxen"),
        ("Asprin", "aspirin"),
        ("Diclophenac", "diclofenac"),
        ("Acetominophen", "acetaminophen"),
        ("Nurophen", "Nurofen"),
        ("Codiene", "codeine"),
        ("Tylonol", "Tylenol"),
        ("co codomol", "co-codamol"),
        ("Tesco Paracetomol 500mg", "paracetamol"),
    ],
)
def test_a_slip_is_near_the_name_that_was_meant(slip, name):
    near = known_names().near(slip)
    assert near is not None
    assert near.name == name
    assert known_names().find(near.text) is not None


OTHER_MEDICINES = re.findall(
    r"\w+",
    "flurbiprofen dexibuprofen fenoprofen loxoprofen propacetamol metamizole Novalgin Nolotil prednisolone hydrocortisone cocaine "
    "lorazepam oxazepam trazodone tapentadol ranitidine nizatidine omeprazole amoxicillin metformin amlodipine ramipril simvastatin "
    "levothyroxine sertraline citalopram tenoxicam lornoxicam nabumetone etodolac pregabalin gabapentin amitriptyline magnesium "
    "zinc turmeric arnica melatonin valerian vitamin iron calcium folic",
)
ORDINARY_WORDS = re.findall(
    r"\w+",
    "water tea coffee toast dinner alive advice define proven action duplex unify aspiring aspire morphing coding proper profit "
    "parade paragraph parallel nature nurse leave sleeve topper anvil motive motion vision momentum solution hydrogen dialogue "
    "Schmerz Wasser Tablette Salbe Abendessen Kaffee Parade Diplom eau douleur comprimé dîner caresse parapluie "
    "agua dolor pastilla cena cafetera parada aspirar aspirada colina vaso naranja",
)


@pytest.mark.parametrize("word", [*OTHER_MEDICINES, *ORDINARY_WORDS])
def test_another_medicine_or_an_ordinary_word_is_near_none(word):
    assert (known_names().find(word), known_names().near(word)) == (None, None)


def test_no_word_the_app_itself_says_is_taken_for_a_slip():
    words = {word.casefold() for word in re.findall(r"[A-Za-z]{5,}", TEMPLATE.read_text(encoding="utf-8"))}
    assert len(words) > 500
    assert {word: near.name for word in words if (near := known_names().near(word))} == {"codamol": "co-codamol"}


@given(st.data())
def test_a_listed_name_is_found_whatever_stands_around_it_and_is_no_slip(data):
    product = data.draw(st.sampled_from(medicine_list().products))
    name = data.draw(st.sampled_from([name for name in (product.name, *product.brands) if len(plain_name(name)) > 3]))
    before, after = (data.draw(st.sampled_from(["", "Tesco", "my", "Boots 24"])), data.draw(st.sampled_from(["", "500mg", "forte", "akut"])))
    text = " ".join(part for part in (before, name, after) if part)
    assert {amount.ingredient for amount in known_names().find(text).amounts} == {amount.ingredient for amount in product.amounts}
    assert known_names().near(text) is None
