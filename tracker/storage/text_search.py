"""Text with case and accents folded away, for searching."""

import unicodedata
from functools import lru_cache

REMEMBERED = 20_000  # texts: a search that is typed on compares the same ones at every letter


@lru_cache(maxsize=REMEMBERED)
def folded(text: str | None) -> str:
    """The text as a search compares it: "Über" and "uber" are the same, and so are "Straße" and "STRASSE"."""
    if not text:
        return ""
    # The short way; of ASCII lower() says the same as all that follows.
    if text.isascii():
        return text.lower()
    # The case first, taken apart: of the Greek iota beneath a letter it makes one beside it, as capitals have it, which else went as an accent.
    return _bare(unicodedata.normalize("NFKD", text).casefold())


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
