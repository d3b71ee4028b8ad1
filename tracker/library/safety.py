"""The list "When to get help" with the numbers of countries, the cautions before ice and heat, and what the app says of itself."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tracker.library.resources import toml_resource


class HelpGroup(NamedTuple):
    """Signs that call for the same help; level: emergency, today or soon. A title may have room for {emergency} or {advice}."""

    level: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """The emergency numbers of a country, and its advice line where it has one; by its code in ISO 3166."""

    code: str
    name: str
    emergency: tuple[str, ...]
    advice: str = ""

    def __post_init__(self) -> None:
        if not self.emergency or not all(is_number(number) for number in (*self.emergency, *filter(None, [self.advice]))):
            raise ValueError(f"no numbers to call: {self.code}")


class Paragraph(NamedTuple):
    """A title and a text."""

    title: str
    text: str


class Safety(NamedTuple):
    """All of it; the texts are in English and are translated where they are shown."""

    title: str
    groups: tuple[HelpGroup, ...]
    countries: tuple[Country, ...]
    cautions: Paragraph
    about: Paragraph
    evidence: Paragraph


@cache
def safety() -> Safety:
    """What resources/safety/help.toml holds."""
    data = toml_resource("safety", "help.toml")
    groups = tuple(HelpGroup(group["level"], group["title"], tuple(group["items"])) for group in data["groups"])
    countries = tuple(
        Country(country["code"], country["name"], tuple(country["emergency"]), country.get("advice", "")) for country in data["countries"]
    )
    return Safety(data["title"], groups, countries, Paragraph(**data["cautions"]), Paragraph(**data["about"]), Paragraph(**data["evidence"]))


def country_of(code: str) -> Country | None:
    """The country of a code; None for one whose numbers are not known here."""
    return next((country for country in safety().countries if country.code == code), None)


def is_number(text: str) -> bool:
    """Whether a text can be a number to call: digits, in groups."""
    return text.replace(" ", "").isdecimal()
