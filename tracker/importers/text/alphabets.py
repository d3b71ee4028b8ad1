"""The letters beyond ASCII that languages write with: by them it is told in which encoding a text makes sense."""

import re

# Each language by itself: letters of several languages in one text are mostly those of the wrong encoding.
ALPHABETS = {
    "German": "äöüß",
    "French": "àâæçéèêëîïôœùûü",
    "Spanish": "áéíñóúüç",
    "Italian": "àèéìíîòóùú",
    "Portuguese": "áâãàçéêíóôõúü",
    "Dutch": "áéëïóöüèêç",
    "Swedish and Finnish": "åäöéü",
    "Danish and Norwegian": "æøåéèöü",
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíľĺňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîșțşţ",
    "Croatian and Slovene": "čćđšž",
    "Turkish": "çğıöşüâîûi̇",
    "Lithuanian": "ąčęėįšųūž",
    "Latvian": "āčēģīķļņšūž",
    "Estonian": "äõöüšž",
    "Icelandic": "áðéíóúýþæö",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Bulgarian and Serbian": "абвгдђежзийјклљмнњопрстћуфхцчџшщъьюя",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}
# Of these writings every letter is taken: by code points, first and last.
WRITINGS = (("\u05b0", "\u05f4"), ("\u0600", "\u06ff"), ("\u3000", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff00", "\uffef"))
_LETTERS = re.compile(r"[^\W\d_]")
# A sign of money or a line between two letters is a letter of another encoding, but for an apostrophe.
_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f\u2018\u2019\u2013\u2014\xb7](?=[^\W\d_])")
# Controls, and the frames of DOS.
_CONTROLS = re.compile(r"[\x80-\x9f\u2500-\u259f]")
# A capital behind a small letter: Cyrillic of one encoding, read in another, has its capitals and small letters changed over.
_TURNED = re.compile(r"[а-яё][А-ЯЁ]|[α-ω][Α-Ω]|[a-z\xdf-\xff][\xc0-\xde]|\A[^а-яё]*(?:[А-ЯЁ]{3,}[^а-яё]*){3,}\Z")
# Behind a letter no language has these.
_BEHIND_A_LETTER = re.compile(r"(?<=[^\W\d_])[\xa7\xa4\xa6\xa8\xb8\xb6\u201a\u201e\u2020\u2021\u02c7\u02d8\u02d9\u02db\u02dd]")
# No word is written in two writings.
_MIXED = re.compile(r"[A-Za-z][а-яёА-ЯЁ\u0386-\u03ce\u0590-\u06ff\u3000-\uffef]|[а-яёА-ЯЁ\u0386-\u03ce\u0590-\u06ff][A-Za-z]")
# Of Cyrillic and Greek every third letter and more is a vowel: Hebrew, read as these, has them where it happens.
_VOWELS = ((re.compile("[а-яёєіїґўђјљњћџ]"), re.compile("[аеёиоуыэюяєії]")), (re.compile("[α-ωάέήίόύώϊϋΐΰ]"), re.compile("[αεηιουωάέήίόύώϊϋΐΰ]")))
_LEAST_VOWELS, _MOST_VOWELS = 0.28, 0.65


def makes_sense(text: str) -> bool:
    """Whether all letters of a text are those of a single language."""
    if _WITHIN_A_WORD.search(text) or _CONTROLS.search(text) or _TURNED.search(text) or _BEHIND_A_LETTER.search(text):
        return False
    if _MIXED.search(text) or any(_has_no_vowels(text.lower(), letters, vowels) for letters, vowels in _VOWELS):
        return False
    letters = {letter for letter in _LETTERS.findall(text.lower()) if not letter.isascii()} - set("ªºµ")
    if any(letters <= set(alphabet) for alphabet in ALPHABETS.values()):
        return True
    others = {letter for letter in letters if not any(first <= letter <= last for first, last in WRITINGS)}
    return bool(letters) and not others and len({_writing(letter) for letter in letters} - {2, 3, 5}) <= 1


def _writing(letter: str) -> int:
    return next((place for place, (first, last) in enumerate(WRITINGS) if first <= letter <= last), -1)


def _has_no_vowels(text: str, letters: re.Pattern[str], vowels: re.Pattern[str]) -> bool:
    count = len(letters.findall(text))
    return count > 0 and not _LEAST_VOWELS <= len(vowels.findall(text)) / count <= _MOST_VOWELS
