"""How charts name a site: a region of the body map in the chosen language, any other as it was typed."""

from tracker.domain.words import name_in_words
from tracker.language import _
from tracker.library.body import place_words


def site_words(site: str | None) -> str:
    """The name of a site; of entries that name none, that."""
    return _("no place named") if site is None else name_in_words(place_words(site))


def site_begins(site: str | None) -> str:
    """The name of a site at the beginning of a sentence."""
    # A message of its own: another language may word it otherwise at the head of a sentence.
    name = _("No place named") if site is None else place_words(site)
    return name_in_words(name[:1].upper() + name[1:])
