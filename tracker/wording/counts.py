"""How much stands behind a figure, in words: entries, days logged, days missing."""

from datetime import date

from tracker.formats.joining import sentence, with_semicolon, with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext


def entries_words(n: int) -> str:
    """A number of entries: "1 entry", "1,204 entries"."""
    return ngettext("{n} entry", "{n} entries", n).format(n=number_text(n))


def days_words(n: int) -> str:
    """A number of days: "1 day", "34 days"."""
    return ngettext("{n} day", "{n} days", n).format(n=number_text(n))


def so_far_words(counted: str, least: int) -> str:
    """What is there of what it takes: "2 entries so far, 3 needed"; `counted` is the number with its noun."""
    return _("{counted} so far, {least} needed").format(counted=counted, least=least)


def days_to_log(first: date, last: date, began: date | None) -> int:
    """The days of a period from the diary's first pain entry on: of days before it nobody could have logged anything."""
    return (last - max(first, min(began or first, last))).days + 1


def logged_words(n: int, logged: int, first: date, last: date, began: date | None = None) -> str:
    """The pain entries of a period with the days they lie on; the missing days are counted aloud, from the diary's first entry on."""
    days = days_to_log(first, last, began)
    on_days = ngettext("on {logged} of {days} day", "on {logged} of {days} days", days)
    if days <= (last - first).days:
        on_days = ngettext("on {logged} of {days} day since the first entry", "on {logged} of {days} days since the first entry", days)
    on_days = on_days.format(logged=number_text(logged), days=number_text(days))
    if logged == days:
        return sentence(with_space(entries_words(n), on_days))
    missing = ngettext("{n} day without a pain entry", "{n} days without a pain entry", days - logged).format(n=number_text(days - logged))
    return sentence(with_semicolon(with_space(entries_words(n), on_days), missing))


def too_early_sentence(so_far: str) -> str:
    """That there is too little to say anything; how much there is, and how much it takes."""
    return _("Too early to say: {so_far}.").format(so_far=so_far)


def nothing_logged_sentence() -> str:
    """What is said in the place of figures where there are none."""
    return _("Nothing is logged in this period.")
