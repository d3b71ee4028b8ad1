"""Extractors of Babel's kind, for the translation template: the texts of the TOML files of resources/, and the help of the commands."""

import ast
import tomllib
from collections.abc import Collection, Iterator, Mapping
from inspect import cleandoc
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
        "never",
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

# Of hospitals and charities that say something: a name is the same in every language.
NAMES = frozenset({"KMPT NHS", "Mayo Clinic", "NHS", "NHS inform", "NHS Tayside", "Sirona", "South Tees NHS", "Versus Arthritis"})


def extract_toml(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Every text under the keys that hold text, as Babel wants them: line number, function name, message, comments."""
    del keywords, comment_tags, options  # Babel's signature; a TOML file has no functions to look for
    for text in texts_in(tomllib.load(fileobj)):
        # tomllib tells no line numbers, and Babel wants one.
        yield 1, None, text, []


def extract_commands(
    fileobj: BinaryIO,
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Any,  # noqa: ANN401 - Babel's own
) -> Iterator[tuple[Any, ...]]:
    """What Babel finds in a module of Python, and the help of its commands: the docstring of each, and what `help` is given."""
    from babel.messages.extract import extract_python

    yield from extract_python(fileobj, keywords, comment_tags, options)
    # Babel's own extractor has read it to the end.
    fileobj.seek(0)
    for node in ast.walk(ast.parse(fileobj.read())):
        match node:
            case ast.FunctionDef() if any(map(_is_command, node.decorator_list)):
                yield node.lineno, None, cleandoc(ast.get_docstring(node) or ""), []
            case ast.keyword(arg="help", value=ast.Constant(value=str(text))):
                yield node.lineno, None, text, []


def _is_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.func.attr in {"command", "group"}


def texts_in(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever TOML may hold
    """The texts of a TOML value, in the order of the file; `key` is the nearest key above it."""
    match value:
        case str() if key in TEXT_KEYS and value and value not in NAMES:
            yield value
        case dict():
            for name, inner in value.items():
                yield from texts_in(inner, name)
        case list():
            for inner in value:
                yield from texts_in(inner, key)
