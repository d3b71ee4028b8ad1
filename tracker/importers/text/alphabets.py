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
_TURNED = re.compile(r"[а-яё][А-ЯЁ]|[α-ω][Α-Ω]|[a-z\xdf-\xff][\xc0-\xde]")
# Behind a letter no language has these.
_BEHIND_A_LETTER = re.compile(r"(?<=[^\W\d_])[\xa7\xa4\xa6\xa8\xb8\xb6\u201a\u201e\u2020\u2021\u02c7\u02d8\u02d9\u02db\u02dd]")
# No word is written in two writings.
_MIXED = re.compile(r"[A-Za-z\xc0-\u024f][а-яёА-ЯЁ\u0386-\u03ce\u0590-\u06ff\u3000-\uffef]|[а-яёА-ЯЁ\u0386-\u03ce\u0590-\u06ff][A-Za-z\xc0-\u024f]")
# Written in Portuguese before an "e" alone; in Greek two dots are rare, and accents are not.
_NO_PORTUGUESE = re.compile("õ(?!e)")
# An ordinal sign stands behind a number, a half or a square within no word, and a Hebrew point beneath a letter.
_NOT_IN_A_WORD = re.compile(
    r"[ªº](?=[^\W\d_])|(?<=[^\W\d_])[¹²³](?=[^\W\d_])|(?<=[^\s\d(,;:+/*x\"'\u201c\u201e=~-])[¼½¾]|(?<![\u05b0-\u05ea])[\u05b0-\u05c7]"
)
# A sign of money or of a paragraph does not stand right before a word.
_SIGN_BEFORE_A_WORD = re.compile(r"[¢¥₪¤¦¶](?=[^\W\d_])")
_ENDS_WITH_Y = re.compile(r"ý(?![^\W\d_])")
_DOTS, _ACCENTS = re.compile("[ϊϋΐΰ]"), re.compile("[άέήίόύώ]")
# Of Cyrillic and Greek every third letter and more is a vowel: Hebrew, read as these, has them where it happens.
_VOWELS = ((re.compile("[а-яёєіїґўђјљњћџ]"), re.compile("[аеёиоуыэюяєії]")), (re.compile("[α-ωάέήίόύώϊϋΐΰ]"), re.compile("[αεηιουωάέήίόύώϊϋΐΰ]")))
_LEAST_VOWELS, _MOST_VOWELS = 0.28, 0.65
# A word or two may have less of them: "боль".
_FEW_LETTERS, _LEAST_VOWELS_OF_FEW = 8, 0.25
# Of every ten letters of a Cyrillic text six are some of these.
_ENOUGH_LETTERS, _LEAST_USUAL = 12, 48
_USUAL_CYRILLIC = re.compile("[оеаинтсрвлі]")


def makes_sense(text: str) -> bool:
    """Whether all letters of a text are those of a single language."""
    if _WITHIN_A_WORD.search(text) or _CONTROLS.search(text) or _TURNED.search(text) or _BEHIND_A_LETTER.search(text):
        return False
    if _MIXED.search(text) or any(_has_no_vowels(text.lower(), letters, vowels) for letters, vowels in _VOWELS):
        return False
    folded = text.lower()
    if _NOT_IN_A_WORD.search(folded) or _SIGN_BEFORE_A_WORD.search(folded) or (_DOTS.search(folded) and not _ACCENTS.search(folded)):
        return False
    if len(_VOWELS[0][0].findall(folded)) >= _ENOUGH_LETTERS and usual_letters(folded) < _LEAST_USUAL:
        return False
    # A half is no letter, though it is one to the pattern.
    letters = {letter for letter in _LETTERS.findall(folded) if not letter.isascii() and letter.isalpha()} - set("ªºµ")
    if any(letters <= set(alphabet) for name, alphabet in ALPHABETS.items() if name != "Portuguese" or not _NO_PORTUGUESE.search(folded)):
        return True
    others = {letter for letter in letters if not any(first <= letter <= last for first, last in WRITINGS)}
    return bool(letters) and not others and len({_writing(letter) for letter in letters} - {2, 3, 5}) <= 1


def usual_letters(text: str) -> float:
    """How many of a hundred Cyrillic letters of a text are the usual ones: of two encodings of Cyrillic the right one has more."""
    folded = text.lower()
    count = len(_VOWELS[0][0].findall(folded))
    return 100 * len(_USUAL_CYRILLIC.findall(folded)) / count if count else 0.0


def is_turkish_rather(text: str) -> bool:
    """Whether a text with the letters of Icelandic is more likely Turkish, read in the wrong one of two encodings that differ in six letters."""
    folded = text.lower()
    # Its most usual letter is ý then, twice in most texts or at the end of a word.
    has_many = folded.count("ý") > 1 or _ENDS_WITH_Y.search(folded) is not None
    return has_many and not {"ð", "þ"}.isdisjoint(folded) and set("áéíóúæ").isdisjoint(folded)


def _writing(letter: str) -> int:
    return next((place for place, (first, last) in enumerate(WRITINGS) if first <= letter <= last), -1)


def _has_no_vowels(text: str, letters: re.Pattern[str], vowels: re.Pattern[str]) -> bool:
    count = len(letters.findall(text))
    least = _LEAST_VOWELS_OF_FEW if count < _FEW_LETTERS else _LEAST_VOWELS
    return count > 0 and not least <= len(vowels.findall(text)) / count <= _MOST_VOWELS
