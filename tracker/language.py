"""The words of the interface: the only importer of gettext."""

import gettext as _gettext
import os
import re
from collections.abc import Sequence
from pathlib import Path

DOMAIN = "recovery-tracker"

# English until a language is chosen: a sentence may be needed before that.
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose_language(translations: Path, languages: Sequence[str] | None = None) -> None:
    """Use the first of `languages` (by default those the environment asks for) that `translations` has, else English."""
    global _current, _language  # noqa: PLW0603 - one language for the whole process, chosen once at the start
    _current = _gettext.translation(DOMAIN, str(translations), languages=languages, fallback=True)
    found = _gettext.find(DOMAIN, str(translations), languages)
    _language = Path(found).parents[1].name if found else "en"  # de/LC_MESSAGES/recovery-tracker.mo
    # click asks gettext without naming a domain: it finds its words among ours.
    _gettext.bindtextdomain(DOMAIN, str(translations))
    _gettext.textdomain(DOMAIN)


def wanted_languages() -> list[str]:
    """The languages the environment asks for, the most wanted first."""
    # The order in which GNU gettext looks at them.
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return [language.split(".")[0] for language in value.split(":") if language]
    return []


def desktop_country() -> str:
    """The country the environment is set to, by its code in ISO 3166; empty where it names none."""
    # By where things are, before the language: many read English elsewhere.
    for variable in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_TIME", "LANG"):
        if found := re.match(r"[a-z]{2,3}_([A-Z]{2})(?![A-Za-z])", os.environ.get(variable, "")):
            return found[1]
    return ""


def language() -> str:
    """The language of the words, such as "de" or "pt_BR": that of the translation in use, else English."""
    return _language


def chosen() -> object:
    """The translation in use, another object for each language chosen: by it may be remembered what was made of translated words."""
    return _current


def _(message: str) -> str:
    """The message in the chosen language."""
    # gettext answers the empty message with the header of the catalogue.
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message in the chosen language, in the form that goes with the number n."""
    return _current.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message in the chosen language, where one English word has several meanings."""
    return _current.pgettext(context, message)


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark a message with its context for extraction; `pgettext(*...)` translates it where it is shown."""
    return context, message


def N_(message: str) -> str:  # noqa: N802 - the name Babel and gettext know for "extract, translate later"
    """Mark a message for extraction; it is translated where it is shown."""
    return message
