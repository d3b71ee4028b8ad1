"""The numbers in "When to get help", by country; and the signs, as the source has them."""

import pytest

from tracker.domain.settings import ELSEWHERE, Settings
from tracker.library.safety import Country, safety
from tracker.wording.help import help_groups, whose_numbers

PLACES = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_TIME", "LANG")


@pytest.fixture(autouse=True)
def in_no_country(monkeypatch):
    for variable in PLACES:
        monkeypatch.delenv(variable, raising=False)


def titles(**settings):
    return [group.title for group in help_groups(Settings(**settings))]


@pytest.mark.parametrize(
    ("country", "emergency", "advice"),
    [
        ("GB", "999", "111"),
        ("IE", "112 or 999", "your doctor"),
        ("US", "911", "your doctor"),
        ("CA", "911", "your doctor"),
        ("DE", "112", "116 117"),
        ("AT", "144", "1450"),
        ("CH", "144", "your doctor"),
        ("FR", "15 or 112", "your doctor"),
        ("ES", "112", "your doctor"),
        (ELSEWHERE, "the emergency number of your country", "your doctor"),
        ("", "the emergency number of your country", "your doctor"),
    ],
)
def test_each_country_has_its_numbers_and_any_other_none(country, emergency, advice):
    first, second, third = titles(country=country)
    assert first == f"Emergency now ({emergency}; emergency department)"
    assert second == f"Today (an urgent appointment, or {advice})"
    assert third == "GP or physiotherapist"


def test_111_stands_in_one_country_alone():
    assert [country.code for country in safety().countries if country.advice == "111"] == ["GB"]


@pytest.mark.parametrize(
    ("variables", "number"),
    [
        ({"LANG": "de_AT.UTF-8"}, "144"),
        ({"LANG": "en_US.UTF-8", "LC_TELEPHONE": "de_DE.UTF-8"}, "112"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, "999"),
        ({"LC_ALL": "fr_FR", "LANG": "en_US"}, "15 or 112"),
        ({"LANG": "C.UTF-8"}, "the emergency number of your country"),
        ({"LANG": "en_AU.UTF-8"}, "the emergency number of your country"),
    ],
)
def test_at_first_it_is_the_country_of_the_desktop_by_where_things_are_before_the_language(monkeypatch, variables, number):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert titles()[0] == f"Emergency now ({number}; emergency department)"
    assert titles(country="CH")[0] == "Emergency now (144; emergency department)"


def test_a_number_of_ones_own_stands_in_place_of_the_countrys():
    assert titles(country="GB", emergency_number="0800 {1}", advice_number=" 01234 ") == [
        "Emergency now (0800 {1}; emergency department)",
        "Today (an urgent appointment, or 01234)",
        "GP or physiotherapist",
    ]


def test_it_says_whose_numbers_they_are():
    assert whose_numbers(Settings(country="GB")) == "The numbers are those of the United Kingdom; you can choose others in Settings."
    assert whose_numbers(Settings()) == "The numbers of your country can be chosen in Settings."


def test_sudden_pain_stands_with_its_signs():
    [sign] = [sign for sign in safety().groups[0].items if "tummy" in sign]
    assert sign == "Sudden severe tummy or back pain with faintness, sweating, pale clammy skin, a racing heart or breathlessness"


@pytest.mark.parametrize(("emergency", "advice"), [((), ""), (("nine",), ""), (("999",), "the line")])
def test_a_country_without_numbers_is_a_mistake_of_the_list(emergency, advice):
    with pytest.raises(ValueError, match="no numbers to call"):
        Country("XX", "nowhere", emergency, advice)


def test_settings_of_any_length_are_not_kept():
    with pytest.raises(ValueError, match="too long"):
        Settings(emergency_number="9" * 41)
