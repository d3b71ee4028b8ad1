"""What became of a file beside the entries it brought, in words: what was brought up, what is not kept."""

from collections.abc import Sequence

from tracker.formats.joining import with_brackets
from tracker.formats.texts import number_text
from tracker.language import _, ngettext

# As many names as a sentence can hold; an Apple Health export has a hundred kinds of records.
NAMES_SAID = 12
LONGEST_NAME = 40


def not_kept_words(unread: Sequence[tuple[str, int]]) -> str:
    """Which columns of a table, or kinds of records, nothing was taken from, each with how much stands in it."""
    parts = ", ".join(
        with_brackets(_("“{text}”").format(text=name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"), number_text(count))
        for name, count in unread[:NAMES_SAID]
    )
    more = len(unread) - NAMES_SAID
    if more <= 0:
        return _("Not kept: {parts}.").format(parts=parts)
    return ngettext("Not kept: {parts} and {count} more.", "Not kept: {parts} and {count} more.", more).format(parts=parts, count=number_text(more))


def brought_up_words(days: int) -> str:
    """How many days a later file brings up to their full count, or has brought up."""
    words = ngettext("{count} day gets the higher count of this file.", "{count} days get the higher count of this file.", days)
    return words.format(count=number_text(days))
