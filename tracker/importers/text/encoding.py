"""In which encoding a file of text is: by its mark, by its bytes, else by what makes words of it."""

import codecs
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

from tracker.importers.text.alphabets import is_turkish_rather, makes_sense, usual_letters

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Western Europe comes first: of two that read a text alike, and where nothing tells, it is the one meant most often.
LEGACY = (
    *("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1251", "koi8_r", "koi8_u", "cp1253", "iso8859_7", "cp1255", "cp1256", "cp1257"),
    *("cp932", "euc_jp", "gb18030", "big5", "euc_kr", "mac_roman"),
)
# Old programs still write these: they are meant where a text makes sense in no other.
DOS = ("cp850", "cp437", "cp852", "cp866", "cp857", "cp737")
FALLBACK, TURKISH = LEGACY[0], "cp1254"
# Bytes beyond ASCII that are looked at, with the lines they stand in; a few hundred tell the language.
MOST_LOOKED_AT = 1 << 16
_CHUNK = 1 << 20
# How much worse a reading may be, by charset-normalizer's measure, and still be as likely.
_NEAR = 0.06
# Of the bytes at even or odd places: letters of Europe in UTF-16 have a zero in every second one.
_LEAST_ZEROS, _MOST_ZEROS = 0.3, 0.02
_WORDS_SHOWN = 5


class EncodingFound(NamedTuple):
    """The encoding, and the others in which the text may be where it is not sure."""

    encoding: str
    others: tuple[str, ...] = ()


class EncodingChoice(NamedTuple):
    """An encoding to choose, and words of the file as they are in it."""

    encoding: str
    words: str


def utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 by the zeros among its first bytes, where it has no mark; None where it is something else."""
    even, odd = head[0::2], head[1::2]
    if not odd:
        return None
    zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros[1] > _LEAST_ZEROS and zeros[0] < _MOST_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > _LEAST_ZEROS and zeros[1] < _MOST_ZEROS else None


def is_utf8(file: BinaryIO) -> bool:
    """Whether a whole file is UTF-8: the first letter beyond ASCII may be in its last row."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_damaged_utf8(file: BinaryIO) -> bool:
    """Whether a file is UTF-8 but for a few bytes, as where it was cut short: letters of other encodings hardly ever are letters of this one."""
    text = _lines_beyond_ascii(file).decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= letter <= "\udcff" for letter in text)
    return sum(letter > "\x7f" for letter in text) - wrong >= max(wrong, 1)


def legacy_encoding(file: BinaryIO) -> EncodingFound:
    """The encoding of a file that is no UTF-8, and the others that are as likely."""
    return _of_sample(_lines_beyond_ascii(file))


def encoding_choices(file: BinaryIO, encodings: tuple[str, ...]) -> tuple[EncodingChoice, ...]:
    """Each encoding with a few words of the file that look different in another."""
    lines = _lines_beyond_ascii(file)
    return tuple(EncodingChoice(encoding, _words(lines, encoding)) for encoding in encodings)


def _words(lines: bytes, encoding: str) -> str:
    words = [word for word in lines.decode(encoding, "replace").replace(";", " ").replace(",", " ").split() if not word.isascii()]
    return " ".join(dict.fromkeys(words[:_WORDS_SHOWN]))


def _lines_beyond_ascii(file: BinaryIO) -> bytes:
    """The lines of a file that hold a byte beyond ASCII, as far as they are looked at."""
    found, size = [], 0
    while size < MOST_LOOKED_AT and (line := file.readline(MOST_LOOKED_AT)):
        if not line.isascii():
            found.append(line)
            size += len(line)
    return b"".join(found)


def _of_sample(lines: bytes) -> EncodingFound:
    # Imported where it is needed: most files are UTF-8. It tells which encodings can be meant; between those that it finds alike, as of
    # most tables with a few words, the letters of a single language decide.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(lines, cp_isolation=[*LEGACY, *DOS], preemptive_behaviour=False, language_threshold=0.0))
    best = min((match.chaos for match in matches), default=0.0)
    likely = [match.encoding for match in matches if match.chaos <= best + _NEAR]
    texts = {encoding: text for encoding in (*LEGACY, *DOS) if (text := _decoded(lines, encoding)) is not None}
    likely_texts = [texts[encoding] for encoding in likely if encoding in texts]
    # By their texts: of encodings in which a text is the same, it names any.
    sensible = [encoding for encoding, text in texts.items() if makes_sense(text)]
    sensible = [encoding for encoding in sensible if encoding not in DOS] or sensible
    near = [encoding for encoding in sensible if texts[encoding] in likely_texts] or sensible
    chosen = _of_one_writing((near or [FALLBACK])[0], sensible, texts)
    likely = [encoding for encoding in likely if encoding not in DOS or sensible]
    possible = [*dict.fromkeys((*near, *sensible))] or likely
    others = {texts[encoding]: encoding for encoding in reversed(possible) if encoding in texts and texts[encoding] != texts.get(chosen)}
    return EncodingFound(chosen, tuple(reversed(others.values())))


def _of_one_writing(chosen: str, sensible: Sequence[str], texts: Mapping[str, str]) -> str:
    """The encoding chosen, or the other one of the same letters that these make more of."""
    if chosen == FALLBACK and TURKISH in sensible and is_turkish_rather(texts[chosen]):
        return TURKISH
    cyrillic = [encoding for encoding in sensible if usual_letters(texts[encoding])]
    if not usual_letters(texts.get(chosen, "")):
        return chosen
    # Of two alike the first, which is the one meant most often.
    return max(cyrillic, key=lambda encoding: usual_letters(texts[encoding]), default=chosen)


def _decoded(lines: bytes, encoding: str) -> str | None:
    try:
        return lines.decode(encoding)
    except UnicodeDecodeError:
        return None
