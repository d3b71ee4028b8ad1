"""A plan in a TOML file, as a physiotherapist may write it: read strictly, each mistake named with its line."""

import re
from pathlib import Path

from tracker.domain.entries import NAME_LIMIT
from tracker.domain.exercises import Dosage, Exercise
from tracker.domain.plan.figures import ICE_HOURS, Bounds, bounds_of, is_over_limit
from tracker.domain.plan.protocol import (
    COUNTED_PHASES,
    DOSAGE_FIGURES,
    EPISODE_PHASES,
    PHASE_FIGURES,
    PLANNED_PHASES,
    Phase,
    PhasePlan,
    PlannedExercise,
    Protocol,
    figures_in,
)
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.errors import Refused
from tracker.formats.texts import in_a_row, number_text
from tracker.importers.plan.pictures import LARGEST_PICTURE, Unfit, picture_of
from tracker.importers.source import content_of, shown
from tracker.importers.toml_places import bare_lines
from tracker.importers.toml_table import TomlTable
from tracker.language import _
from tracker.library.exercises import exercise, exercises
from tracker.library.plans import completed, kept_lines

# Bytes. Most of a plan is its pictures, which stand in quotes; over what stands outside of quotes tomllib can take minutes,
# so that this has far closer limits.
LARGEST_FILE = 4_000_000
LONGEST_BARE_LINE = 500
MOST_BARE = 200_000
TEXT_LIMIT = 500
MOST_TEXTS, MOST_EXERCISES, MOST_STEPS, MOST_PICTURES = 30, 40, 20, 4
LIST_KEYS = ("do", "not_now", "never", "reminders")
TEXT_KEYS = ("about", *LIST_KEYS)
OWN_KEYS = ("position", "steps", "is_sided", "pictures", "captions", "stop", "easier", "source")
EXERCISE_KEYS = ("key", "name", *DOSAGE_FIGURES, *OWN_KEYS)
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_LIMIT = 60
PLACE = re.compile(r"\{\s*([^\W\d]\w*)\s*\}")


def read_plan(path: Path) -> Protocol:
    """The plan in a TOML file; raises Refused with the line of the mistake and what was expected."""
    # A byte more than is allowed: a file that has it is too large, whatever its size is said to be.
    content = content_of(path, LARGEST_FILE + 1)
    name = shown(path.name)
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(_("{file} is not text in UTF-8. Nothing was changed; save it as UTF-8.").format(file=name)) from problem
    return plan_of(source, name)


def plan_of(source: str, name: str) -> Protocol:
    """The plan in a TOML text; `name` is what its sentences call the file. Raises Refused."""
    # As tomllib does itself: lines are counted here and there alike.
    source = source.replace("\r\n", "\n")
    bare = bare_lines(source)
    if len(source) > LARGEST_FILE or sum(map(len, bare)) > MOST_BARE or any(len(line) > LONGEST_BARE_LINE for line in bare):
        # tomllib takes minutes over a key of many dots.
        raise _too_large(name)
    try:
        whole = TomlTable.whole(source, name, _("Nothing was changed."))
    # tomllib goes into lists and tables by calling itself, without a limit of its own.
    except RecursionError as problem:
        raise _too_large(name) from problem
    except ValueError as problem:
        raise _not_toml(source, name, problem) from problem
    return _plan(whole)


def _too_large(name: str) -> Refused:
    return Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=name))


def _not_toml(source: str, name: str, problem: Exception) -> Refused:
    # tomllib tells the line in its message alone; "at end of document" has none, and the last line is where something is missing.
    found = re.search(r"at line (\d+)", str(problem))
    lines = source.rstrip().split("\n")
    number = int(found[1]) if found else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    key = re.match(r"\s*([A-Za-z_]+)\s*=", line)
    # The messages of tomllib are not translated and do not say what was expected.
    if "overwrite" in str(problem) or "twice" in str(problem):
        expected = _("there only once; it is further up already")
    else:
        expected = _("like {example}; texts stand in quotes, and what is opened has to be closed").format(
            example=_example(key[1] if key else "session")
        )
    return Refused(_("Line {line} of {file}: it has to be {expected}. Nothing was changed.").format(line=number, file=name, expected=expected))


def _example(key: str) -> str:
    """A line of the file as it has to be written: a figure is a number with nothing after it."""
    return f"{key} = {bounds_of(key).least:g}" if key in (ICE_HOURS, *PHASE_FIGURES, *DOSAGE_FIGURES) else f'{key} = "…"'


def _plan(whole: TomlTable) -> Protocol:
    whole.refuse_unknown(("name", ICE_HOURS, "phases"))
    name = whole.text("name", NAME_LIMIT)
    # The source of a figure the person changed is this name: a plan called so could not be told from that.
    if name == BY_YOU:
        raise whole.wrong("name", _("another name; “you” stands for what you change"))
    ice_hours = _needed_figure(whole, ICE_HOURS, bounds_of(ICE_HOURS), name)
    phases = whole.table("phases")
    phases.refuse_unknown([phase.value for phase in PLANNED_PHASES])
    # A plan is written for an episode: one that says nothing of the time after it leaves that to the app.
    told = [phase for phase in PLANNED_PHASES if phase in EPISODE_PHASES or phase.value in phases.data]
    return completed(Protocol(name, ice_hours, {phase: _phase(phases.table(phase.value), phase, name) for phase in told}))


def _phase(table: TomlTable, phase: Phase, plan_name: str) -> PhasePlan:
    table.refuse_unknown((*figures_in(phase), *TEXT_KEYS, "exercises"))
    # Without these two numbers a session of ice or heat could not be timed nor stopped.
    needed = ("session", "at_most") if phase in COUNTED_PHASES else ()
    figures = {key: (_needed_figure if key in needed else _figure)(table, key, bounds_of(key, phase), plan_name) for key in figures_in(phase)}
    texts = {key: table.texts(key, _most_texts(phase, key), TEXT_LIMIT) for key in LIST_KEYS}
    plan = PhasePlan(
        **figures,
        do=texts["do"],
        not_now=texts["not_now"],
        never=texts["never"],
        reminders=texts["reminders"],
        about=table.text("about", TEXT_LIMIT, ""),
        exercises=_exercises(table.tables("exercises", MOST_EXERCISES), plan_name),
    )
    if is_over_limit(plan):
        raise table.wrong("session", bounds_of("session", phase)._replace(most=plan.at_most.value if plan.at_most else 0).words)
    _refuse_empty_places(table, phase, plan)
    return plan


def _most_texts(phase: Phase, key: str) -> int:
    # A plan that was written out has the lines every plan keeps, besides as many of its own.
    return MOST_TEXTS + len(getattr(kept_lines()[phase], key, ()))


def _refuse_empty_places(table: TomlTable, phase: Phase, plan: PhasePlan) -> None:
    # The places are filled as they are written: with a blank in it, one would stay.
    filled = tuple(f"{{{name}}}" for name in figures_in(phase) if getattr(plan, name) is not None)
    for key in LIST_KEYS:
        for place, text in enumerate(getattr(plan, key)):
            for found in PLACE.finditer(text):
                written = found[0]
                if written not in filled:
                    expected = _("without {place}, since the phase has no such figure").format(place=written)
                    raise table.unfit(key, expected, place)


def _needed_figure(table: TomlTable, key: str, bounds: Bounds, plan_name: str) -> Figure:
    figure = _figure(table, key, bounds, plan_name)
    if figure is None:
        raise table.missing(key, bounds.words)
    return figure


def _figure(table: TomlTable, key: str, bounds: Bounds, plan_name: str) -> Figure | None:
    """A figure, written as a number, whose source is the plan, or as a table with its source."""
    if key not in table.data:
        return None
    if not isinstance(table.data[key], dict):
        return Figure(table.number(key, bounds), plan_name)
    inner = table.table(key)
    inner.refuse_unknown(("value", "source", "default"))
    if "value" not in inner.data:
        raise inner.missing("value", bounds.words)
    source = inner.text("source", NAME_LIMIT, plan_name) or plan_name
    # What a figure was before is kept only for those the person changed.
    if "default" in inner.data and source != BY_YOU:
        raise inner.unfit("default", _("left out without {what}").format(what="source = “you”"))
    return Figure(inner.number("value", bounds), source, _figure(inner, "default", bounds, plan_name))


def _exercises(tables: list[TomlTable], plan_name: str) -> tuple[PlannedExercise, ...]:
    found: list[PlannedExercise] = []
    for table in tables:
        exercise_read = _exercise(table, plan_name)
        for field in ("key", "name"):
            if any(getattr(exercise_read, field).casefold() == getattr(earlier, field).casefold() for earlier in found):
                key = field if field in table.data else "key"
                raise table.wrong(key, _("there only once; it is further up already"))
        found.append(exercise_read)
    return tuple(found)


def _exercise(table: TomlTable, plan_name: str) -> PlannedExercise:
    table.refuse_unknown(EXERCISE_KEYS)
    key = table.text("key", KEY_LIMIT)
    if not KEY.fullmatch(key):
        raise table.wrong("key", _("small letters a to z and digits, joined by hyphens, like {example}").format(example="“seated-twist”"))
    dosage = Dosage(**{name: _figure(table, name, bounds_of(name), plan_name) for name in DOSAGE_FIGURES})
    if "steps" in table.data:
        own = _own(table, key, plan_name)
        return PlannedExercise(key, own.name, dosage, own)
    known = exercise(key)
    if known is None:
        keys = in_a_row(known_exercise.key for known_exercise in exercises())
        raise table.wrong("key", _("one of {known}").format(known=keys))
    for name in OWN_KEYS:
        if name in table.data:
            raise table.unfit(name, _("left out without {what}").format(what="steps"))
    return PlannedExercise(key, table.text("name", NAME_LIMIT, known.name) or known.name, dosage)


def _own(table: TomlTable, key: str, plan_name: str) -> Exercise:
    steps = table.texts("steps", MOST_STEPS, TEXT_LIMIT)
    if not steps:
        raise table.wrong("steps", _("a list of one step or more"))
    return Exercise(
        key=key,
        name=table.text("name", NAME_LIMIT),
        position=table.text("position", TEXT_LIMIT, ""),
        steps=steps,
        is_sided=table.flag("is_sided"),
        pictures=_pictures(table),
        source=table.text("source", NAME_LIMIT, plan_name) or plan_name,
        captions=table.texts("captions", MOST_PICTURES, TEXT_LIMIT),
        stop=table.text("stop", TEXT_LIMIT, ""),
        easier=table.text("easier", TEXT_LIMIT, ""),
        is_own=True,
    )


def _pictures(table: TomlTable) -> tuple[str, ...]:
    expected = _("a list of at most {most} texts in quotes, each of at most {limit} characters").format(
        most=MOST_PICTURES, limit=number_text(LARGEST_PICTURE)
    )
    found: list[str] = []
    for place, text in enumerate(table.raw_texts("pictures", MOST_PICTURES, expected)):
        try:
            found.append(picture_of(text))
        except Unfit as problem:
            raise table.unfit("pictures", str(problem), place) from problem
    return tuple(found)
