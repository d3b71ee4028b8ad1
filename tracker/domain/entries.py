"""What the diary holds: frozen entries that guard their own invariants, and the drafts they are made from."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from tracker.domain import Value, value
from tracker.domain.ids import new_id
from tracker.domain.times import Moment, in_the_future, is_in_the_future
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.language import _

LEAST_PAIN, MOST_PAIN = 0, 10
# These keep out slips of the keyboard and damaged files. None of them is clinical; minutes are at most those of a day.
NOTE_LIMIT = 10_000
NAME_LIMIT = 200
MINUTES_LIMIT = 1_440
UNITS_LIMIT = 100
MG_LIMIT = 100_000


class Kind(StrEnum):
    """The kinds of entry, by the names the command line and the files use."""

    PAIN = "pain"
    SESSION = "session"
    ACTIVITY = "activity"
    DAY_NOTE = "day_note"
    DOSE = "dose"
    FUNCTION = "function"


class EndedBy(StrEnum):
    """How a session came to its end; presumed: its planned end passed while nobody was looking."""

    BUTTON = "button"
    PLANNED = "planned"
    PRESUMED = "presumed"
    BY_HAND = "by_hand"


class Issue(NamedTuple):
    """What is wrong with one field of a draft, in words to stand beside it."""

    field: str
    message: str


class SiteReading(NamedTuple):
    """Pain at one place of the body, in points 0-10."""

    name: str
    pain: float


class Scale(NamedTuple):
    """The value and the scale a file had before it was converted to 0-10 points."""

    value: float
    least: float
    most: float


class MedicineClass(StrEnum):
    """What kind of medicine an ingredient is; nsaid: a nonsteroidal anti-inflammatory."""

    ANALGESIC = "analgesic"
    NSAID = "nsaid"
    OPIOID = "opioid"
    MUSCLE_RELAXANT = "muscle_relaxant"
    HERBAL = "herbal"
    OTHER = "other"


class Amount(NamedTuple):
    """How much of an ingredient, in mg; None where it is not known, as of a gel on the skin."""

    ingredient: str
    mg: float | None
    kind: MedicineClass = MedicineClass.OTHER


class Score(NamedTuple):
    """How well one activity went, in points 0 (cannot) to 10 (as before)."""

    activity: str
    points: float


@value(kw_only=True)
class Entry(Value):
    """What all entries share."""

    id: str = field(default_factory=new_id)
    moment: Moment
    note: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse(note_issues(self.note))


@value(kw_only=True)
class PainEntry(Entry):
    """Pain now, and if given the worst, least and average of the last 24 hours; points 0-10."""

    pain: float
    worst: float | None = None
    least: float | None = None
    average: float | None = None
    sites: tuple[SiteReading, ...] = ()
    words: tuple[str, ...] = ()
    worse_with: tuple[str, ...] = ()
    eased_by: tuple[str, ...] = ()
    woke: bool | None = None
    original: Scale | None = None

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        # The base class by its name, here and below: slots make the class anew, and super() would look for the one it was made from.
        refuse(pain_issues(self.pain, self.worst, self.least, self.average))
        refuse(site_issues(self.sites))
        refuse(name_issues("words", (*self.words, *self.worse_with, *self.eased_by)))

    def reading_at(self, site: str | None) -> float | None:
        """The pain now at the site, or, for no site, of an entry that names none; points 0-10."""
        return reading_at(self.pain, self.sites, site)


@value(kw_only=True)
class Session(Entry):
    """A session of ice, heat, an exercise or the like; it runs while it has no end."""

    kind: str
    planned: timedelta
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    before: float | None = None
    after: float | None = None

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        refuse(session_issues(self.kind, self.planned, self.before, self.after))
        if (self.ended_at is None) != (self.ended_by is None):
            raise ValueError("a session has an end and a way it ended, or neither")
        if self.ended_at is not None and self.ended_at < self.moment.at:
            refuse([Issue("ended_at", _("It has to end after it begins. Nothing was changed; check both."))])

    @property
    def planned_end(self) -> datetime:
        """The instant at which its planned length is over."""
        return self.moment.at + self.planned

    @property
    def length(self) -> timedelta:
        """How long it took; while it runs, how long it is planned to be."""
        return (self.ended_at or self.planned_end) - self.moment.at


@value(kw_only=True)
class Activity(Entry):
    """Something done: minutes, or a count such as steps; effort in points 0-10."""

    kind: str
    minutes: float | None = None
    count: float | None = None
    effort: float | None = None

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        refuse(activity_issues(self.kind, self.minutes, self.effort, self.count))


@value(kw_only=True)
class DayNote(Entry):
    """About the day as a whole: mood and sleep quality in points 0-10, sleep in minutes, fluids in glasses.

    `stiff_minutes` is how long it took in the morning until the back moved freely.
    """

    mood: float | None = None
    sleep_minutes: float | None = None
    sleep_quality: float | None = None
    fluids: float | None = None
    flare: bool | None = None
    stiff_minutes: float | None = None

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        refuse(day_note_issues(self.mood, self.sleep_minutes, self.sleep_quality, self.fluids, self.stiff_minutes))


@value(kw_only=True)
class Dose(Entry):
    """A medicine taken: its name as the person calls it, how many units of it, and what of each ingredient that made."""

    name: str
    units: float | None = None
    ingredients: tuple[Amount, ...] = ()

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        refuse(dose_issues(self.name, self.units, self.ingredients))


@value(kw_only=True)
class Function(Entry):
    """How well the person's own activities went: each 0 (cannot) to 10 (as before); the idea of Stratford 1995."""

    scores: tuple[Score, ...]

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        refuse(function_issues(self.scores))

    @property
    def mean(self) -> float:
        """The mean of the scores, in points 0-10."""
        return fsum(score.points for score in self.scores) / len(self.scores)


def reading_at(pain: float, sites: Sequence[SiteReading], site: str | None) -> float | None:
    """The pain at a site of an entry with these sites, or, for no site, the pain of the entry where it names none."""
    if site is None:
        return None if sites else pain
    # Asked several times of each entry of years: a loop takes half the time of a generator.
    for name, points in sites:
        if name == site:
            return points
    return None


def kind_of(entry: Entry) -> Kind:
    """The kind of an entry."""
    match entry:
        case PainEntry():
            return Kind.PAIN
        case Session():
            return Kind.SESSION
        case Activity():
            return Kind.ACTIVITY
        case DayNote():
            return Kind.DAY_NOTE
        case Dose():
            return Kind.DOSE
        case Function():
            return Kind.FUNCTION
    raise TypeError(type(entry).__name__)


def refuse(issues: Iterable[Issue]) -> None:
    """Raise Refused with the first of the issues, if there is one."""
    for issue in issues:
        raise Refused(issue.message, issue.field)


def points_issues(name: str, value: float | None) -> list[Issue]:
    """What is wrong with a value that has to lie between 0 and 10 points."""
    if value is None or LEAST_PAIN <= value <= MOST_PAIN:
        return []
    return [Issue(name, _("{value} is not on the scale. Nothing was saved; it goes from 0 to 10.").format(value=number_text(value)))]


def pain_issues(pain: float | None, worst: float | None, least: float | None, average: float | None) -> list[Issue]:
    """What is wrong with the four values of a pain entry, in points 0-10."""
    if pain is None:
        return [Issue("pain", _("Choose how bad the pain is now, from 0 to 10."))]
    issues = [issue for name, value in _values_by_name(pain, worst, least, average) for issue in points_issues(name, value)]
    if issues:
        return issues
    # Only values that are on the scale are worth setting in order; and the pain now is of this minute, so it is none of the three.
    ranks = [value for value in (least, average, worst) if value is not None]
    if ranks != sorted(ranks):
        return [Issue("worst", _("The least, the average and the worst pain have to rise in that order. Nothing was saved; check the three."))]
    return []


def _values_by_name(pain: float, worst: float | None, least: float | None, average: float | None) -> list[tuple[str, float | None]]:
    return [("pain", pain), ("worst", worst), ("least", least), ("average", average)]


def site_issues(sites: Iterable[SiteReading]) -> list[Issue]:
    """What is wrong with the sites of an entry: a name missing or too long, a place named twice, a value off the scale."""
    issues: list[Issue] = []
    seen: set[str] = set()
    for reading in sites:
        issues += name_issues("sites", (reading.name,))
        issues += points_issues("sites", reading.pain)
        if reading.name in seen:
            issues.append(Issue("sites", already_there(reading.name)))
        seen.add(reading.name)
    return issues


def name_issues(name: str, texts: Iterable[str]) -> list[Issue]:
    """What is wrong with short names and words."""
    issues: list[Issue] = []
    for text in texts:
        if not text.strip():
            issues.append(Issue(name, _("A name is empty. Nothing was saved; write a word or leave it out.")))
        elif len(text) > NAME_LIMIT:
            issues.append(Issue(name, _too_long(NAME_LIMIT)))
        else:
            issues += text_issues(name, text)
    return issues


def already_there(name: str) -> str:
    """What is said where a name stands twice in what may have it once."""
    return _("“{name}” is there already. Nothing was changed; choose another name.").format(name=name)


def _too_long(limit: int) -> str:
    return _("This is longer than {limit} characters. Nothing was saved; shorten it.").format(limit=number_text(limit))


def note_issues(note: str) -> list[Issue]:
    """What is wrong with a note."""
    if len(note) > NOTE_LIMIT:
        return [Issue("note", _too_long(NOTE_LIMIT))]
    return text_issues("note", note)


def text_issues(name: str, text: str) -> list[Issue]:
    """What no file could keep as typed: a zero character, or half of a character pair."""
    # UTF-8 has no form for half of a pair, and a zero character ends a text in C and so in parts of SQLite. Of ASCII none is half of one.
    if "\0" in text or (not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)):
        return [Issue(name, _("The text holds a character that cannot be kept. Nothing was saved; remove it and try again."))]
    return []


def session_issues(kind: str, planned: timedelta, before: float | None, after: float | None) -> list[Issue]:
    """What is wrong with a session."""
    issues = name_issues("kind", (kind,)) + points_issues("before", before) + points_issues("after", after)
    if not timedelta(0) < planned <= timedelta(minutes=MINUTES_LIMIT):
        issues.append(_minutes_issue("minutes", 1))
    return issues


def activity_issues(kind: str, minutes: float | None, effort: float | None, count: float | None = None) -> list[Issue]:
    """What is wrong with an activity."""
    issues = name_issues("kind", (kind,)) + points_issues("effort", effort) + count_issues("count", count)
    if minutes is not None and not 0 <= minutes <= MINUTES_LIMIT:
        issues.append(_minutes_issue("minutes", 0))
    return issues


def day_note_issues(
    mood: float | None, sleep_minutes: float | None, sleep_quality: float | None, fluids: float | None, stiff_minutes: float | None = None
) -> list[Issue]:
    """What is wrong with the figures of a day note."""
    issues = points_issues("mood", mood) + points_issues("sleep_quality", sleep_quality) + count_issues("fluids", fluids)
    lengths = (("sleep_minutes", sleep_minutes), ("stiff_minutes", stiff_minutes))
    issues += [_minutes_issue(name, 0) for name, minutes in lengths if minutes is not None and not 0 <= minutes <= MINUTES_LIMIT]
    return issues


def _minutes_issue(name: str, least: int) -> Issue:
    return range_issue(name, least, MINUTES_LIMIT)


def range_issue(name: str, least: int, most: int) -> Issue:
    """That a figure has to lie between two others, both included."""
    words = _("This goes from {least} to {most}. Nothing was saved; write another number.")
    return Issue(name, words.format(least=number_text(least), most=number_text(most)))


def count_issues(name: str, value: float | None) -> list[Issue]:
    """What is wrong with something counted: steps, glasses."""
    # Files bring nan and inf as numbers: neither is less than infinity.
    if value is None or 0 <= value < math.inf:
        return []
    return [Issue(name, _("A count cannot be {value}. Nothing was saved; write a number from 0 up.").format(value=number_text(value)))]


def time_issues(moment: Moment, now: datetime) -> list[Issue]:
    """What is wrong with the time of an entry."""
    if is_in_the_future(moment.at, now):
        return [Issue("moment", in_the_future(moment))]
    return []


def dose_issues(name: str, units: float | None, ingredients: Sequence[Amount]) -> list[Issue]:
    """What is wrong with a dose."""
    issues = name_issues("name", (name, *(amount.ingredient for amount in ingredients)))
    if units is not None and not 0 < units <= UNITS_LIMIT:
        issues.append(figure_issue("units", UNITS_LIMIT))
    if any(amount.mg is not None and not 0 < amount.mg <= MG_LIMIT for amount in ingredients):
        issues.append(figure_issue("mg", MG_LIMIT))
    return issues


def figure_issue(name: str, top: float) -> Issue:
    """That a figure has to lie above 0, up to a top."""
    return Issue(name, _("This goes from more than 0 to {limit}. Nothing was saved; write another number.").format(limit=number_text(top)))


def function_issues(scores: Sequence[Score]) -> list[Issue]:
    """What is wrong with the scores of the person's own activities."""
    if not scores:
        return [Issue("scores", _("Score at least one activity, from 0 to 10."))]
    issues = name_issues("scores", (score.activity for score in scores))
    return issues + [issue for score in scores for issue in points_issues("scores", score.points)]
