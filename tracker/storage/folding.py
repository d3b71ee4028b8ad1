"""Text with case and accents folded away, for searching."""

import unicodedata


def folded(text: str | None) -> str:
    """The text as a search compares it: "Über" and "uber" are the same, and so are "Straße" and "STRASSE"."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).casefold())


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
