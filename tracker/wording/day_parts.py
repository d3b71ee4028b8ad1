"""Whether a part of the day stands out, in words: one wording for window, report and command line."""

from collections.abc import Sequence

from tracker.domain.statistics.day_parts import HOURS_OF_A_PART, LEAST_SHARED_DAYS, PartDifference
from tracker.domain.words import points_words
from tracker.formats.texts import hour_text, number_text
from tracker.language import _, ngettext
from tracker.wording.counts import days_words, so_far_words


def day_parts_words(parts: Sequence[PartDifference]) -> str:
    """Each part of the day that stands out within the same days; that none does, or that it is too early to say."""
    claims = [part for part in parts if part.shown]
    if claims:
        return " ".join(map(_claim, claims))
    enough = [part for part in parts if part.enough]
    if enough:
        n = max(part.n for part in enough)
        words = ngettext(
            "No time of day stands out on the {n} day logged at several times.",
            "No time of day stands out on the {n} days logged at several times.",
            n,
        )
        return words.format(n=number_text(n))
    most = max((part.n for part in parts), default=0)
    so_far = so_far_words(_("{days} logged at several times of day").format(days=days_words(most)), LEAST_SHARED_DAYS)
    return _("Too early to say at what time of day it is higher: {so_far}.").format(so_far=so_far)


def _claim(part: PartDifference) -> str:
    difference, interval = part.difference or 0.0, part.interval or (0.0, 0.0)
    low, high = sorted(abs(end) for end in interval)
    # The median lies on the side of its interval: that leaves out 0.
    begins = part.part.begins
    words = (
        _("Higher from {start} to {end} than at other times of the same day")
        if interval[0] > 0
        else _("Lower from {start} to {end} than at other times of the same day")
    )
    what = words.format(start=hour_text(begins), end=hour_text(begins + HOURS_OF_A_PART))
    numbers = {"points": points_words(abs(difference)), "low": points_words(low), "high": points_words(high)}
    return _("{what}: by {points} ({low} to {high}), {days}.").format(what=what, days=days_words(part.n), **numbers)
