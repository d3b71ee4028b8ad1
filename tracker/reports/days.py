"""Sleep, stiffness in the morning and mood, a line each: what is typical, before the latest onset and since."""

from collections.abc import Callable, Sequence
from datetime import date
from statistics import median

from tracker.domain.entries import DayNote
from tracker.domain.redaction import LeftOut
from tracker.domain.words import day_seen_from, points_words
from tracker.formats.texts import number_text
from tracker.language import N_, _, ngettext
from tracker.reports.block import Block, Line
from tracker.reports.facts import ReportFacts
from tracker.wording.entries import minutes_words

# From so many days on a median is told, as of a place; of fewer, the lowest and the highest.
LEAST_FOR_A_MEDIAN = 3


def _of_ten(points: float) -> str:
    return _("{points} of 10").format(points=points_words(points))


# What a day note has, how its value is told, and its name.
_FIGURES: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    (N_("Sleep"), "sleep_quality", _of_ten),
    (N_("Slept"), "sleep_minutes", minutes_words),
    (N_("Stiff in the morning"), "stiff_minutes", minutes_words),
    (N_("Mood"), "mood", _of_ten),
)


def days_block(facts: ReportFacts, since: date | None) -> Block:
    """The day notes of the period; `since` is the day of the latest onset in it."""
    notes = [entry for entry in facts.inside if isinstance(entry, DayNote)]
    lines = tuple(line for name, field, words in _FIGURES if (line := _line(_(name), _values(notes, field), words, since, facts.last)))
    heading = _("Sleep, morning, mood")
    # What was left out by choice is not missing.
    missing = "" if LeftOut.MOOD in facts.choices.leave_out else heading
    return Block(heading=heading, lines=lines, note=_note(notes) if lines else "", missing=missing)


def _values(notes: Sequence[DayNote], field: str) -> list[tuple[date, float]]:
    return [(note.moment.day, value) for note in notes if (value := getattr(note, field)) is not None]


def _line(name: str, values: Sequence[tuple[date, float]], words: Callable[[float], str], since: date | None, today: date) -> Line | None:
    if not values:
        return None
    now = [value for day, value in values if since is None or day >= since]
    before = [value for day, value in values if since is not None and day < since]
    if since is None:
        return Line(_typical(now, words), name)
    day = day_seen_from(since, today)
    if not now:
        return Line(_("none since {day}, before {before}").format(day=day, before=_typical(before, words)), name)
    if not before:
        return Line(_("{now} since {day}").format(now=_typical(now, words), day=day), name)
    return Line(_("{now} since {day}, before {before}").format(now=_typical(now, words), day=day, before=_typical(before, words)), name)


def _typical(values: Sequence[float], words: Callable[[float], str]) -> str:
    if len(values) >= LEAST_FOR_A_MEDIAN:
        return words(float(median(values)))
    low, high = min(values), max(values)
    return words(low) if low == high else _("{first} to {last}").format(first=words(low), last=words(high))


def _note(notes: Sequence[DayNote]) -> str:
    words = ngettext("From {n} day note; the median from {least} on.", "From {n} day notes; the median from {least} on.", len(notes))
    return words.format(n=number_text(len(notes)), least=LEAST_FOR_A_MEDIAN)
