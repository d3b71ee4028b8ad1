"""The part of a text that a search found, with enough around it to read."""

from tracker.services.journal import places_of

SHOWN_LETTERS = 240
BEFORE = 60

Marks = tuple[tuple[int, int], ...]


def excerpt(text: str, query: str) -> tuple[str, Marks]:
    """A text in one line, begun near what was searched for where that lies far in, and the places of that in it."""
    line = " ".join(text.split())
    places = places_of(line, query)
    # Only where the end of what was found lies beyond what is shown from the beginning.
    if places and places[0][0] + places[0][1] > SHOWN_LETTERS:
        line = "…" + line[places[0][0] - BEFORE :].lstrip()
    # The mark of a cut takes a letter's room itself: one letter more is shown rather than cut.
    if len(line) > SHOWN_LETTERS + 1:
        line = line[:SHOWN_LETTERS].rstrip() + "…"
    # Looked for again, since the cuts have moved the places.
    return line, tuple(places_of(line, query))
