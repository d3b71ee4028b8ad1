"""Where everything in a TOML text stands, down to list items, by path or by table and key: its line, from 1; and what is no text or comment."""

import re
import tomllib
from dataclasses import dataclass, field

# A parser by hand: tomllib, which reads the values, forgets where they stood, and a mistake in a plan has to be named with its line.
# It runs after tomllib on text known to be sound, so that it finds places alone and checks nothing.
Place = tuple[str | int, ...]
# A text without its end is one too: else each further quote would be looked at to the end of the file.
_TEXT = r'"""(?:\\.|[^\\])*?(?:"{3,5}|\\?\Z)|\'\'\'.*?(?:\'{3,5}|\Z)|"(?:\\[^\n]|[^"\\\n])*"?|\'[^\'\n]*\'?'
# Texts come first: a bracket, a comma or a # inside of one is none.
_TOKEN = re.compile(rf"(?P<text>{_TEXT})|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{{}}=,.])|(?P<bare>[^\s\[\]{{}}=,.#\"']+)", re.DOTALL)
_PROSE = re.compile(rf"{_TEXT}|#[^\n]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def places(source: str) -> dict[Place, int]:
    """The line of every table, key and item of a list, by path; `source` is sound TOML, its lines ended by a line feed alone."""
    return _Reading(_tokens(source)).whole()


def bare_lines(source: str) -> list[str]:
    """The lines of a TOML text without the texts in quotes and the comments; for a look at what a parser would have to do."""
    # Line ends stay, so that the lines keep their numbers.
    return _PROSE.sub(lambda found: "\n" * found[0].count("\n"), source).split("\n")


def _tokens(source: str) -> list[_Token]:
    found, line = [], 1
    for match in _TOKEN.finditer(source):
        if match.lastgroup and match.lastgroup != "comment":
            found.append(_Token(match.lastgroup, match[0], line))
        line += match[0].count("\n")
    return found


@dataclass(slots=True)
class _Reading:
    """One pass over the tokens; the text is known to be sound, so that nothing is checked again."""

    tokens: list[_Token]
    at: int = 0
    found: dict[Place, int] = field(default_factory=dict)
    items: dict[Place, int] = field(default_factory=dict)

    def whole(self) -> dict[Place, int]:
        table: Place = ()
        while self.at < len(self.tokens):
            if self._next_is("newline"):
                self.at += 1
            elif self._next_is("mark", "["):
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _next_is(self, kind: str, *texts: str) -> bool:
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind == kind and (not texts or token.text in texts)

    def _header(self) -> Place:
        line = self.tokens[self.at].line
        self.at += 1
        is_list = self._next_is("mark", "[")
        keys = self._keys("]")
        self.at += is_list
        # The head of a table inside a list of tables means the last of its items, as TOML has it.
        path = self._within((), keys[:-1]) + keys[-1:]
        # The first head of a list of tables is the line of the list; each further one is the line of an item.
        self.found.setdefault(path, line)
        if is_list:
            self.items[path] = self.items.get(path, -1) + 1
            path += (self.items[path],)
        self.found[path] = line
        return path

    def _keys(self, end: str) -> tuple[str, ...]:
        keys = []
        while not self._next_is("mark", end):
            token = self.tokens[self.at]
            if token.kind != "mark":
                keys.append(_key(token))
            self.at += 1
        self.at += 1
        return tuple(keys)

    def _within(self, path: Place, keys: tuple[str, ...]) -> Place:
        """The path of a table by its keys; of a list of tables the last is meant."""
        for key in keys:
            path += (key,)
            if path in self.items:
                path += (self.items[path],)
        return path

    def _pair(self, table: Place) -> None:
        line = self.tokens[self.at].line
        keys = self._keys("=")
        # a.b = 1 makes a table a without a head: that has the line of the first key in it.
        for count in range(1, len(keys) + 1):
            self.found.setdefault(table + keys[:count], line)
        self._value(table + keys)

    def _value(self, path: Place) -> None:
        if self._next_is("mark", "["):
            self._list(path)
        elif self._next_is("mark", "{"):
            self._inline_table(path)
        else:
            while self.at < len(self.tokens) and not self._next_is("newline") and not self._next_is("mark", ",", "]", "}"):
                self.at += 1

    def _list(self, path: Place) -> None:
        self.at += 1
        count = 0
        while not self._next_is("mark", "]"):
            if self._next_is("newline") or self._next_is("mark", ","):
                self.at += 1
                continue
            self.found[*path, count] = self.tokens[self.at].line
            self._value((*path, count))
            count += 1
        self.at += 1

    def _inline_table(self, path: Place) -> None:
        self.at += 1
        while not self._next_is("mark", "}"):
            if self._next_is("mark", ",") or self._next_is("newline"):
                self.at += 1
            else:
                self._pair(path)
        self.at += 1


def _key(token: _Token) -> str:
    # A quoted key may hold escapes: tomllib knows them.
    return str(tomllib.loads(f"key = {token.text}")["key"]) if token.kind == "text" else token.text
