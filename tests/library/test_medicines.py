"""The list of medicines: names that lead to one medicine, figures with their source, and no word that permits."""

import inspect
import re
from collections import Counter

import pytest

from tracker.cli import medicines as command
from tracker.domain import dose_notices
from tracker.domain import medicines as domain
from tracker.domain.entries import MedicineClass
from tracker.domain.medicines import plain_name
from tracker.library import medicines as library
from tracker.library.medicines import medicine_list
from tracker.library.resources import resource
from tracker.services import dose_words
from tracker.services import medicines as services

NOT_SAID = (
    "monitor",
    "detect",
    "diagnos",
    "predict",
    "treat",
    "prescribe",
    "cure",
    "safe to",
    "recommended for you",
    "you can take",
    "you may take",
    "allowed",
)
MODULES = (command, dose_notices, domain, dose_words, services)
PAGES = (
    "ui/forms/dose.py",
    "ui/forms/dose_overview.py",
    "ui/pages/settings/medicines.py",
    "ui/pages/settings/medicine_form.py",
    "ui/pages/settings/limit_form.py",
)


def texts():
    """Every text of the resources and of the modules that speak of medicines."""
    found = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(resource("medicines").glob("*.toml"))]
    found += [(name, (resource().parent / name).read_text(encoding="utf-8")) for name in PAGES]
    return found + [(module.__name__, inspect.getsource(module)) for module in MODULES]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in texts()])
def test_nothing_said_of_medicines_permits_or_claims(text):
    assert [word for word in NOT_SAID if re.search(rf"\b{word}", text, re.IGNORECASE)] == []


def test_every_name_leads_to_one_medicine():
    names = Counter(plain for product in medicine_list().products for plain in {plain_name(name) for name in (product.name, *product.brands)})
    assert [name for name, count in names.items() if count > 1] == []


def test_the_figures_are_those_of_the_label_and_each_has_its_source():
    figures = {}
    for ingredient in medicine_list().ingredients:
        limit = ingredient.limit
        for name in ("gap_hours", "mg_in_24_hours", "doses_in_24_hours", "days_without_advice", "advice_over_mg"):
            bound = getattr(limit, name, None)
            if bound is not None:
                assert bound.source
                figures[ingredient.name, name] = bound.value
    assert figures == {
        ("paracetamol", "gap_hours"): 4,
        ("paracetamol", "mg_in_24_hours"): 4000,
        ("paracetamol", "doses_in_24_hours"): 4,
        ("paracetamol", "advice_over_mg"): 4000,
        ("ibuprofen", "gap_hours"): 6,
        ("ibuprofen", "mg_in_24_hours"): 1200,
        ("ibuprofen", "days_without_advice"): 10,
    }
    usual = {ingredient.name: (ingredient.usual.least, ingredient.usual.most) for ingredient in medicine_list().ingredients if ingredient.usual}
    assert usual == {"paracetamol": (500, 1000), "ibuprofen": (200, 400)}


def test_the_classes_are_known():
    by_class = {kind: {listed.name for listed in medicine_list().ingredients if listed.kind is kind} for kind in MedicineClass}
    assert by_class[MedicineClass.NSAID] == {
        *("ibuprofen", "naproxen", "aspirin", "diclofenac", "ketoprofen", "dexketoprofen"),
        *("meloxicam", "celecoxib", "etoricoxib", "piroxicam", "indometacin", "aceclofenac"),
    }
    assert by_class[MedicineClass.OPIOID] == {"codeine", "dihydrocodeine", "tramadol", "hydrocodone", "oxycodone", "morphine"}
    assert "diazepam" in by_class[MedicineClass.MUSCLE_RELAXANT]
    assert by_class[MedicineClass.HERBAL] == {"willow bark", "ginkgo", "devil's claw"}
    assert all(amount.mg is None for product in medicine_list().products for amount in product.amounts)


@pytest.mark.parametrize(
    "topic",
    [
        "Lithium",
        "Methotrexate",
        "Pregnancy",
        "Black, sticky stools",
        "Blood in urine",
        "A swollen face",
        "Under 50 kg: ask about a lower paracetamol limit",
    ],
)
def test_the_advice_names_what_to_ask_a_pharmacist_about(topic):
    assert any(topic in advice.items for advice in medicine_list().advice)


def test_no_name_names_nothing_and_has_no_names_put_together():
    library._known_names.cache_clear()
    assert (library.listed_medicine(" "), library.units_in(""), library._known_names.cache_info().misses) == (None, None, 0)
    assert library.listed_medicine("Panadol") is not None
