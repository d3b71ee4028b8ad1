"""The list "When to get help", the cautions before ice and heat, and what the app says of itself."""

from dataclasses import dataclass
from functools import cache

from tracker.library.resources import toml_resource


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """Signs that call for the same help; level: emergency, today or soon."""

    level: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A title and a text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Safety:
    """All of it; the texts are in English and are translated where they are shown."""

    title: str
    groups: tuple[HelpGroup, ...]
    cautions: Paragraph
    about: Paragraph
    evidence: Paragraph


@cache
def safety() -> Safety:
    """What resources/safety/help.toml holds."""
    data = toml_resource("safety", "help.toml")
    groups = tuple(HelpGroup(group["level"], group["title"], tuple(group["items"])) for group in data["groups"])
    return Safety(data["title"], groups, Paragraph(**data["cautions"]), Paragraph(**data["about"]), Paragraph(**data["evidence"]))
