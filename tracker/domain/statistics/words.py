"""What set in anew and what changed between two weeks, in words: one wording for window, report and command line."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.statistics.figures import LEAST_IN_A_WEEK, NOTICED_PER_CENT, NOTICED_POINTS, WINDOW_DAYS, WeekComparison
from tracker.domain.statistics.recovery import HigherDay
from tracker.domain.statistics.stretches import Onset, SinceOnset
from tracker.domain.words import day_seen_from, points_words
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext


def onset_sentences(since: SinceOnset, today: date, site: str = "") -> str:
    """The onset first, then lowest to highest since, at a site by its name, with the logged days, and what was typical before."""
    what = _("no pain entry since")
    if since.lowest is not None and since.highest is not None:
        what = _lately(since.lowest, since.highest, since.days_logged)
    if site:
        what = with_space(site, what)
    first = sentence(with_colon(onset_words(since.onset, today), what))
    if since.before is None:
        return first
    return with_space(first, _("Before: typically {before}.").format(before=points_words(since.before)))


def higher_sentence(latest: Sequence[HigherDay], since: SinceOnset | None, today: date) -> str:
    """That the last logged days are higher than usual, from which day; nothing where they are not, or where a new onset says it."""
    if not latest or (since is not None and since.onset.is_new(today)):
        return ""
    values = [higher.value for higher in latest]
    words = _("Higher than your usual since {day}").format(day=day_seen_from(latest[0].day, today))
    return sentence(with_colon(words, _lately(min(values), max(values), len(latest))))


def since_wordings(since: SinceOnset) -> tuple[str, ...]:
    """What came since an onset that is named elsewhere, and what was typical before it, from the longest to the shortest wording."""
    what = _("no pain entry since")
    if since.lowest is not None and since.highest is not None:
        what = _("since then {range}").format(range=_lately(since.lowest, since.highest, since.days_logged))
    if since.before is None:
        return (what,)
    return with_semicolon(what, _("before typically {before}").format(before=points_words(since.before))), what


def onset_words(onset: Onset, today: date) -> str:
    """What set in, and on which day: new for 14 days."""
    day = day_seen_from(onset.day, today)
    if onset.is_again:
        return _("Ice begun again on {day}").format(day=day)
    return (_("New episode since {day}") if onset.is_new(today) else _("Episode since {day}")).format(day=day)


def range_words(lowest: float, highest: float) -> str:
    """The lowest and the highest, in points 0-10; one number where they are the same."""
    low, high = points_words(lowest), points_words(highest)
    # Not "6 to 7": as a headline that reads as a rise.
    return low if low == high else _("between {low} and {high}").format(low=low, high=high)


def change_sentences(comparison: WeekComparison) -> str:
    """What changed between the two weeks, beside what people usually notice; no verdict."""
    change = shown_change(comparison)
    if change is None:
        words = _(
            "Too early to say how two weeks compare: that takes 14 days, with {least} logged days in the first {week} and {least} in the last {week}."
        )
        return words.format(least=LEAST_IN_A_WEEK, week=WINDOW_DAYS)
    # Regression to the mean: who starts a diary on the worst days gets lower ones after, whatever was done.
    return " ".join((_change(comparison, change), noticed_sentence(), *([eases_sentence()] if change < 0 else [])))


def eases_sentence() -> str:
    """What stands beside every sentence that says pain fell."""
    return _("Pain often eases by itself.")


def shown_change(comparison: WeekComparison) -> float | None:
    """The change in points as it can be worked out from the two medians as they are shown, to one decimal; None while it is too early."""
    before, after = comparison.first_week.typical, comparison.last_week.typical
    if comparison.change is None or before is None or after is None:
        return None
    return round(round(after, 1) - round(before, 1), 1)


def _lately(lowest: float, highest: float, days: int) -> str:
    # "Logged": the hours since it began stand elsewhere, and are not these days.
    return with_comma(range_words(lowest, highest), ngettext("{n} day logged", "{n} days logged", days).format(n=number_text(days)))


def _change(comparison: WeekComparison, change: float) -> str:
    """The change beside the question it answers: the trend answers another."""
    words, first = change_words(change), round(comparison.first_week.typical or 0.0, 1)
    if first and change:
        words = with_brackets(words, f"{number_text(100 * abs(change) / first, 0)} %")
    return sentence(with_colon(_("Last 7 days against the first 7"), words))


def change_words(change: float) -> str:
    """By how many points something is higher or lower than before."""
    size = round(abs(change), 1)
    if not size:
        return _("no change")
    higher, lower = ngettext("{n} point higher", "{n} points higher", _form(size)), ngettext("{n} point lower", "{n} points lower", _form(size))
    return (higher if change > 0 else lower).format(n=number_text(size))


def _form(size: float) -> int:
    # The plural forms of languages go by whole numbers; 1.5 points are more than one.
    return 1 if size == 1 else 2


def noticed_sentence() -> str:
    """How much change people usually notice."""
    return _("People usually notice {points} points or {per_cent} %.").format(points=NOTICED_POINTS, per_cent=NOTICED_PER_CENT)
