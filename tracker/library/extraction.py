"""Finds the texts a person reads in the TOML files of resources/, for the translation template: an extractor of Babel's kind."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

TEXT_KEYS = frozenset(
    {
        "about",
        "cautions",
        "do",
        "items",
        "label",
        "message",
        "name",
        "not_now",
        "reminders",
        "exercises",
        "sentence",
        "source",
        "steps",
        "text",
        "title",
    }
)


def extract_toml(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Every text under the keys that hold text, as Babel wants them: line number, function name, message, comments."""
    del keywords, comment_tags, options  # Babel's signature; a TOML file has no functions to look for
    for text in texts_in(tomllib.load(fileobj)):
        yield 1, None, text, []


def texts_in(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever TOML may hold
    """The texts of a TOML value, in the order of the file; `key` is the nearest key above it."""
    match value:
        case str() if key in TEXT_KEYS and value:
            yield value
        case dict():
            for name, inner in value.items():
                yield from texts_in(inner, name)
        case list():
            for inner in value:
                yield from texts_in(inner, key)
