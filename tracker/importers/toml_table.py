"""One table of a TOML file that a person may have written, read strictly, key by key; a mistake is named with its line and what was expected."""

import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from tracker.domain.plan.figures import Bounds
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.importers.source import SHOWN, shown
from tracker.importers.toml_places import Place, places
from tracker.language import _

# Controls, halves of surrogates, line and paragraph separators: not fit for a line on screen or on paper.
UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of the file: the file's name, the lines of everything in it, where the table stands, and what it holds.

    Each refusal ends with `outcome`, the sentence that says what came of reading the file.
    """

    file: str
    outcome: str
    lines: Mapping[Place, int]
    data: Mapping[str, Any]
    path: Place = ()

    @classmethod
    def whole(cls, source: str, file: str, outcome: str) -> "TomlTable":
        """The whole of a TOML text, its lines ended by a line feed alone; raises ValueError, or RecursionError where it is nested too deep."""
        data = tomllib.loads(source)
        return cls(file, outcome, places(source), data)

    def wrong(self, key: str, expected: str, *inner: str | int) -> Refused:
        """The refusal for a key, or for something in it by its path; `expected` completes "has to be ..."."""
        found: Any = self.data
        for step in (key, *inner):
            found = found[step]
        # Of a list, a table or a date nothing is shown: they fill more than a line.
        if isinstance(found, list | dict) or not isinstance(found, bool | int | float | str):
            return self.unfit(key, expected, *inner)
        sentence = _("Line {line} of {file}: “{key}” has to be {expected}, not {found}.")
        return self._refusal(sentence, self._line(key, *inner), key=key, expected=expected, found=_value_in_words(found))

    def unfit(self, key: str, expected: str, *inner: str | int) -> Refused:
        """As `wrong`, without what was found there."""
        sentence = _("Line {line} of {file}: “{key}” has to be {expected}.")
        return self._refusal(sentence, self._line(key, *inner), key=key, expected=expected)

    def missing(self, key: str, expected: str) -> Refused:
        """The refusal for a key that has to be there."""
        sentence = _("Line {line} of {file}: “{key}” is missing; it has to be {expected}.")
        return self._refusal(sentence, self._line(), key=key, expected=expected)

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """Raise Refused for the first key that means nothing here, naming the nearest that does."""
        for key in self.data:
            if key not in known:
                # Half of the letters alike: "sesion" finds "session", and a word of nothing known finds nothing.
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                hint = _("perhaps “{key}” is meant").format(key=near[0]) if near else _("known are {keys}").format(keys=in_a_row(known))
                sentence = _("Line {line} of {file}: “{key}” means nothing here; {hint}.")
                raise self._refusal(sentence, self._line(key), key=shown(key), hint=hint)

    def number(self, key: str, bounds: Bounds) -> float:
        """The number under a key, which is there."""
        value = self.data[key]
        # In Python true is the number 1: it must not pass for one minute.
        if isinstance(value, bool) or not isinstance(value, int | float) or not bounds.holds(value):
            raise self.wrong(key, bounds.words)
        return float(value)

    def text(self, key: str, limit: int, default: str | None = None) -> str:
        """The text under a key in one line; without a default it has to be there and say something."""
        expected = _("a text in quotes of at most {limit} characters").format(limit=limit)
        if key not in self.data:
            if default is None:
                raise self.missing(key, expected)
            return default
        text = _text_in_one_line(self.data[key], limit)
        if text is None or (default is None and not text):
            raise self.wrong(key, expected)
        return text

    def raw_text(self, key: str) -> str | None:
        """The text under a key as it is written; None where it is not there."""
        if key not in self.data:
            return None
        text = self.data[key]
        if not isinstance(text, str) or not text.strip():
            raise self.wrong(key, _("a text in quotes"))
        return text

    def choice(self, key: str, known: Sequence[str]) -> str:
        """The text under a key, which has to be there and to be one of those known."""
        expected = _("one of {known}").format(known=in_a_row(f'"{name}"' for name in known))
        if key not in self.data:
            raise self.missing(key, expected)
        if self.data[key] not in known:
            raise self.wrong(key, expected)
        return str(self.data[key])

    def texts(self, key: str, most: int, limit: int) -> tuple[str, ...]:
        """The list of texts under a key; empty where there is none."""
        expected = _("a list of at most {most} texts in quotes, each of at most {limit} characters").format(most=most, limit=limit)
        return tuple(self._items(key, most, expected, lambda item: _text_in_one_line(item, limit) or None))

    def raw_texts(self, key: str, most: int, expected: str) -> tuple[str, ...]:
        """The list of texts under a key, as they are written."""
        return tuple(self._items(key, most, expected, lambda item: item if isinstance(item, str) else None))

    def flag(self, key: str) -> bool:
        """Whether a key is set to true; false where it is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, _("true or false"))
        return value

    def table(self, key: str, *, needed: bool = True) -> "TomlTable":
        """The table under a key; an empty one where it is neither there nor needed."""
        expected = _("a table, {head}").format(head=_table_head((*self.path, key)))
        if key not in self.data:
            if needed:
                raise self.missing(key, expected)
            return self._inner({}, key)
        if not isinstance(self.data[key], dict):
            raise self.wrong(key, expected)
        return self._inner(self.data[key], key)

    def tables(self, key: str, most: int) -> list["TomlTable"]:
        """The list of tables under a key; empty where there is none."""
        expected = _("at most {most} tables, [{head}]").format(most=most, head=_table_head((*self.path, key)))
        items = self.data.get(key, [])
        if not isinstance(items, list) or len(items) > most:
            raise self.wrong(key, expected)
        for place, item in enumerate(items):
            if not isinstance(item, dict):
                raise self.wrong(key, expected, place)
        return [self._inner(item, key, place) for place, item in enumerate(items)]

    def _items(self, key: str, most: int, expected: str, read: Callable[[Any], str | None]) -> Iterator[str]:
        items = self.data.get(key, [])
        if not isinstance(items, list) or len(items) > most:
            raise self.wrong(key, expected)
        for place, item in enumerate(items):
            text = read(item)
            if text is None:
                raise self.wrong(key, expected, place)
            yield text

    def _inner(self, data: dict[str, Any], *steps: str | int) -> "TomlTable":
        return replace(self, data=data, path=(*self.path, *steps))

    def _refusal(self, sentence: str, line: int, **values: str) -> Refused:
        return Refused(f"{sentence.format(line=line, file=self.file, **values)} {self.outcome}")

    def _line(self, *steps: str | int) -> int:
        """The line of something in the table; of the nearest thing around it where it has no line of its own."""
        path = (*self.path, *steps)
        # What is missing has no line: that of the table around it is where to look.
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def _table_head(path: Place) -> str:
    return f"[{'.'.join(shown(step) for step in path if isinstance(step, str))}]"


def _text_in_one_line(value: object, limit: int) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    fits = len(text) <= limit and not any(unicodedata.category(letter) in UNFIT for letter in text)
    return text if fits else None


def _value_in_words(value: float | str) -> str:
    match value:
        # First, since in Python a bool is an int as well.
        case bool():
            return "true" if value else "false"
        case int() | float():
            # Over 10**20 in hexadecimal: Python refuses to write a whole number of more than 4,300 digits in decimals.
            return f"{value:.10g}" if isinstance(value, float) else shown(hex(value) if abs(value) > 10**20 else str(value))
        case str():
            return _("“{text}”").format(text=shown(value) + ("…" if len(value) > SHOWN else ""))
