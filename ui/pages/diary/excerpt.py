"""The part of a text that a search found, with enough around it to read."""

from tracker.services.journal import places_of

SHOWN_LETTERS = 240
BEFORE = 60

Marks = tuple[tuple[int, int], ...]


def excerpt(text: str, wanted: str) -> tuple[str, Marks]:
    """A text in one line, begun near what was sought where that lies far in, and the places of what was sought in it."""
    line = " ".join(text.split())
    places = places_of(line, wanted)
    if places and places[0][0] + places[0][1] > SHOWN_LETTERS:
        line = "…" + line[places[0][0] - BEFORE :].lstrip()
    if len(line) > SHOWN_LETTERS + 1:
        line = line[:SHOWN_LETTERS].rstrip() + "…"
    return line, tuple(places_of(line, wanted))
