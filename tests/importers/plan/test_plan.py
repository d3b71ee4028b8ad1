"""A plan from a TOML file: what is taken, and the sentence for each mistake."""

import base64
import re
import struct
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.errors import Refused
from tracker.exporters.plan_toml import plan_toml
from tracker.importers.plan.plan import LARGEST_FILE, plan_of, read_plan
from tracker.library.plans import default_plan

PLAN = """\
name = "A. Physio"
ice_hours = 48

[phases.ice]
session = 15
at_most = 20

[phases.heat]
session = 10
at_most = 15

[phases.stretch]
[[phases.stretch.exercises]]
key = "clam"
name = "Clam"
steps = ["Lift.", "Let down."]
is_sided = true
repetitions = 10
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
DEFAULT_LINES = plan_toml(default_plan()).split("\n")
FIGURE_LINES = [number for number, line in enumerate(DEFAULT_LINES) if re.match(r"\w+ = \{ value", line)]


def a_png(size=2):
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0\0" * 2)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def with_line(number, text, source=PLAN):
    lines = source.split("\n")
    lines[number - 1] = text
    return "\n".join(lines)


def the_sentence(source):
    with pytest.raises(Refused) as refused:
        plan_of(source, "plan.toml")
    sentence = refused.value.sentence
    assert sentence.endswith("Nothing was changed.") or "Nothing was changed; " in sentence
    assert "\n" not in sentence
    return sentence


def with_picture(picture):
    return f"{PLAN}pictures = ['''{picture}''']\n"


def test_a_figure_written_as_a_number_comes_from_the_plan():
    plan = plan_of(PLAN, "plan.toml")
    assert (plan.name, plan.ice_hours) == ("A. Physio", Figure(48, "A. Physio"))
    (clam,) = plan.phases[Phase.STRETCH].exercises
    assert (clam.dosage.repetitions, clam.dosage.sets) == (Figure(10, "A. Physio"), None)
    assert (clam.own.steps, clam.own.is_sided, clam.own.source, clam.own.is_own) == (("Lift.", "Let down."), True, "A. Physio", True)


def test_a_figure_may_have_a_source_of_its_own_and_what_it_was_before():
    figure = '{ value = 12, source = "you", default = { value = 20, source = "guide A" } }'
    plan = plan_of(with_line(5, f"session = {figure}"), "plan.toml")
    assert plan.phases[Phase.ICE].session == Figure(12, BY_YOU, Figure(20, "guide A"))


def test_a_mistake_on_line_14_is_named_with_what_was_expected():
    source = PLAN.replace("[phases.heat]\nsession = 10", '\n\n\n\n\n[phases.heat]\nsession = "twenty"')
    assert source.split("\n")[13] == 'session = "twenty"'
    assert the_sentence(source) == ("Line 14 of plan.toml: “session” has to be a number from 1 to 20, not “twenty”. Nothing was changed.")


@pytest.mark.parametrize(
    ("number", "text", "line", "told"),
    [
        (1, "", 1, "“name” is missing; it has to be a text in quotes"),
        (1, "name = 5", 1, "“name” has to be a text in quotes of at most 200 characters, not 5."),
        (1, 'name = " "', 1, "“name” has to be a text"),
        (1, 'name = "a\\u0000b"', 1, "“name” has to be a text"),
        (1, 'name = "you"', 1, "“name” has to be another name"),
        (1, f'name = "{"x" * 201}"', 1, "“name” has to be a text in quotes of at most 200 characters, not “xxxx"),
        (2, "ice_hours = 0.5", 2, "“ice_hours” has to be a number from 1 to 240, not 0.5."),
        (2, "ice_hours = nan", 2, "“ice_hours” has to be a number from 1 to 240, not nan."),
        (2, f"ice_hours = {'9' * 400}", 2, "“ice_hours” has to be a number from 1"),
        (2, "ice_hours = true", 2, "not true."),
        (2, "ice_hour = 48", 2, "“ice_hour” means nothing here; perhaps “ice_hours” is meant."),
        (2, "zzz = 48", 2, "“zzz” means nothing here; known are name, ice_hours, phases."),
        (2, "", 1, "“ice_hours” is missing"),
        (4, "[phases.cold]", 4, "“cold” means nothing here"),
        (4, "[phases.rest]", 4, "“rest” means nothing here"),
        (5, "session = 21", 5, "“session” has to be a number from 1 to 20, not 21."),
        (5, "session = 0", 5, "not 0."),
        (5, "session = [15]", 5, "a number from 1 to 20."),
        (5, "session = 2026-11-25", 5, "a number from 1 to 20."),
        (5, "session = { source = 'x' }", 5, "“value” is missing"),
        (5, "session = { value = 21 }", 5, "“value” has to be a number from 1 to 20, not 21."),
        (5, "session = { value = 9, from = 'x' }", 5, "“from” means nothing here; known are value, source, default"),
        (5, "session = { value = 9, default = 8 }", 5, "“default” has to be left out without source = “you”"),
        (5, "session = { value = 9, source = 'you', default = 80 }", 5, "“default” has to be a number from 1 to 20"),
        (5, "", 4, "“session” is missing; it has to be a number from 1 to 20."),
        (6, "at_most = 10", 5, "“session” has to be a number from 1 to 10, not 15."),
        (6, "at_most = 21", 6, "“at_most” has to be a number from 1 to 20, not 21."),
        (6, "at_most = 20\na_day = 2.5", 7, "“a_day” has to be a whole number from 1 to 24, not 2.5."),
        (6, "at_most = 20\nrest = -1", 7, "“rest” has to be a number from 0 to 1,440, not -1."),
        (6, "at_most = 20\ndo = 'x'", 7, "“do” has to be a list of at most 30 texts in quotes"),
        (6, "at_most = 20\ndo = [\n'x',\n5]", 9, "“do” has to be a list of at most 30 texts in quotes, each of at most 500 characters, not 5."),
        (
            6,
            "at_most = 20\ndo = [\n'x',\n'up to {sesion} min']",
            9,
            "“do” has to be without {sesion}, since the phase has no such figure",
        ),
        (6, "at_most = 20\nnever = ['{ session }']", 7, "“never” has to be without { session }, since"),
        (6, "at_most = 20\ndo = [\n'x',\n'{rest}']", 9, "“do” has to be without {rest}, since the phase has no such figure."),
        (6, "at_most = 20\nexercises = ['cat-cow']", 7, "“exercises” has to be at most 40 tables, [[phases.ice.exercises]]"),
        (14, 'key = "clamm', 14, "has to be like"),
        (14, 'key = "Clam"', 14, "“key” has to be small letters"),
        (14, "", 13, "“key” is missing"),
        (15, "", 13, "“name” is missing"),
        (16, "", 14, "“key” has to be one of seated-twist, knee-to-chest,"),
        (16, "steps = []", 16, "“steps” has to be a list of one step or more"),
        (16, "stepps = ['x']", 16, "perhaps “steps” is meant"),
        (17, "is_sided = 'yes'", 17, "“is_sided” has to be true or false, not “yes”."),
        (18, "repetitions = 101", 18, "“repetitions” has to be a whole number from 1 to 100, not 101."),
        (18, "hold_seconds = 601", 18, "“hold_seconds” has to be a number from 1 to 600, not 601."),
        (18, '[[phases.stretch.exercises]]\nkey = "clam"\nsteps = ["x"]\nname = "Other"', 19, "“key” has to be there only once"),
        (18, '[[phases.stretch.exercises]]\nkey = "other"\nsteps = ["x"]\nname = "clam"', 21, "“name” has to be there only once"),
        (18, '[[phases.stretch.exercises]]\nkey = "cat-cow"\nposition = "x"', 20, "“position” has to be left out"),
        (18, "pictures = 'x'", 18, "“pictures” has to be a list of at most 4 texts in quotes"),
        (18, "pictures = [\n'x']", 19, "“pictures” has to be plain SVG without scripts"),
        (1, "name = Anna", 1, 'has to be like name = "…"; texts stand in quotes'),
        (2, "ice_hours = two days", 2, "has to be like ice_hours = 1; texts"),
        (5, "session = twenty", 5, "has to be like session = 1; texts"),
        (5, "session = 15 min", 5, "has to be like session = 1; texts"),
        (12, "[phases.stretch]\nsession = 15 min", 13, "has to be like session = 1; texts"),
        (5, "session = 15\nsession = 15", 6, "it has to be there only once"),
        (5, "session 15", 5, "has to be like session = 1;"),
        (18, "repetitions = 10\nsteps = [", 19, ""),
        (8, "[phases.ice]", 8, "it has to be there only once"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_expected(number, text, line, told):
    sentence = the_sentence(with_line(number, text))
    assert sentence.startswith(f"Line {line} of plan.toml: "), sentence
    assert told in sentence


def test_a_number_in_the_place_of_a_table_is_named():
    assert (
        the_sentence("name = 'x'\nice_hours = 9\nphases = 5")
        == "Line 3 of plan.toml: “phases” has to be a table, [phases], not 5. Nothing was changed."
    )


@given(st.sampled_from(FIGURE_LINES), st.lists(st.sampled_from(["", "# [phases.ice]", "# session = 'x'"]), max_size=5), st.data())
def test_the_line_is_right_wherever_the_mistake_stands(number, before, data):
    place = data.draw(st.integers(0, number))
    lines = [*DEFAULT_LINES]
    key = lines[number].split(" ")[0]
    value = data.draw(st.sampled_from(['"x"', "-1", "100000", "[1, 2]", "false", "{ value = 9999 }", "1e400"]))
    lines[number] = f"{key} = {value}"
    outside_lists = next(at for at in range(place, -1, -1) if not lines[at].startswith(("    ", "]")))
    lines[outside_lists:outside_lists] = before
    sentence = the_sentence("\n".join(lines))
    assert sentence.startswith(f"Line {number + len(before) + 1} of plan.toml: ")


@given(st.integers(0, len(DEFAULT_LINES) - 1), st.text(max_size=20))
def test_any_line_exchanged_for_anything_is_a_plan_or_one_sentence(number, text):
    lines = [*DEFAULT_LINES]
    lines[number] = text.replace("\r", "")
    source = "\n".join(lines)
    with suppress(Refused):
        assert plan_of(source, "plan.toml").ice_hours
        return
    the_sentence(source)


@pytest.mark.parametrize("picture", [SVG, f'<?xml version="1.0"?>\n<!-- a drawing -->\n{SVG}', f"\n {SVG} \n"])
def test_a_plain_drawing_is_taken(picture):
    (exercise,) = plan_of(with_picture(picture), "plan.toml").phases[Phase.STRETCH].exercises
    assert exercise.own.pictures == (picture.strip(),)


@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,"])
def test_a_png_is_taken_with_and_without_its_prefix(prefix):
    encoded = base64.encodebytes(a_png()).decode()
    (exercise,) = plan_of(with_picture(prefix + encoded), "plan.toml").phases[Phase.STRETCH].exercises
    assert exercise.own.pictures == ("data:image/png;base64," + "".join(encoded.split()),)


@pytest.mark.parametrize(
    "picture",
    [
        SVG.replace("<path", "<script>alert(1)</script><path"),
        SVG.replace("<path", '<path onclick="alert(1)"'),
        SVG.replace("<path", '<image href="http://example.org/x.png"/><path'),
        SVG.replace("<path", '<path fill="url(http://example.org/x)"'),
        SVG.replace("<path", '<path fill="javascript:alert(1)"'),
        SVG.replace("<path", "<foreignObject/><path"),
        SVG.replace("<path", '<use href="#a"/><path'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
        '<?xml-stylesheet href="http://example.org/x.css"?>' + SVG,
        SVG.removesuffix("</svg>"),
        SVG.replace("/>", ">"),
        SVG.replace("<path", "&a;<path"),
        "<html></html>",
        "<!--" + " " * 400_000 + "-->" + SVG,
        base64.b64encode(a_png()[:-20]).decode(),
        base64.b64encode(a_png().replace(b"IDAT", b"IDAX")).decode(),
        base64.b64encode(a_png(size=3_000)).decode(),
        base64.b64encode(b"GIF89a").decode(),
        "not base64!",
        "",
    ],
)
def test_a_picture_that_could_do_harm_or_cannot_be_drawn_is_refused(picture):
    assert "“pictures” has to be " in the_sentence(with_picture(picture))


def test_a_file_that_is_too_large_is_refused(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(Refused, match="is too large"):
        read_plan(file)


@pytest.mark.parametrize(
    "source", ["a." * 100_000 + "b = 1", "\n".join(["a." * 240 + f"b{n} = 1" for n in range(900)]), "[" * 490 + "\n", "a = " + "[\n" * 60_000]
)
def test_a_file_made_to_be_slow_or_deep_is_refused_soon(source):
    begun = time.perf_counter()
    the_sentence(source)
    assert time.perf_counter() - begun < 5


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(PLAN.replace("Clam", "Muschel \N{LATIN SMALL LETTER U WITH DIAERESIS}").encode("latin-1"))
    with pytest.raises(Refused, match=r"plan\.toml is not text in UTF-8"):
        read_plan(file)


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(PLAN.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_plan(file) == plan_of(PLAN, "plan.toml")


@pytest.mark.parametrize("kind", ["folder", "missing"])
def test_what_is_no_file_is_refused(tmp_path, kind):
    if kind == "folder":
        (tmp_path / "plan.toml").mkdir()
    with pytest.raises(Refused):
        read_plan(tmp_path / "plan.toml")


def test_a_plan_keeps_the_safety_lines_of_ice_and_heat_whatever_it_leaves_out():
    plan = plan_of(PLAN, "plan.toml")
    said = {phase: " ".join((*plan.phases[phase].never, *plan.phases[phase].reminders)).casefold() for phase in PLANNED_PHASES}
    for phase, words in ((Phase.ICE, ("cloth", "skin", "asleep")), (Phase.HEAT, ("asleep", "boiling water", "forearm"))):
        assert [word for word in words if word not in said[phase]] == []


def test_what_a_plan_adds_stands_after_them():
    plan = plan_of(with_line(6, "at_most = 20\nnever = ['On the scar', 'Ice while asleep']"), "plan.toml")
    assert plan.phases[Phase.ICE].never == ("Ice on bare skin: a damp cloth lies between", "Ice while asleep", "On the scar")


def test_a_plan_that_says_nothing_of_keeping_well_has_the_apps():
    assert plan_of(PLAN, "plan.toml").phases[Phase.WELL] == default_plan().phases[Phase.WELL]


def test_a_plan_has_keeping_well_of_its_own_with_its_days_and_its_aim():
    well = '[phases.well]\na_week = 3\nactivity = 120\ndo = ["{a_week} days, {activity} min"]\n[[phases.well.exercises]]\nkey = "bridge"\nsets = 3\n'
    plan = plan_of(PLAN + well, "plan.toml").phases[Phase.WELL]
    assert (plan.a_week, plan.activity) == (Figure(3, "A. Physio"), Figure(120, "A. Physio"))
    assert plan.worded(plan.do[0]) == "3 days, 120 min"
    assert [(exercise.key, exercise.dosage.sets.value, exercise.dosage.repetitions) for exercise in plan.exercises] == [("bridge", 3, None)]


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        (5, "a_week = 3", "Line 5 of plan.toml: “a_week” means nothing here"),
        (9, "activity = 90", "Line 9 of plan.toml: “activity” means nothing here"),
        (19, '[phases.well]\ndo = ["{warm}"]', "Line 20 of plan.toml: .*without {warm}, since"),
        (19, "[phases.well]\na_week = 8", "Line 20 of plan.toml: “a_week” has to be a whole number from 1 to 7"),
        (19, "[phases.well]\nactivity = 90 min", "Line 20 of plan.toml: it has to be like activity = 5;"),
        (19, "[phases.well]\nwarm = 20", "Line 20 of plan.toml: “warm” means nothing here"),
    ],
)
def test_what_goes_by_the_week_stands_in_keeping_well_alone(line, text, words):
    assert re.match(words, the_sentence(with_line(line, text)))
