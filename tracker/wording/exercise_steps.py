"""The words for the steps of a course: on the screen, and for a screen reader."""

from tracker.domain.exercise_steps import Position, Side, Step, StepKind, turn_of
from tracker.domain.exercises import Exercise
from tracker.formats.joining import with_comma
from tracker.language import N_, NP_, _, ngettext, pgettext

_SIDES = {Side.LEFT: N_("left side"), Side.RIGHT: N_("right side")}
_DEEDS = {
    StepKind.HOLD: NP_("exercise", "Hold"),
    StepKind.REPETITION: NP_("exercise", "At your own pace"),
    StepKind.REST: NP_("exercise", "Rest"),
    StepKind.OPEN: NP_("exercise", "Press until it lets go"),
    StepKind.DONE: NP_("exercise", "Done"),
}


def side_words(side: Side | None) -> str:
    """The side in words; nothing where there is none."""
    return _(_SIDES[side]) if side is not None else ""


def step_words(step: Step) -> str:
    """What to do now: "Hold, left side"."""
    if step.kind is StepKind.READY:
        return _get_ready(step)
    turn = turn_of(step)
    deed = step.exercise.words(turn.name) if turn else pgettext(*_DEEDS[step.kind])
    # A rest carries the side of the step after it, but is of neither.
    if step.side is None or step.kind in {StepKind.REST, StepKind.DONE}:
        return deed
    return with_comma(deed, side_words(step.side))


def count_words(step: Step) -> str:
    """How far: "Repetition 2 of 5, Round 1 of 3"; nothing where there is one only."""
    figures = {"n": step.repetition, "total": step.of_repetitions, "set": step.set_number, "sets": step.of_sets}
    repetition = _("Repetition {n} of {total}").format(**figures) if step.of_repetitions > 1 else ""
    turn = _("Round {set} of {sets}").format(**figures) if step.of_sets > 1 else ""
    return with_comma(*(words for words in (repetition, turn) if words)) if repetition or turn else ""


def spoken_step(step: Step) -> str:
    """A step as it is announced: what, for how long, how far, and when to stop where it goes on until it lets go."""
    parts = [step_words(step)]
    if step.length is not None and step.kind is not StepKind.DONE:
        seconds = round(step.length.total_seconds())
        parts.append(ngettext("{n} second", "{n} seconds", seconds).format(n=seconds))
    if step.kind in {StepKind.HOLD, StepKind.REPETITION}:
        parts.append(count_words(step))
    if step.kind is StepKind.OPEN:
        parts.append(step.exercise.words(step.exercise.stop))
    return _sentences(parts)


def next_words(position: Position) -> str:
    """What comes next: "Then: rest"; nothing at the end."""
    coming = position.following
    if coming is None:
        return ""
    # The same once more is told by its number; what is other, by its name.
    goes_on = (coming.kind, coming.side) == (position.step.kind, position.step.side)
    words = (count_words(coming) if goes_on else "") or step_words(coming)
    return _("Then: {step}").format(step=words)


def exercise_words(exercise: Exercise) -> str:
    """The whole exercise in words: position, steps, what is easier, when to stop."""
    return _sentences([exercise.words(text) for text in (exercise.position, *exercise.steps, exercise.easier, exercise.stop)])


def _get_ready(step: Step) -> str:
    name = step.exercise.words(step.exercise.name)
    if step.side is None:
        return _("Get ready: {exercise}").format(exercise=name)
    return with_comma(_("Get ready: {exercise}").format(exercise=name), side_words(step.side))


def _sentences(parts: list[str]) -> str:
    texts = [part.strip() for part in parts]
    # Texts of a person's own may lack their full stop, and a screen reader would run them together.
    return " ".join(text if text[-1] in ".!?:" else f"{text}." for text in texts if text)
