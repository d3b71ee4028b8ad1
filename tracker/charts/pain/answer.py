"""What the pain chart answers, in the few words that stand above it and above each of its strips."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.charts.chart import NO_ANSWER, Answer
from tracker.charts.pain.picture import PainPicture, SiteCourse
from tracker.charts.pain.words import spread_words
from tracker.domain.statistics.figures import WeekComparison
from tracker.domain.statistics.words import eases_sentence, higher_sentence, onset_sentences, onset_words, range_words, shown_change, since_wordings
from tracker.domain.words import points_words
from tracker.formats.joining import sentence, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.wording.counts import entries_words, logged_words
from tracker.wording.sites import site_begins, site_words
from tracker.wording.worst import worst_words

# More names, or longer ones together, would fill the headline: their number stands there instead.
MOST_NAMED, LONGEST_NAMES = 3, 60


def pain_answer(picture: PainPicture) -> str:
    """The answer of the chart in a few sentences: what set in anew, then how the last 7 days compare with the first, at the one site or at each."""
    answer = _answer_of_site(picture) if picture.is_of_one_site else _answer_of_several(picture)
    is_lower = any(picture.comparison_of(course).is_lower for course in picture.courses)
    return f"{answer} {eases_sentence()}" if is_lower else answer


def pain_first(picture: PainPicture) -> Answer:
    """What the page says first; under it the highest at any place, else how much was logged, and after an onset that the line starts again."""
    if picture.is_empty:
        return NO_ANSWER
    under = [pain_unders(picture)[0] if picture.worst is None else worst_words(picture.worst, picture.now.date())]
    if (beyond := _beyond_circles(picture)) is not None:
        under.append(_("Each circle is the pain at the moment of an entry; none is above {points}.").format(points=points_words(beyond)))
    if picture.is_of_one_site and picture.followed.since is not None and not picture.comparison.enough:
        under.append(_("Too early to compare weeks: the line starts again."))
    short = "" if picture.worst is None else worst_words(replace(picture.worst, words=(), sites=()), picture.now.date())
    return Answer(pain_answer(picture), " ".join(under), short)


def _beyond_circles(picture: PainPicture) -> float | None:
    """The highest circle where what is told as the highest was told of 24 hours, and stands above all of them."""
    drawn = max((reading.value for course in picture.courses for reading in picture.shown_of(course)), default=None)
    is_beyond = picture.worst is not None and picture.worst.of_24_hours and drawn is not None and picture.worst.points > drawn
    return drawn if is_beyond else None


def pain_headline(picture: PainPicture) -> tuple[str, tuple[str, ...]]:
    """What stands above the chart, and the wordings of the line under it, from the longest to the shortest.

    What is worse at a place the chart does not follow is no small print under it.
    """
    if (elsewhere := picture.worst_elsewhere) is None:
        return pain_answer(picture), pain_unders(picture)
    words = with_space(pain_answer(picture), worst_words(elsewhere, picture.now.date()))
    return words, pain_unders(replace(picture, worst=None))


def pain_unders(picture: PainPicture) -> tuple[str, ...]:
    """The highest at any place, what the scale means and how much stands behind it, from the longest to the shortest wording."""
    scale = _("Pain, 0 to 10")
    readings = [reading for course in picture.courses for reading in picture.shown_of(course)]
    # Instants, not readings: one entry may give several sites a value.
    logged = logged_words(
        len({reading.at for reading in readings}), len({reading.at.date() for reading in readings}), picture.first, picture.last, picture.began
    )
    # The counts come with the full stop of a sentence; here they stand in no sentence.
    whole = with_colon(scale, logged.rstrip("."))
    short = with_colon(scale, entries_words(picture.logged.n)) if picture.is_of_one_site else scale
    if picture.worst is None:
        return whole, short, scale
    today = picture.now.date()
    # Given up one by one where the line is short: counts and scale, what it felt like, where it was; the value and its day stay.
    plain = replace(picture.worst, words=())
    worst, plainer, shortest = (worst_words(reached, today) for reached in (picture.worst, plain, replace(plain, sites=(), of_24_hours=False)))
    with_scale = [with_space(sentence(words), worst) for words in (whole, short, scale)]
    return *with_scale, worst, plainer, with_space(sentence(scale), shortest), shortest, scale


def weeks_wordings(picture: PainPicture, course: SiteCourse) -> tuple[str, ...]:
    """The first 7 days of a site beside its last 7, or how much was logged, from the longest to the shortest wording."""
    comparison = picture.comparison_of(course)
    if not comparison.enough:
        if course.since is not None:
            return since_wordings(course.since)
        values = [reading.value for reading in picture.shown_of(course)]
        entries = entries_words(comparison.n)
        spread = [with_comma(entries, range_words(min(values), max(values)))] if values else []
        long, short = _why_not_compared(comparison)
        whole = [with_semicolon(words, long) for words in spread]
        return *whole, *(with_semicolon(words, short) for words in (*spread, entries)), *spread, entries
    before, after = comparison.first_week, comparison.last_week
    numbers = {"before": points_words(before.typical), "after": points_words(after.typical)}
    counts = {"n_before": entries_words(before.n), "n_after": number_text(after.n)}
    return (
        _("first 7 days {before} ({n_before}), last 7 days {after} ({n_after})").format(**numbers, **counts),
        _("first 7 days {before}, last 7 days {after}").format(**numbers),
        _("{first} \N{RIGHTWARDS ARROW} {last}").format(first=numbers["before"], last=numbers["after"]),
    )


def _answer_of_site(picture: PainPicture) -> str:
    # Two weeks compared say how it went, not that the last two days are another matter.
    now = higher_sentence(picture.higher.latest, picture.followed.since, picture.now.date())
    return " ".join(words for words in (now, _course_of_site(picture)) if words)


def _course_of_site(picture: PainPicture) -> str:
    comparison, course = picture.comparison, picture.followed
    if course.since is not None:
        return " ".join(words for words in (_onset(picture, course), _weeks_since_onset(comparison)) if words)
    name = _("Pain") if course.site is None else site_begins(course.site)
    if comparison.enough:
        words = _("{site}: typically {before} in the first 7 days, {after} in the last 7.")
        before, after = points_words(comparison.first_week.typical), points_words(comparison.last_week.typical)
        return words.format(site=name, before=before, after=after)
    values = [reading.value for reading in picture.shown]
    counted = with_comma(spread_words(min(values), max(values)), entries_words(len(values)))
    return with_space(sentence(with_colon(name, counted)), _("Too early to say how it changed."))


def _onset(picture: PainPicture, course: SiteCourse) -> str:
    if course.since is None:
        return ""
    return onset_sentences(course.since, picture.now.date(), "" if course.site is None else site_words(course.site))


def _weeks_since_onset(comparison: WeekComparison) -> str:
    if not comparison.enough:
        return ""
    before, after = points_words(comparison.first_week.typical), points_words(comparison.last_week.typical)
    return _("{site}: typically {before} in the first 7 days, {after} in the last 7.").format(site=_("Since then"), before=before, after=after)


def _why_not_compared(comparison: WeekComparison) -> tuple[str, str]:
    """Which of the two weeks has too few logged days, or that the days are too few for two weeks, in a longer and a shorter wording."""
    if not comparison.weeks_apart:
        return _("fewer than 14 days"), _("fewer than 14 days")
    return _("too few logged days in the first or the last 7"), _("too few logged days")


def _answer_of_several(picture: PainPicture) -> str:
    """What set in anew, then which sites are lower, higher and as before, and at how many there are too few logged days to compare."""
    words = _changes_of_several(picture)
    if picture.onset is None:
        return words
    return with_space(sentence(onset_words(picture.onset, picture.now.date())), words)


def _changes_of_several(picture: PainPicture) -> str:
    # Rounded before it is compared: what is shown as the same must not be called lower.
    changes = [(course.site, shown_change(picture.comparison_of(course))) for course in picture.courses]
    known = [(site, change) for site, change in changes if change is not None]
    places = ngettext("{n} place", "{n} places", len(changes)).format(n=len(changes))
    if not known:
        return with_space(sentence(_with_others(picture, places)), _("Too early to say how it changed."))
    # Lower, higher, same, then too few: always all of them, so that good news is not told alone.
    groups = (
        (_("Lower in the last 7 days than in the first: {places}."), [site for site, change in known if change < 0]),
        (_("Higher in the last 7 days than in the first: {places}."), [site for site, change in known if change > 0]),
        (_("The same in the last 7 days as in the first: {places}."), [site for site, change in known if change == 0]),
    )
    sentences = [words.format(places=_names_or_number(sites)) for words, sites in groups if sites]
    if len(known) < len(changes):
        early = _("Too few logged days to compare at {n} of {places}.")
        sentences.append(early.format(n=len(changes) - len(known), places=places))
    return " ".join(sentences)


def _with_others(picture: PainPicture, places: str) -> str:
    if not picture.others:
        return places
    return _("{n} of {all} places").format(n=len(picture.courses), all=len(picture.courses) + len(picture.others))


def _names_or_number(sites: Sequence[str | None]) -> str:
    """The sites by name; those that are many or have long names by their number."""
    words = in_a_row(map(site_words, sites))
    if len(sites) <= MOST_NAMED and len(words) <= LONGEST_NAMES:
        return words
    return ngettext("{n} place", "{n} places", len(sites)).format(n=len(sites))
