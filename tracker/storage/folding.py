"""Text with case and accents folded away, for searching."""

import unicodedata


def folded(text: str | None) -> str:
    """The text as a search compares it: "Über" and "uber" are the same."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
