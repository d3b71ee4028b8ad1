"""What is said of the files that came out of the inbox."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.inbox import Delivery, Outcome

LINES = "lines"


class InboxWords(NamedTuple):
    """The sentences, nothing where there is nothing to say; whether some of it is trouble, and whether a file waits because of that."""

    text: str
    is_trouble: bool
    waits: bool


def inbox_words(deliveries: Sequence[Delivery]) -> InboxWords:
    """What came in, what could not be used and where it lies, and what waits and why; a file still being written is not worth a word."""
    waiting = [delivery for delivery in deliveries if delivery.outcome is Outcome.LEFT and not delivery.is_changing]
    refused = sum(delivery.outcome is Outcome.REFUSED for delivery in deliveries)
    lines = sum(delivery.result.refused_count for delivery in deliveries if delivery.outcome is Outcome.DONE)
    sentences = [_came_in(deliveries)]
    if refused:
        words = ngettext(
            "{count} file in the inbox could not be used: it is in the folder “refused” there, with the reason.",
            "{count} files in the inbox could not be used: they are in the folder “refused” there, with the reasons.",
            refused,
        )
        sentences.append(words.format(count=number_text(refused)))
    if lines:
        words = ngettext(
            "{count} line was left out; the folder “refused” in the inbox has the reason.",
            "{count} lines were left out; the folder “refused” in the inbox has the reasons.",
            lines,
        )
        sentences.append(words.format(count=number_text(lines)))
    sentences += dict.fromkeys(delivery.reason for delivery in waiting)
    return InboxWords(" ".join(filter(None, sentences)), bool(refused or lines or waiting), bool(waiting))


def _came_in(deliveries: Sequence[Delivery]) -> str:
    results = [delivery.result for delivery in deliveries]
    count = sum(result.added for result in results)
    if not count:
        there = sum(result.already_there for result in results)
        return _("What lay in the inbox is in the diary already.") if there else ""
    brought = [result for result in results if result.added]
    if all(result.format == LINES for result in brought):
        words = ngettext("{n} entry", "{n} entries", count)
    elif all(result.is_merge for result in brought):
        words = ngettext("{n} record", "{n} records", count)
    else:
        words = ngettext("{n} row", "{n} rows", count)
    return _("From the inbox: {what}.").format(what=words.format(n=number_text(count)))
