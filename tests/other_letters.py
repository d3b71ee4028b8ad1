"""Languages to test with: English in brackets, in Cyrillic letters, with its letters apart; in the last two, what was not translated stands out."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tracker import language
from tracker.formats import texts
from tracker.formats.texts import choose_formats, dates
from tracker.language import DOMAIN
from tracker.library.extraction import NAMES
from tracker.library.resources import FOLDER

TEMPLATE = FOLDER / "translations" / f"{DOMAIN}.pot"
LANGUAGE = "de"
LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопщрстувшьыз"
LETTERS = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
UNSEEN = "\u2063"  # the invisible separator: a letter without a width
WITHIN_A_WORD = re.compile(r"(?<=[A-Za-z])(?=&?[A-Za-z])")  # A&E, too, is shown without its &, as if it marked a key
WORD = re.compile(r"[A-Za-z]{2,}")
# The same in every language.
PROGRAMS = frozenset({"Apple Health", "Bearable", "Daylio", "Headi", "PainTracker", "Track & Graph", "Track && Graph"})


def pseudo_translation(folder: Path, said: Callable[[str], str]) -> Catalog:
    """A compiled translation of the whole template, in which each message is said otherwise."""
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    catalog = Catalog(locale=LANGUAGE, charset="utf-8")
    for message in template:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            translated = tuple(map(said, forms))
            catalog.add(message.id, translated if len(forms) > 1 else translated[0], context=message.context)
    target = folder / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalog)
    return catalog


def in_brackets(message: str) -> str:
    """The message in brackets that no text has."""
    return f"⟦{message}⟧"


def in_other_letters(message: str) -> str:
    """The message in Cyrillic letters, but for the names of what is put in."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(LETTERS) for part in PLACEHOLDER.split(message))


def in_letters_apart(message: str) -> str:
    """The message with something nobody sees between its letters: no two of them stand together, and it takes the room it takes in English."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else WITHIN_A_WORD.sub(UNSEEN, part) for part in PLACEHOLDER.split(message))


def in_longer_words(message: str) -> str:
    """The message in words 40 % longer than the English ones, as other languages have them."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else WORD.sub(lambda found: _longer(found[0]), part) for part in PLACEHOLDER.split(message))


def _longer(word: str) -> str:
    return word + word[: round(0.4 * len(word))].lower()


def not_translated(texts: Iterable[str], own: Iterable[str] = ()) -> list[str]:
    """The texts that still hold a word in Latin letters when the person's own, and names of hospitals and programs, are taken out.

    So are the names of months, weekdays and halves of the day, which CLDR has in the language.
    """
    known = dates()
    calendar = (known.months, known.long_months, known.months_alone, known.long_months_alone, known.weekdays, known.long_weekdays)
    of_dates = [re.escape(name) for names in (*calendar, known.weekdays_alone, known.halves) for name in names]
    of_lists = re.findall("[a-z]+", known.and_last + known.or_last)
    own_words = map(re.escape, sorted([*own, *NAMES, *PROGRAMS], key=len, reverse=True))
    names = re.compile("|".join([*own_words, rf"(?<!\w)(?:{'|'.join(sorted([*of_dates, *of_lists], key=len, reverse=True))})(?!\w)"]))
    return sorted({text for text in texts if WORD.search(names.sub("", text))})


@contextmanager
def written_in(place: str | None, words: str = "en") -> Iterator[None]:
    """Dates and numbers as a locale writes them, by None as the environment says, with the words of a language."""
    before, words_before = texts._chosen, language._language
    choose_formats(place)
    language._language = words
    yield
    texts._chosen, language._language = before, words_before
