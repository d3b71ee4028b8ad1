"""Where everything in a TOML text stands."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers.toml_places import bare_lines, places

SOURCE = """\
name = "x # [a]" # [b]
[phases.ice]
session = { value = 15.5, source = "you", "default" = { value = 20 } }
do = [
  "a ] b",
  '''c
[x]
''', # [y]
  [1,
   2],
]
a."b c".d = 1979-05-27T07:32:00Z
[[phases."ice".exercises]]
key = 'x'
[[ phases.ice.exercises ]]

key = \"\"\"y\\\"\"\"\"\"\"
[phases.ice.exercises.inner]
last = true
"""


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (1, ("name",)),
        (2, ("phases", "ice")),
        (3, ("phases", "ice", "session")),
        (3, ("phases", "ice", "session", "default", "value")),
        (4, ("phases", "ice", "do")),
        (5, ("phases", "ice", "do", 0)),
        (6, ("phases", "ice", "do", 1)),
        (9, ("phases", "ice", "do", 2)),
        (10, ("phases", "ice", "do", 2, 1)),
        (12, ("phases", "ice", "a", "b c", "d")),
        (13, ("phases", "ice", "exercises")),
        (13, ("phases", "ice", "exercises", 0)),
        (14, ("phases", "ice", "exercises", 0, "key")),
        (15, ("phases", "ice", "exercises", 1)),
        (17, ("phases", "ice", "exercises", 1, "key")),
        (19, ("phases", "ice", "exercises", 1, "inner", "last")),
    ],
)
def test_each_key_table_and_item_has_its_line(line, path):
    assert places(SOURCE)[path] == line


def every_path(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from every_path(inner, (*path, step))


def test_everything_the_parser_reads_has_a_line_and_nothing_else():
    paths = set(every_path(tomllib.loads(SOURCE)))
    assert set(places(SOURCE)) | {("phases",)} == paths | {("phases",)}


@given(st.lists(st.text(alphabet="ab\"'\\#[]{}=,.\n ", max_size=12), max_size=6))
def test_a_key_is_found_whatever_texts_stand_before_it(texts):
    lines = [f"t{number} = '''\n{text}'''" for number, text in enumerate(texts) if "'''" not in f"{text}'" and not text.endswith("'")]
    source = "\n".join([*lines, "[wanted]", "key = 1"])
    tomllib.loads(source)
    assert places(source)["wanted", "key"] == source.count("\n") + 1


def test_texts_and_comments_do_not_count_as_bare():
    assert [line.split() for line in bare_lines('a = \'bbb\' # c\nd = """e\nf""" \n')] == [["a", "="], ["d", "="], [], []]


@pytest.mark.parametrize("unit", ['"""\\', '"""\\"', "'''", '"\\', '["', '"""\n', '"\\\n', "'"])
def test_a_text_made_to_be_slow_is_looked_through_quickly(unit):
    begun = time.perf_counter()
    bare_lines(unit * (400_000 // len(unit)) + unit[:1])
    assert time.perf_counter() - begun < 3
