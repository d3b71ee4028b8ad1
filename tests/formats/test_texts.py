"""Dates, times, numbers and lists by the person's locale, in the words of the app's language.

What is expected is written down from the charts of CLDR 47, not by way of Babel; first days, halves of the day and decimal marks of every country
are held against Qt's own reading of CLDR.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from tests.other_letters import written_in
from tracker.formats import cldr, table, texts
from tracker.formats.texts import all_of, date_text, dates, in_a_row, number_text, one_of, time_text, weekday_time_text

AFTERNOON = datetime(2026, 9, 23, 14, 5)  # noqa: DTZ001 - a wall-clock time
SHAPES = ("day", "day_year", "weekday_day", "weekday_day_year", "long_day", "long_day_year", "month_year")
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "place", "days", "times", "numbers"),
    [
        (
            "en",
            "en_GB",
            "23 Sept | 23 Sept 2026 | Wed 23 Sept | Wed, 23 Sept 2026 | Wednesday 23 September | Wednesday, 23 September 2026 | September 2026",
            ("14:05", "Wed 14:05"),
            ("6.5", "1,204", "-0.5"),
        ),
        (
            "en",
            "en_US",
            "Sep 23 | Sep 23, 2026 | Wed, Sep 23 | Wed, Sep 23, 2026 | Wednesday, September 23 | Wednesday, September 23, 2026 | September 2026",
            (f"2:05{NARROW}PM", "Wed 2:05 PM"),
            ("6.5", "1,204", "-0.5"),
        ),
        (
            "de",
            "de_DE",
            (
                "23. Sept. | 23. Sept. 2026 | Mi., 23. Sept. | Mi., 23. Sept. 2026"
                " | Mittwoch, 23. September | Mittwoch, 23. September 2026 | September 2026"
            ),
            ("14:05", "Mi., 14:05"),
            ("6,5", "1.204", "-0,5"),
        ),
        (
            "fr",
            "fr_FR",
            "23 sept. | 23 sept. 2026 | mer. 23 sept. | mer. 23 sept. 2026 | mercredi 23 septembre | mercredi 23 septembre 2026 | septembre 2026",
            ("14:05", "mer. 14:05"),
            ("6,5", f"1{NARROW}204", "-0,5"),
        ),
        (
            "ar",
            "ar_EG",
            (
                "٢٣ سبتمبر | ٢٣ سبتمبر ٢٠٢٦ | الأربعاء، ٢٣ سبتمبر | الأربعاء، ٢٣ سبتمبر ٢٠٢٦"
                " | الأربعاء، ٢٣ سبتمبر | الأربعاء، ٢٣ سبتمبر ٢٠٢٦ | سبتمبر ٢٠٢٦"
            ),
            ("٢:٠٥ م", "الأربعاء ٢:٠٥ م"),  # noqa: RUF001 - Arabic digits
            ("٦٫٥", "١٬٢٠٤", "\N{ARABIC LETTER MARK}-٠٫٥"),  # noqa: RUF001 - Arabic digits
        ),
        (
            "en",
            "de_DE",  # which is CLDR's English in Germany, en_DE
            "23 Sept | 23 Sept 2026 | Wed, 23 Sept | Wed, 23 Sept 2026 | Wednesday, 23 September | Wednesday, 23 September 2026 | September 2026",
            ("14:05", "Wed 14:05"),
            ("6,5", "1.204", "-0,5"),
        ),
        (
            "en",
            "ar_EG",  # no English in Egypt in CLDR: English anywhere, with the country's halves of the day, and no Arabic digits in English words
            "23 Sept | 23 Sept 2026 | Wed, 23 Sept | Wed, 23 Sept 2026 | Wednesday, 23 September | Wednesday, 23 September 2026 | September 2026",
            (f"2:05{NARROW}pm", "Wed 2:05 pm"),
            ("6.5", "1,204", "\N{LEFT-TO-RIGHT MARK}-0.5"),
        ),
    ],
)
def test_a_locale_writes_dates_times_and_numbers_in_the_words_of_the_apps_language(language, place, days, times, numbers):
    with written_in(place, language):
        assert [date_text(AFTERNOON.date(), getattr(dates(), shape)) for shape in SHAPES] == days.split(" | ")
        assert (time_text(AFTERNOON), weekday_time_text(AFTERNOON)) == times
        assert (number_text(6.5), number_text(1204), number_text(-0.5)) == numbers


def test_english_in_germany_is_written_the_same_whether_the_desktop_is_german_or_english():
    assert table.dates_of("en", "en_DE") == table.dates_of("en", "de_DE")
    assert table.numbers_of("en", "en_DE") == table.numbers_of("en", "de_DE")


@pytest.mark.parametrize("hour", [0, 1, 11, 12, 13, 23])
def test_the_twelve_hours_begin_with_twelve(hour):
    with written_in("en_US"):
        at = AFTERNOON.replace(hour=hour)
        assert time_text(at) == at.strftime("%I:%M").lstrip("0") + NARROW + ("AM" if hour < 12 else "PM")


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, None, "0"),
        (6.25, 1, "6.2"),
        (6.0, 1, "6"),
        (-0.04, 1, "0"),
        (999.96, 1, "1,000"),
        (1_234_567.0, None, "1,234,567"),
        (0.1 + 0.2, None, "0.3"),
    ],
)
def test_a_number_has_its_groups_and_no_decimals_that_are_nothing(value, places, written):
    with written_in("en_GB"):
        assert number_text(value, places) == written


def test_the_groups_of_a_number_are_the_countrys():
    with written_in("en_IN"):
        assert number_text(1_234_567) == "12,34,567"


def test_lists_end_as_the_language_ends_them():
    things = ["ice", "heat", "stretches"]
    with written_in("en_GB"):
        assert (all_of(things), one_of(things[:2]), in_a_row(things), all_of(things[:1]), all_of([])) == (
            "ice, heat and stretches",
            "ice or heat",
            "ice, heat, stretches",
            "ice",
            "",
        )
    with written_in("en_US"):
        assert (all_of(things), one_of(things)) == ("ice, heat, and stretches", "ice, heat, or stretches")


@pytest.fixture
def environment(monkeypatch) -> Iterator[pytest.MonkeyPatch]:
    for name in ("LC_ALL", "LC_TIME", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    with written_in(None):
        texts._asked_for.cache_clear()
        yield monkeypatch
        texts._asked_for.cache_clear()


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        ({"LANG": "de_AT.UTF-8"}, ("de_AT", "de_AT")),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_DK.UTF-8"}, ("en_DK", "en_US")),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR@euro", "LC_NUMERIC": "de_DE"}, ("fr_FR", "fr_FR")),
        ({"LANG": "C.UTF-8"}, ("", "")),
        ({"LANG": "POSIX"}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_the_environment_says_where_the_person_is(environment, variables, found):
    for name, value in variables.items():
        environment.setenv(name, value)
    assert texts.places() == found


def test_nowhere_at_all_is_written_as_in_the_united_kingdom_and_the_unknown_as_nowhere():
    assert table.dates_of("en", "") == table.dates_of("en", "en_GB") == table.dates_of("en", "xx_XX")
    assert table.numbers_of("en", "") == table.numbers_of("en", "en_GB") == table.numbers_of("en", "xx_XX")


def test_the_table_is_what_babel_says():
    assert (table.FOLDER / "en.json").read_text(encoding="utf-8") == table.made("en"), "run .ci/make_formats en"


# Babel 2.18 hands Portugal's week on to other countries that speak Portuguese, and Iceland's is younger in Qt 6.11.
WEEKS_THAT_DIFFER = {"is_IS", "pt_AO", "pt_CV", "pt_GQ", "pt_GW", "pt_ST", "pt_TL"}
# Languages whose numbers CLDR 47 has not yet, or had otherwise.
MARKS_THAT_DIFFER = {"ab", "an", "co", "cu", "frr", "fur", "gn", "ksh", "la", "nds", "oc", "os", "prg", "rm", "scn", "szl", "wae"}


def test_every_country_has_the_week_the_hours_and_the_decimal_mark_that_qt_knows_of():
    compared, differing = 0, set()
    for place in cldr.places():
        locale = QLocale(place)
        if locale.name() != place:
            continue  # Qt would answer for another
        compared += 1
        here, marks = table.dates_of("en", place), table.numbers_of("en", place)
        shown_by_qt = re.sub("'[^']*'", "", locale.timeFormat(QLocale.FormatType.ShortFormat))
        if ("{a}" in here.clock) is not ("a" in shown_by_qt.lower()):
            differing.add(place)
        if locale.zeroDigit() == "0" and marks.decimal != locale.decimalPoint() and place.split("_")[0] not in MARKS_THAT_DIFFER:
            differing.add(place)
        if here.first_weekday != locale.firstDayOfWeek().value:
            differing.add(place)
    assert compared > 500
    assert differing <= WEEKS_THAT_DIFFER


def test_babel_is_not_loaded_for_english_wherever_the_person_is():
    code = """
import sys
from datetime import date
from tracker.domain.words import day_words, points_words
print(day_words(date(2026, 11, 25)), points_words(6.5), *[name for name in sys.modules if name.startswith("babel")])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30, env={**os.environ, "LC_ALL": "de_DE"})
    assert told.stdout.strip() == "25 Nov 2026 6,5"
