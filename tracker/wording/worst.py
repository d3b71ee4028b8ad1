"""How the highest pain of a period, and what a place reached, are told: the value, where, what it felt like, and when."""

from datetime import date

from tracker.domain.statistics.worst import Reached
from tracker.domain.words import name_in_words, points_words, quality_word, weekday_seen_from
from tracker.formats.joining import with_brackets
from tracker.formats.texts import in_a_row, one_of
from tracker.language import _, ngettext
from tracker.library.body import place_words

# More places than these together are counted.
MOST_PLACES = 3


def where_words(reached: Reached) -> str:
    """The places of a value; with "or" where it was told of 24 hours, and can be of any of them; nothing where its entry names none."""
    names = [name_in_words(place_words(site)) for site in reached.sites[:MOST_PLACES]]
    if more := len(reached.sites) - len(names):
        names.append(ngettext("{n} more place", "{n} more places", more).format(n=more))
    return one_of(names) if reached.of_24_hours else in_a_row(names)


def kind_words(reached: Reached) -> str:
    """That it was told as the worst of the 24 hours before; nothing for a value of its moment."""
    return _("worst of the 24 hours before") if reached.of_24_hours else ""


def felt_words(reached: Reached) -> str:
    """What it felt like, in the words of its entry."""
    return in_a_row(name_in_words(quality_word(word)) for word in reached.words)


def worst_words(reached: Reached, today: date) -> str:
    """The highest pain anywhere in a sentence, with its places, its words and its day as seen from today."""
    parts = [points_words(reached.points), where_words(reached), kind_words(reached)]
    if felt := felt_words(reached):
        # In brackets: words and places in one row would be read for each other.
        parts[1] = with_brackets(parts[1], felt) if parts[1] else felt
    day = weekday_seen_from(reached.moment.day, today)
    return _("Highest in the period: {what}, on {day}.").format(what=in_a_row(filter(None, parts)), day=day)
