"""The words for sessions, activities, names and days: one wording for window, chart, report and command line."""

import unicodedata
from datetime import date, datetime

from tracker.formats.joining import with_comma, with_space
from tracker.formats.texts import date_text, dates, number_text, time_text, weekday_time_text
from tracker.language import N_, NP_, _, pgettext

# Names by themselves: a sentence that tells of one has it behind a colon, where no language bends it.
_SESSIONS = {
    "ice": N_("Ice"),
    "heat": N_("Damp heat"),
    "warm-bath": N_("Warm bath"),
    "contrast": N_("Contrast shower"),
    "pressure": N_("Finger pressure"),
    "stretches": N_("Stretches"),
    "strength set": N_("Strength set"),
    "massage": N_("Massage"),
    "self-massage": N_("Self-massage"),
    "physiotherapy": N_("Physiotherapy"),
    "manual-therapy": N_("Chiropractic, osteopathy"),
    "acupuncture": N_("Acupuncture"),
    "yoga": N_("Yoga"),
    "relaxation": N_("Relaxation"),
    "other": N_("Other"),
}
_ACTIVITIES = {
    "walking": NP_("activity", "Walking"),
    "sitting": NP_("activity", "Sitting"),
    "standing": NP_("activity", "Standing"),
    "driving": NP_("activity", "Driving"),
    "lifting": NP_("activity", "Lifting"),
    "work": NP_("activity", "Work"),
    "missed work": NP_("activity", "Missed work"),
    "housework": NP_("activity", "Housework"),
    "sport": NP_("activity", "Sport"),
    "rest": NP_("activity", "Rest"),
    "steps": NP_("activity", "Steps"),
    "swimming": NP_("activity", "Swimming"),
}
_QUALITIES = {
    "spasm": NP_("pain", "spasm"),
    "stabbing": NP_("pain", "stabbing"),
    "dull": NP_("pain", "dull"),
    "burning": NP_("pain", "burning"),
    "shooting": NP_("pain", "shooting"),
    "stiff": NP_("pain", "stiff"),
    "tingling": NP_("pain", "tingling"),
}
QUALITIES = tuple(_QUALITIES)
LONGEST_NAME = 60
DAYS_A_WEEK = 7
ISOLATE, END_OF_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# The classes of Unicode that run right to left: Hebrew and the like, Arabic letters, Arabic digits.
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def session_name(kind: str) -> str:
    """The name of a kind of session; an exercise of the app by its translated name, one's own as typed."""
    name = _(_SESSIONS.get(kind, kind))
    return name[:1].upper() + name[1:]


def activity_name(kind: str) -> str:
    """The name of a kind of activity; an own kind is called as typed."""
    return pgettext(*_ACTIVITIES[kind]) if kind in _ACTIVITIES else kind[:1].upper() + kind[1:]


def quality_word(word: str) -> str:
    """A word for what pain feels like: one that the app offers in the chosen language, any other as typed."""
    return pgettext(*_QUALITIES[word]) if word in _QUALITIES else word


def isolated(text: str) -> str:
    """A person's text as part of a sentence: without controls of direction, and if it runs right to left, so that the rest keeps its order."""
    plain = "".join(character for character in text if character not in BIDI_CONTROLS)
    return f"{ISOLATE}{plain}{END_OF_ISOLATE}" if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in plain) else plain


def name_in_words(name: str) -> str:
    """A name that a person gave as part of a sentence: on one line, of 60 letters at most, and keeping its direction to itself."""
    line = " ".join(name.split())
    return isolated(line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}")


def month_name(month: int) -> str:
    """The short name of a month by itself, 1 to 12."""
    return dates().months_alone[month - 1]


def day_and_month(day: date) -> str:
    """A day without its year: "23 Nov"."""
    return date_text(day, dates().day)


def day_words(day: date) -> str:
    """A day: "23 Nov 2026"."""
    return date_text(day, dates().day_year)


def day_seen_from(day: date, today: date) -> str:
    """A day, with its year where that is not the year of `today`: "23 Nov", "23 Nov 2025"."""
    return day_and_month(day) if day.year == today.year else day_words(day)


def weekday_seen_from(day: date, today: date) -> str:
    """The same with its weekday: "Mon 23 Nov", "Sun, 23 Nov 2025"."""
    return date_text(day, dates().weekday_day) if day.year == today.year else weekday_with_year(day)


def weekday_with_year(day: date) -> str:
    """A day with its weekday: "Mon, 23 Nov 2026"."""
    return date_text(day, dates().weekday_day_year)


def time_seen_from(local: datetime, today: date) -> str:
    """A wall-clock time with its weekday and day, and with its year where that is not the year of `today`: "Mon 23 Nov 14:10"."""
    return with_space(weekday_seen_from(local.date(), today), time_text(local))


def time_words(local: datetime) -> str:
    """A wall-clock time with its day: "23 Nov 2026, 14:10"."""
    return with_comma(day_words(local.date()), time_text(local))


def weekday_near(local: datetime, today: date) -> str:
    """A wall-clock time with its weekday, and with its day where that is a week away or more: "Thu 14:10", "Mon, 23 Nov 2025 14:10"."""
    return weekday_time_text(local) if abs((local.date() - today).days) < DAYS_A_WEEK else time_seen_from(local, today)


def time_near(local: datetime, today: date) -> str:
    """A wall-clock time as short as it is clear on a day: "14:10", "Thu 14:10", "Mon, 23 Nov 2025 14:10"."""
    return time_text(local) if local.date() == today else weekday_near(local, today)


def weekday_day_time(local: datetime) -> str:
    """A wall-clock time with its weekday and day: "Mon 23 Nov 14:10"."""
    return with_space(date_text(local.date(), dates().weekday_day), time_text(local))


def moment_words(local: datetime, today: date) -> str:
    """A wall-clock time as a person reads it on a day: "14:10", "Mon 23 Nov 14:10", in another year "23 Nov 2025, 14:10"."""
    if local.date() == today:
        return time_text(local)
    return weekday_day_time(local) if local.year == today.year else time_words(local)


def period_words(first: date, last: date) -> str:
    """A period, both ends included: "23 Nov 2026 to 3 Jan 2027"."""
    if first == last:
        return day_words(first)
    shorter = day_and_month(first) if first.year == last.year else day_words(first)
    return _("{first} to {last}").format(first=shorter, last=day_words(last))


def points_words(value: float | None) -> str:
    """A pain value with at most one decimal, or a dash for none."""
    return "\N{EN DASH}" if value is None else number_text(value, 1)
