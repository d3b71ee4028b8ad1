"""A plan as a TOML text that reads back as the same plan."""

import json
from collections.abc import Iterator

from tracker.domain.plan.protocol import DOSAGE_FIGURES, PHASE_FIGURES, Phase, PhasePlan, PlannedExercise, Protocol
from tracker.domain.sourced_number import Figure

# Written by hand: tomllib reads only, and what is written here are strings, numbers and lists.
HEAD = """\
# A plan of Recovery Tracker. Hours and minutes as their names say; session, at_most and rest are minutes; hold_seconds are seconds.
# A figure is a number, which comes from this plan, or { value = ..., source = "..." }; source = "you" means changed by you.
"""
DEL = "\x7f"


def plan_toml(plan: Protocol) -> str:
    """The plan as TOML."""
    lines = [HEAD, f"name = {_text(plan.name)}", f"ice_hours = {_figure(plan.ice_hours, plan.name)}"]
    for phase, phase_plan in plan.phases.items():
        lines += ["", *_phase_lines(phase, phase_plan, plan.name)]
    return "\n".join(lines) + "\n"


def _phase_lines(phase: Phase, plan: PhasePlan, name: str) -> Iterator[str]:
    yield f"[phases.{phase.value}]"
    if plan.about:
        yield f"about = {_text(plan.about)}"
    for key in ("do", "not_now", "never", "reminders"):
        if getattr(plan, key):
            yield f"{key} = {_texts(getattr(plan, key))}"
    yield from _figure_lines(plan, PHASE_FIGURES, name)
    for exercise in plan.exercises:
        yield ""
        yield f"[[phases.{phase.value}.exercises]]"
        yield from _exercise_lines(exercise, name)


def _exercise_lines(exercise: PlannedExercise, name: str) -> Iterator[str]:
    yield f"key = {_text(exercise.key)}"
    yield f"name = {_text(exercise.name)}"
    yield from _figure_lines(exercise.dosage, DOSAGE_FIGURES, name)
    own = exercise.own
    if own is None:
        return
    for key in ("position", "stop", "easier"):
        if getattr(own, key):
            yield f"{key} = {_text(getattr(own, key))}"
    yield f"steps = {_texts(own.steps)}"
    yield f"is_sided = {'true' if own.is_sided else 'false'}"
    if own.source != name:
        yield f"source = {_text(own.source)}"
    if own.captions:
        yield f"captions = {_texts(own.captions)}"
    if own.pictures:
        yield "pictures = [\n" + "".join(f"{_long_text(picture)},\n" for picture in own.pictures) + "]"


def _figure_lines(owner: object, keys: tuple[str, ...], name: str) -> Iterator[str]:
    for key in keys:
        figure = getattr(owner, key)
        if figure is not None:
            yield f"{key} = {_figure(figure, name)}"


def _figure(figure: Figure, name: str) -> str:
    value = str(int(figure.value)) if float(figure.value).is_integer() else repr(figure.value)
    if figure.source == name:
        return value
    default = "" if figure.default is None else f", default = {_figure(figure.default, name)}"
    # On one line: TOML's inline tables may not be broken.
    return f"{{ value = {value}, source = {_text(figure.source)}{default} }}"


def _texts(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return f"[{_text(texts[0])}]"
    return "[\n" + "".join(f"    {_text(text)},\n" for text in texts) + "]"


def _text(text: str) -> str:
    """A TOML string; its escapes are those of JSON, and one more."""
    return json.dumps(text, ensure_ascii=False).replace(DEL, "\\u007f")


def _long_text(text: str) -> str:
    """A text over several lines as it is, where it can stand so."""
    # As it is where it can be: a drawing in SVG stays readable, and no letter in it needs an escape.
    is_plain = all(letter.isprintable() or letter in "\n\t" for letter in text)
    return f"'''\n{text}'''" if is_plain and "'''" not in text and not text.endswith("'") else _text(text)
