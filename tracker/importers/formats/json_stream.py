"""Reads JSON piece by piece: a list of any length record by record, nothing deep, doubled or endless."""

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.language import _

# By hand, as the standard library reads JSON whole or not at all: of an archive of any size one record is held at a time, and
# each refusal names its line. Only what stands between records is looked at here; every value is read, and its end found, by `json` itself.
CHUNK = 1 << 20
# Characters of one value, its depth, the digits of a number, the names in an object: beyond any record of ours.
LONGEST = 8_000_000
DEEPEST = 40
LONGEST_NUMBER = 40
MOST_NAMES = 1_000
# Possessive (*+): a text without an end is gone through once, not once more for each letter given back.
MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}"]', re.DOTALL)
BLANK = re.compile(r"[ \t\r\n]*+")
# What a value begins with that says itself where it ends.
OPENING = frozenset('{["')
BARE = re.compile(r"[^\s,\]}\[{\":]++")


class JsonStream:
    """The text of a file from a place on; raises Refused with the line where it is no JSON, or none that is taken here."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        # Bit by bit: a chunk may end within a character.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._is_all = "", 0, False
        self.line = 1

    def members(self) -> Iterator[str]:
        """The names in the object that comes next; the value of each is to be read before going on to the next."""
        self._expect("{")
        seen: set[str] = set()
        if self._take_sign("}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str) or name in seen or len(seen) >= MOST_NAMES:
                self._refuse()
            seen.add(name)
            self._expect(":")
            yield name
            if not self._take_sign(","):
                break
        self._expect("}")

    def items(self) -> Iterator[tuple[int, Any]]:
        """What the list that comes next holds, each with the line it begins in."""
        self._expect("[")
        if self._take_sign("]"):
            return
        while True:
            self._skip_blanks()
            yield self.line, self.value()
            if not self._take_sign(","):
                break
        self._expect("]")

    def next_is_list(self) -> bool:
        """Whether a list comes next."""
        self._skip_blanks()
        return self._text[self._at : self._at + 1] == "["

    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The value that comes next, whole."""
        self._skip_blanks()
        found, end = self._bare() if self._text[self._at : self._at + 1] not in OPENING else self._decoded()
        self._advance(end)
        return found

    def end(self) -> None:
        """Nothing may follow."""
        self._skip_blanks()
        if self._at < len(self._text):
            self._refuse()

    def _bare(self) -> tuple[Any, int]:
        """The number or word that comes next, and where it ends."""
        bare = BARE.match(self._text, self._at) or self._refuse()
        # One at the end of what was read may go on in the next chunk.
        while bare.end() == len(self._text) and self._more():
            bare = BARE.match(self._text, self._at) or self._refuse()
        try:
            return DECODER.decode(bare[0]), bare.end()
        except (ValueError, _UnfitError):
            self._refuse()

    def _decoded(self) -> tuple[Any, int]:
        """The text, list or object that comes next, and where it ends."""
        while True:
            try:
                found, end = DECODER.raw_decode(self._text, self._at)
            except (_UnfitError, RecursionError):
                self._refuse()
            except ValueError:
                # Cut off by the end of the chunk, or no JSON: that shows once there is nothing more to read, or the value is too long.
                if not self._more():
                    self._refuse()
                continue
            if self._text.count("[", self._at, end) + self._text.count("{", self._at, end) > DEEPEST:
                self._refuse_deep(end)
            return found, end

    def _refuse_deep(self, end: int) -> None:
        depth = 0
        for mark in MARK.finditer(self._text, self._at, end):
            sign = mark.group()
            depth += (sign in "[{") - (sign in "]}")
            if depth > DEEPEST:
                self._refuse()

    def _more(self) -> bool:
        """Read on; what was read before the place reached is let go."""
        if self._is_all:
            return False
        # Asked before more is read: an endless record is refused in little memory.
        if len(self._text) - self._at > LONGEST:
            self._refuse()
        try:
            chunk = self._file.read(CHUNK)
            more = self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            self._refuse()
        self._is_all = not chunk
        self._text += more
        return True

    def _skip_blanks(self) -> None:
        while True:
            end = BLANK.match(self._text, self._at)
            self._advance(end.end() if end else self._at)
            if self._at < len(self._text) or not self._more():
                return

    def _advance(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end
        # Not after each value: to copy the rest each time would take the square of the chunk.
        if self._at > CHUNK:
            self._text, self._at = self._text[self._at :], 0

    def _take_sign(self, sign: str) -> bool:
        self._skip_blanks()
        if self._text[self._at : self._at + 1] != sign:
            return False
        self._advance(self._at + 1)
        return True

    def _expect(self, sign: str) -> None:
        if not self._take_sign(sign):
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise Refused(
            _("The file is not valid JSON from line {line} on. Nothing was imported; choose another file.").format(line=number_text(self.line))
        )


class _UnfitError(Exception):
    """JSON, but nothing of ours: no error of values, after which more would be read."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Python keeps the last of two values of one name without a word; which one is meant nobody knows.
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _UnfitError
    return made


def _no_number(_text: str) -> NoReturn:
    raise _UnfitError


def _integer(text: str) -> int:
    # Before it is converted: Python's time for that grows with the square of the digits.
    if len(text) > LONGEST_NUMBER:
        raise _UnfitError
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if len(text) > LONGEST_NUMBER or not math.isfinite(number):
        raise _UnfitError
    return number


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number, parse_int=_integer, parse_float=_number)
