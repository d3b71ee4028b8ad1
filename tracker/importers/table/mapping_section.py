"""One table of a mapping file, read key by key, with a sentence for each mistake."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.toml_places import line_of
from tracker.language import _


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the TOML text: its data, its name ("" for the whole) and which of several of the name it is, from 0."""

    file: str
    source: str
    data: dict[str, Any]
    name: str = ""
    place: int = 0

    def mistake(self, key: str, expected: str) -> Refused:
        """The refusal for a key; `expected` completes "key has to ..."."""
        line = line_of(self.source, self.name, self.place, key)
        where = _("{file}, line {line}").format(file=self.file, line=line) if line else self.file
        return Refused(
            _("{where}: {key} has to {expected}. Nothing was imported; correct the mapping.").format(
                where=where, key=self._named(key), expected=expected
            )
        )

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise Refused for a key that means nothing here."""
        allowed = tuple(known)
        for key in self.data:
            if key not in allowed:
                raise self.mistake(key, _("be one of {known}").format(known=", ".join(allowed)))

    def table(self, key: str) -> "Section":
        """The table under a key; empty where there is none."""
        data = self.data.get(key, {})
        if not isinstance(data, dict):
            raise self.mistake(key, _("be a table, [{key}]").format(key=key))
        return Section(self.file, self.source, data, key)

    def tables(self, key: str) -> list["Section"]:
        """The list of tables under a key."""
        items = self.data.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise self.mistake(key, _("be a list of tables, [[{key}]]").format(key=key))
        return [Section(self.file, self.source, item, key, place) for place, item in enumerate(items)]

    def text(self, key: str) -> str | None:
        """The text under a key, None where it is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(key, _("be a text in quotation marks"))
        return value

    def needed(self, key: str) -> str:
        """The text under a key that has to be there."""
        value = self.text(key)
        if value is None:
            raise self.mistake(key, _("be there, a text in quotation marks"))
        return value.strip()

    def choice(self, key: str, known: Sequence[str]) -> str:
        """The text under a key that has to be there and to be one of those known."""
        value = self.data.get(key)
        if value not in known:
            raise self.mistake(key, _("be one of {known}").format(known=", ".join(f'"{name}"' for name in known)))
        return str(value)

    def scale(self, key: str, default: tuple[float, float]) -> tuple[float, float]:
        """The two ends of a scale, the lower first."""
        value = self.data.get(key, list(default))
        match value:
            case [low, high] if _is_number(low) and _is_number(high) and low < high:
                return float(low), float(high)
        raise self.mistake(key, _("be two numbers, the lower first, like {example}").format(example="[0, 10]"))

    def cells(self, key: str) -> tuple[float | str, ...]:
        """A list of cells: numbers and texts."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) or _is_number(item) for item in value):
            raise self.mistake(key, _("be a list of numbers or texts, like {example}").format(example="[0]"))
        return tuple(item.strip() if isinstance(item, str) else float(item) for item in value)

    def worths(self, key: str, scale: tuple[float, float]) -> tuple[tuple[str, float], ...]:
        """Words, in small letters, and what each is worth on the scale."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not all(_is_number(worth) and scale[0] <= worth <= scale[1] for worth in value.values()):
            raise self.mistake(key, _("be words with a number on the scale each, like {example}").format(example="{ good = 4, bad = 2 }"))
        return tuple((word.strip().casefold(), float(worth)) for word, worth in value.items())

    def _named(self, key: str) -> str:
        return shown(f"{self.name}.{key}" if self.name else key)


def _is_number(value: Any) -> bool:  # noqa: ANN401 - whatever a TOML file holds
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e15  # noqa: PLR2004 - beyond any scale
