"""What changed between two weeks, in words: one wording for window, report and command line."""

from tracker.domain.statistics.figures import NOTICED_PER_CENT, NOTICED_POINTS, WeekComparison
from tracker.language import _, ngettext


def change_sentences(comparison: WeekComparison) -> str:
    """What changed between the two weeks, beside what people usually notice; no verdict."""
    if comparison.change is None:
        return _("Too early to say how it changed: that takes 4 entries in the first 7 days and 4 in the last 7, and two weeks that share no day.")
    return " ".join((_change(comparison.change, comparison.per_cent), _noticed()))


def _change(change: float, per_cent: float | None) -> str:
    size = round(abs(change), 1)
    if not size:
        return _("No change in the typical pain.")
    if per_cent is None:
        higher = ngettext("{points} point higher.", "{points} points higher.", _form(size))
        lower = ngettext("{points} point lower.", "{points} points lower.", _form(size))
        return (higher if change > 0 else lower).format(points=f"{size:g}")
    higher = ngettext("{points} point ({per_cent} %) higher.", "{points} points ({per_cent} %) higher.", _form(size))
    lower = ngettext("{points} point ({per_cent} %) lower.", "{points} points ({per_cent} %) lower.", _form(size))
    return (higher if change > 0 else lower).format(points=f"{size:g}", per_cent=f"{abs(per_cent):.0f}")


def _form(size: float) -> int:
    # The plural forms of languages go by whole numbers; 1.5 points are more than one.
    return 1 if size == 1 else 2


def _noticed() -> str:
    return _("People usually notice {points} points or {per_cent} %.").format(points=NOTICED_POINTS, per_cent=NOTICED_PER_CENT)
