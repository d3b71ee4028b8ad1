"""What is done to good files to spoil them: bytes at random, and values, lines and marks of a format where they hurt its reader most.

Everything is drawn from the `Random` that is passed in: one seed gives one file, on every computer.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random], bytes]
# What breaks readers: marks of the formats, letters of every kind, and what is no text at all.
MARKS = [b'"', b"'", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\\n", b"<", b">", b"&amp;", b"]]>", b"{", b"}", b"[", b"]", b":"]
MARKS += [b"/", b"-", b"%", b"\\", b"#", b"=", b".", b"'''", b'"""', b"\x1a", b"\x7f", b"\x85"]
LETTERS = ["\u202f \u200f ü ß 年月日 \u0660 \U0001f600 Thu mars Mar. 午後", "\u2028", "\u202eabc", "e\u0301" * 40]
LETTERS += ["\ufdd0", "\U0010ffff", "İı", "ﬀ", "\x00"]
NO_TEXT = [b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\xed\xa0\x80", b"\xa0", b"\xff", b"\xf4\x90\x80\x80"]
# Values that a cell, an attribute or a key may be given: numbers beyond all, dates that are none, texts that are too long.
NUMBERS = ["1e999", "-1", "-0", "9" * 40, "9" * 5_000, "0.25", "NaN", "Infinity", "-inf", "46086", "1772740800000", "1e-320", "0x10", "1_0", "٣", "½"]
DATES = ["01/02/03", "31/02/2026", "0000-00-00", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00", "24:00", "99:99:99", "12:60 pm", "+99:99"]
DATES += ["2026-03-29T01:30:00", "2026-W48-3", "1601-01-01", "2262-04-12T00:00:00Z", "2026-11-25T10:00:00+23:59", "275760-09-13", "253402300800"]
ZONES = ["Europe/L" + "a" * 300, "Europe/L\0ndon", "../../etc/passwd", "Europe", "/etc/localtime", "", "localtime", "right/UTC", "GMT+99"]
TEXTS = ["", " ", "=1+1", "a" * 3_000, " | " * 50, "(" * 200, "[" * 200, "{0}", "%s%n", "$x^2$", "<b>", "&x;", "<!ENTITY a 'b'>", "<!DOCTYPE x>"]
TEXTS += ["sep=;", "Pain: 7/10 points | ", "0:45:00:park", "None", "null", "true", "[]"]
TEXTS += ["nan mg", "1e400 mg", "½½ tablets", "10/10/10", "x" * 250 + "/../y"]
VALUES = [*NUMBERS, *DATES, *ZONES, *TEXTS, *LETTERS]
ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp1252", "cp437", "cp500", "shift_jis", "koi8-r", "big5"]
JSON_VALUES: list[Any] = [None, True, False, 0, -1, 1e308, 10**400, 2**63, float("nan"), float("inf"), 0.1, "", [], {}]
JSON_VALUES += [[[]], {"": None}, "\ud800", "\0"]
TOML_VALUES = ["nan", "inf", "-1", "1e400", "true", "[]", "{}", "1979-05-27", "07:32:00", "''", '"\\u0000"', "[[1]]", "{a.b = 1}"]
TOML_VALUES += ["0xffffffffffffffffff", "'" + "x" * 5_000 + "'", "[" * 60 + "]" * 60, '["a", 1]', "9" * 400, '"\\ud800"']
TOML_VALUES += ["99999-01-01", '"{session}"', '"{}"', '"""\n\n"""']
DEEPEST = 3_000
LARGEST_REPEATED = 20_000
OPENED = ["<Correlation>", "<a>" * DEEPEST, "<!-- ", "<![CDATA[", "<?x ", "<Record/>"]
NAME_OF_A_MEMBER = ["../export.xml", "/etc/export.xml", "export.xml", "exportación.xml", "", "a/" * 200, "export.xml\0.txt", "C:\\export.xml", "."]


def any_bytes(content: bytes, chance: Random) -> bytes:
    """A file with a few things done to its bytes: changed, lost, doubled, put in, cut short."""
    changed = bytearray(content)
    for _time in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((0, 1, 1, 5, 40, 400)))
        match chance.randrange(7):
            case 0:
                changed[start:end] = b""
            case 1:
                changed[start:start] = _splinter(chance)
            case 2:
                changed[start:end] = _splinter(chance)
            case 3:
                changed[start:start] = bytes(changed[start:end]) * chance.choice((1, 2, 30))
            case 4 if start < len(changed):
                changed[start] = chance.randrange(256)
            case 5 if start < len(changed):
                changed[start] ^= 1 << chance.randrange(8)
            case _:
                changed[start:] = b"" if chance.random() < 0.2 else changed[start:][: chance.randrange(1, 2_000)]
    return bytes(changed)


def _splinter(chance: Random) -> bytes:
    match chance.randrange(3):
        case 0:
            return chance.choice(MARKS)
        case 1:
            return chance.choice(NO_TEXT)
    return chance.choice(VALUES).encode("utf-8", "surrogatepass")


def other_encoding(content: bytes, chance: Random) -> bytes:
    """The text in another encoding, or in two."""
    text = content.decode("utf-8", "replace")
    encoded = text.encode(chance.choice(ENCODINGS), "replace")
    if chance.random() < 0.2:
        half = len(text) // 2
        encoded = text[:half].encode() + text[half:].encode(chance.choice(ENCODINGS), "replace")
    return encoded


def cells(content: bytes, chance: Random) -> bytes:
    """A table with cells, columns or rows exchanged, doubled, left out or filled with what hurts."""
    text = content.decode("utf-8", "replace")
    separator = max(",;\t|", key=text.count)
    rows = [row.split(separator) for row in text.split("\n")]
    for _time in range(chance.choice((1, 1, 2, 4))):
        row = chance.choice(rows)
        match chance.randrange(8):
            case 0 | 1:
                row[chance.randrange(len(row))] = chance.choice(VALUES)
            case 2:
                column = chance.randrange(len(row))
                filled = chance.choice(VALUES)
                for other in rows[1:]:
                    if column < len(other):
                        other[column] = filled
            case 3:
                one, two = chance.choice(rows), chance.randrange(len(row))
                row[two], one[0] = one[0], row[two]
            case 4:
                rows.insert(chance.randrange(len(rows)), list(row))
            case 5:
                rows.remove(row)
                rows = rows or [[""]]
            case 6:
                rows[0] = list(chance.sample(rows[0], len(rows[0])))
            case _:
                row += [chance.choice(VALUES) for _cell in range(chance.choice((1, 3, 300)))]
    return (chance.choice(("\n", "\n", "\r\n", "\r")).join(separator.join(row) for row in rows)).encode("utf-8", "surrogatepass")


def json_nodes(content: bytes, chance: Random) -> bytes:
    """JSON with values, keys and whole branches exchanged, left out, renamed, or nested deeper than anybody follows."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):  # it is spoilt already
        return any_bytes(content, chance)
    for _time in range(chance.choice((1, 1, 2, 4))):
        holder, key = _a_place(data, chance)
        if holder is not None:
            _change(holder, key, data, chance)
    written = json.dumps(data, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 0, 1)))
    if chance.random() < 0.05:
        deep = chance.choice(("[", '{"a":')) * chance.choice((60, DEEPEST))
        written = written.replace(chance.choice(("null", "1", '""')), deep, 1)
    return written.encode("utf-8", "surrogatepass")


def _change(holder: Any, key: Any, data: Any, chance: Random) -> None:
    """Do something to what stands in `holder` under `key`."""
    match chance.randrange(7):
        case 0 | 1:
            holder[key] = chance.choice(JSON_VALUES)
        case 2:
            holder[key] = chance.choice(VALUES)
        case 3:
            del holder[key]
        case 4 if isinstance(holder, dict):
            holder[chance.choice((f"{key}x", "", "id", "at", str(key).upper()))] = holder.pop(key)
        case 5 if isinstance(holder, list):
            holder += [holder[key]] * chance.choice((1, 2, 50))
        case _:
            other, place = _a_place(data, chance)
            holder[key] = json.loads(json.dumps(other[place]))


def _a_place(data: Any, chance: Random) -> tuple[Any, Any]:
    """Any place in JSON: what holds it, and its key there; (None, None) where nothing holds anything."""
    holder, key = None, None
    while isinstance(data, dict | list) and data:
        holder = data
        key = chance.choice(list(data)) if isinstance(data, dict) else chance.randrange(len(data))
        data = data[key]
        if chance.random() < 0.15:
            break
    return holder, key


def xml_parts(content: bytes, chance: Random) -> bytes:
    """XML with values of attributes, names and elements exchanged, doubled, opened and never closed."""
    text = content.decode("utf-8", "replace")
    for _time in range(chance.choice((1, 1, 2, 4))):
        attributes = list(re.finditer(r'="[^"]*"', text))
        elements = list(re.finditer(r"<[^>]*>", text))
        if not attributes or not elements:
            break
        one, element = chance.choice(attributes), chance.choice(elements)
        match chance.randrange(7):
            case 0 | 1 | 2:
                value = chance.choice(VALUES).replace('"', "").replace("<", "&lt;") if chance.random() < 0.8 else chance.choice(VALUES)
                text = f'{text[: one.start()]}="{value}"{text[one.end() :]}'
            case 3:
                text = text[: element.start()] + text[element.end() :]
            case 4:
                text = text[: element.start()] + element[0] * chance.choice((2, 3, 60)) + text[element.end() :]
            case 5:
                text = text[: element.start()] + chance.choice(OPENED) + text[element.start() :]
            case _:
                text = f"<?xml version='1.0' encoding='{chance.choice(ENCODINGS)}'?>{text.partition('?>')[2]}"
    return text.encode("utf-8", "surrogatepass")


def toml_lines(content: bytes, chance: Random) -> bytes:
    """TOML with values, keys and lines exchanged, doubled, left out or filled with what hurts."""
    lines = content.decode("utf-8", "replace").split("\n")
    for _time in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(lines))
        key, equals, value = lines[place].partition(" = ")
        match chance.randrange(8):
            case 0 | 1 | 2 if equals:
                lines[place] = f"{key} = {chance.choice(TOML_VALUES)}"
            case 3:
                del lines[place]
                lines = lines or [""]
            case 4:
                lines.insert(place, chance.choice(lines))
            case 5 if equals:
                lines[place] = f"{chance.choice(('x', key + '.a', '.'.join(key * 40), key.upper(), 'pain', 'value'))} = {value}"
            case 6:
                lines.insert(place, f"x{chance.randrange(9)} = {chance.choice(TOML_VALUES)}")
            case _:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def repeated(content: bytes, chance: Random) -> bytes:
    """A file of which a piece is there many times."""
    start = chance.randrange(max(1, len(content)))
    piece = content[start : start + chance.choice((1, 10, 100))] or b"x"
    return content[:start] + piece * min(2_000, LARGEST_REPEATED // len(piece)) + content[start:]


def zipped(inner: Mutation) -> Mutation:
    """A zip whose member is spoilt, or the zip itself, or the names in it."""

    def spoil(content: bytes, chance: Random) -> bytes:
        how = chance.randrange(4)
        if how == 0:
            return any_bytes(content, chance)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        made = io.BytesIO()
        way = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
        with zipfile.ZipFile(made, "w") as archive:
            for name, member in members.items():
                chosen = chance.choice(NAME_OF_A_MEMBER) if how == 1 and name.endswith("export.xml") else name
                named = zipfile.ZipInfo(chosen.replace("\0", "_") or f"{name}x")  # without the time of now
                archive.writestr(named, inner(member, chance) if how >= 2 else member, way)
        return made.getvalue()

    return spoil


def one_of(*mutations: Mutation) -> Mutation:
    """One of these each time, and now and then two."""

    def spoil(content: bytes, chance: Random) -> bytes:
        spoilt = chance.choice(mutations)(content, chance)
        return chance.choice(mutations)(spoilt, chance) if chance.random() < 0.1 else spoilt

    return spoil


TABLE = one_of(any_bytes, cells, cells, cells, other_encoding, repeated)
JSON = one_of(any_bytes, json_nodes, json_nodes, json_nodes, other_encoding, repeated)
XML = one_of(any_bytes, xml_parts, xml_parts, xml_parts, other_encoding, repeated)
TOML = one_of(any_bytes, toml_lines, toml_lines, toml_lines, other_encoding, repeated)
LINES = one_of(any_bytes, cells, other_encoding, repeated)
ZIP = zipped(XML)
