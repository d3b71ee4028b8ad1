"""What the pain chart answers, in the few words that stand above it and above each of its strips."""

from tracker.charts.counted import entries_words, logged_words
from tracker.charts.pain_words import site_begins, spread_words
from tracker.charts.picture import PainPicture, SiteCourse
from tracker.domain.words import points_words
from tracker.language import _, ngettext


def pain_answer(picture: PainPicture) -> str:
    """The answer of the chart in one sentence or two: how the last 7 days compare with the first, at the one site or at each."""
    return _one_answer(picture) if picture.is_of_one_site else _answer_of_several(picture)


def pain_unders(picture: PainPicture) -> tuple[str, ...]:
    """What the scale means and how much stands behind it, from the longest to the shortest wording."""
    scale = _("pain, 0 to 10")
    readings = [reading for course in picture.courses for reading in picture.shown_of(course)]
    logged = logged_words(len({reading.at for reading in readings}), len({reading.at.date() for reading in readings}), picture.first, picture.last)
    return _("{scale}: {logged}").format(scale=scale, logged=logged.rstrip(".")), scale


def weeks_wordings(picture: PainPicture, course: SiteCourse) -> tuple[str, ...]:
    """The first 7 days of a site beside its last 7, or how much was logged, from the longest to the shortest wording."""
    progress = picture.progress_of(course)
    if not progress.enough:
        values = [reading.value for reading in picture.shown_of(course)]
        entries = entries_words(progress.n)
        spread = [_("{entries}, {range}").format(entries=entries, range=spread_words(min(values), max(values)))] if values else []
        return *(_("{logged}; too early to compare").format(logged=words) for words in spread), *spread, entries
    before, after = progress.first_week, progress.last_week
    numbers = {"before": points_words(before.typical), "after": points_words(after.typical)}
    counts = {"n_before": entries_words(before.n), "n_after": f"{after.n:,}"}
    return (
        _("first 7 days {before} ({n_before}), last 7 days {after} ({n_after})").format(**numbers, **counts),
        _("first 7 days {before}, last 7 days {after}").format(**numbers),
        _("{before} \N{RIGHTWARDS ARROW} {after}").format(**numbers),
    )


def _one_answer(picture: PainPicture) -> str:
    progress, name = picture.progress, _("Pain") if picture.one.site is None else site_begins(picture.one.site)
    if progress.enough:
        words = _("{site}: typically {before} in the first 7 days, {after} in the last 7.")
        before, after = points_words(progress.first_week.typical), points_words(progress.last_week.typical)
        return words.format(site=name, before=before, after=after)
    values = [reading.value for reading in picture.shown]
    words = _("{site}: {range} in {entries}. Too early to say how it changed.")
    return words.format(site=name, range=spread_words(min(values), max(values)), entries=entries_words(len(values)))


def _answer_of_several(picture: PainPicture) -> str:
    """How many sites are lower, higher, as before, and too early to compare."""
    changes = [picture.progress_of(course).change for course in picture.courses]
    known = [round(change, 1) for change in changes if change is not None]
    places = ngettext("{n} place", "{n} places", len(changes)).format(n=len(changes))
    if picture.others:
        places = _("{n} of {all} places").format(n=len(changes), all=len(changes) + len(picture.others))
    if not known:
        return _("{places}. Too early to say how they changed.").format(places=places)
    counted = (
        (_("lower at {n}"), sum(change < 0 for change in known)),
        (_("higher at {n}"), sum(change > 0 for change in known)),
        (_("the same at {n}"), sum(change == 0 for change in known)),
        (_("too early to say at {n}"), len(changes) - len(known)),
    )
    parts = ", ".join(words.format(n=n) for words, n in counted if n)
    return _("{places}, last 7 days against the first: {parts}.").format(places=places, parts=parts)
