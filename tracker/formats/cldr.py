"""Reads the formats of a locale in CLDR, the collection of the Unicode Consortium, by way of Babel: its only importer but for the template."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.formats.shapes import DateFormats, NumberFormats

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
INTERNATIONAL_ENGLISH = "en_001"  # day before month, for a country in which CLDR knows no English
WITHOUT_A_PLACE = "en_GB"  # English where nothing says of which country: with 24 hours, as the app has always written it
# A quoted text, in which '' is an apostrophe; a run of one letter, which is a field; anything else as it is.
_PARTS = re.compile(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)|(.)", re.DOTALL)
_FIELDS = frozenset({"d", "dd", "M", "MM", "MMM", "MMMM", "LLL", "LLLL", "y", "yy", "E", "EEEE", "H", "HH", "h", "hh", "K", "mm", "a"})
# B names more parts of a day than its two halves, as Chinese does in Taiwan; G is the era, which is ours.
_SAME_FIELD = {"EE": "E", "EEE": "E", "ccc": "E", "cccc": "EEEE", "m": "mm", "yyyy": "y", "B": "a", "G": ""}
_ZEROS = {
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "beng": "\N{BENGALI DIGIT ZERO}",
    "deva": "\N{DEVANAGARI DIGIT ZERO}",
    "mymr": "\N{MYANMAR DIGIT ZERO}",
    "tibt": "\N{TIBETAN DIGIT ZERO}",
}


def dates_of(language: str, place: str) -> DateFormats:
    """The dates, times and lists of the locale `place`, such as "de_DE", in the words of a language; `place` may be empty or unknown."""
    person = _known(place)
    locale = _in_words_of(language, person)
    clock = _clock(locale, person or locale)
    twelve = "{a}" in clock
    skeletons = {name: str(pattern.pattern) for name, pattern in locale.datetime_skeletons.items()}
    months, days = locale.months, locale.days
    return DateFormats(
        day=shape(skeletons["MMMd"]),
        day_year=shape(skeletons["yMMMd"]),
        weekday_day=shape(skeletons["MMMEd"]),
        weekday_day_year=shape(skeletons["yMMMEd"]),
        long_day=shape(skeletons.get("MMMMEEEEd") or _spelt_out(skeletons.get("MMMMEd") or skeletons["MMMEd"])),
        long_day_year=shape(skeletons.get("yMMMMEEEEd") or str(locale.date_formats["full"].pattern)),
        month_year=shape(skeletons["yMMMM"].replace("MMMM", "LLLL") if skeletons["yMMMM"].startswith("MMMM") else skeletons["yMMMM"]),
        clock=clock,
        hour=shape(skeletons["h"]) if twelve else "{HH}",  # where there are 24, CLDR has "14 Uhr", which is too wide for a scale
        weekday_clock=shape(skeletons["Ehm" if twelve else "EHm"]),
        months=_in_order(months["format"]["abbreviated"], 1),
        long_months=_in_order(months["format"]["wide"], 1),
        months_alone=_in_order(months["stand-alone"]["abbreviated"], 1),
        long_months_alone=_in_order(months["stand-alone"]["wide"], 1),
        weekdays=_in_order(days["format"]["abbreviated"], 0),
        long_weekdays=_in_order(days["format"]["wide"], 0),
        weekdays_alone=_in_order(days["stand-alone"]["abbreviated"], 0),
        halves=tuple(locale.day_periods["format"]["abbreviated"][half] for half in ("am", "pm")),
        first_weekday=(person or locale).first_week_day + 1,
        **_lists(locale),
    )


def numbers_of(language: str, place: str) -> NumberFormats:
    """The numbers of the locale `place`, such as "de_DE", in the digits of a language; `place` may be empty or unknown."""
    person = _known(place)
    locale = _in_words_of(language, person)
    # Digits belong to the words: Arabic ones in an English sentence would turn its order round.
    digits = locale.default_numbering_system
    # English is read in every country, with the marks of that country; another language in a country that is not its own keeps the marks it has.
    marked = person if person is not None and locale.language in {ENGLISH, person.language} else locale
    symbols = marked.number_symbols
    # Where CLDR has none for the digits, those of Latin ones are used with them.
    marks = {**locale.number_symbols["latn"], **(symbols.get(digits) or locale.number_symbols.get(digits) or {})}
    later = int(marked.decimal_formats[None].grouping[1])
    return NumberFormats(
        decimal=marks["decimal"], group=marks["group"], minus=marks["minusSign"], zero=_ZEROS.get(digits, "0"), later_groups=min(later, 3)
    )


def places() -> list[str]:
    """Every locale of CLDR that names a country, as the environment writes it: "de_DE", without its script."""
    from babel import localedata

    parts = (name.split("_") for name in localedata.locale_identifiers())
    return sorted({f"{part[0]}_{part[-1]}" for part in parts if re.fullmatch("[A-Z]{2}", part[-1])})


def months_and_weekdays(languages: Iterable[str]) -> Iterator[tuple[str, int, bool]]:
    """Every name of a month (1-12) and of a weekday (0 is Monday) in these languages, long and short, as (name, number, is a month)."""
    for language in languages:
        locale = _named(language)
        for names, is_month in ((locale.months, True), (locale.days, False)):
            for context in names.values():
                for width in ("wide", "abbreviated", "short"):
                    yield from ((str(name), number, is_month) for number, name in context.get(width, {}).items())


def shape(pattern: str) -> str:
    """A pattern of CLDR as a shape: its letters in braces, what it quotes as it is."""
    parts = []
    for quoted, field, _letter, other in _PARTS.findall(pattern):
        if field:
            name = _SAME_FIELD.get(field, field)
            if name and name not in _FIELDS:
                raise ValueError(pattern)
            parts.append(f"{{{name}}}" if name else "")
        else:
            parts.append(quoted.replace("''", "'") or other or "'")
    return "".join(parts).strip()


def _named(place: str) -> "Locale":
    from babel import Locale

    return Locale.parse(place)


def _known(place: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(place) if place else None
    except (UnknownLocaleError, ValueError):
        return None


def _in_words_of(language: str, person: "Locale | None") -> "Locale":
    """The locale whose words are those of the language and whose forms are the person's, as near as CLDR has one."""
    own = _known(language) or _named(ENGLISH)
    if person is None:
        return _named(WITHOUT_A_PLACE) if own.language == ENGLISH and not own.territory else own
    if person.language == own.language:
        return person
    found = _known(f"{own.language}_{person.territory}") if person.territory else None
    if found is not None and found.territory:
        return found
    return _named(INTERNATIONAL_ENGLISH) if own.language == ENGLISH else own


def _clock(locale: "Locale", person: "Locale") -> str:
    """The time of day in the locale's words, of 12 or 24 hours as the person's locale has it."""
    usual, persons = (str(each.time_formats["short"].pattern) for each in (locale, person))
    twelve = _has_halves(persons)
    if twelve is not _has_halves(usual):
        usual = str(locale.datetime_skeletons["hm" if twelve else "Hm"].pattern)
    return shape(usual)


def _has_halves(pattern: str) -> bool:
    return any(field[:1] in {"h", "K"} for _quoted, field, _letter, _other in _PARTS.findall(pattern))


def _spelt_out(pattern: str) -> str:
    """A pattern with the short names in it made long."""
    return re.sub("E+", "EEEE", re.sub("(?<!M)MMM(?!M)", "MMMM", pattern))


def _in_order(names: Mapping[int, str], first: int) -> tuple[str, ...]:
    return tuple(names[number] for number in range(first, first + len(names)))


def _lists(locale: "Locale") -> dict[str, str]:
    kinds = locale.list_patterns
    standard, other = kinds["standard"], kinds.get("or") or kinds["standard"]
    plain = kinds.get("unit-short", {}).get("middle") or standard["middle"]
    return {
        "between": plain.removeprefix("{0}").removesuffix("{1}"),
        "and_two": standard["2"],
        "and_last": standard["end"],
        "or_two": other["2"],
        "or_last": other["end"],
    }
