"""The list "When to get help" in words, with the numbers of the country chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.settings import Settings
from tracker.language import _, desktop_country
from tracker.library.safety import Country, HelpGroup, country_of, safety


@dataclass(frozen=True, slots=True)
class HelpNumbers:
    """Whom to call, in words that may stand in a sentence, and the name of the country they are of; empty where it is not known."""

    emergency: str
    advice: str
    country: str = ""


def help_numbers(settings: Settings) -> HelpNumbers:
    """The numbers of the country chosen, at first the desktop's, and in place of each the person's own."""
    country = chosen_country(settings)
    return HelpNumbers(
        settings.emergency_number.strip() or _emergency(country),
        settings.advice_number.strip() or (country.advice if country else "") or _("your doctor"),
        _(country.name) if country else "",
    )


def chosen_country(settings: Settings) -> Country | None:
    """The country chosen, at first the desktop's; None for one whose numbers are not known here."""
    return country_of(settings.country or desktop_country())


def help_groups(settings: Settings) -> Iterator[HelpGroup]:
    """The groups of the list in the language in use, their titles with the numbers."""
    numbers = help_numbers(settings)
    for group in safety().groups:
        title = _(group.title).format(emergency=numbers.emergency, advice=numbers.advice)
        yield group._replace(title=title, items=tuple(_(item) for item in group.items))


def whose_numbers(settings: Settings) -> str:
    """Whose numbers stand in the list, and where others are chosen."""
    numbers = help_numbers(settings)
    if not numbers.country:
        return _("The numbers of your country can be chosen in Settings.")
    return _("The numbers are those of {country}; you can choose others in Settings.").format(country=numbers.country)


def _emergency(country: Country | None) -> str:
    if country is None:
        return _("the emergency number of your country")
    first, *others = country.emergency
    # At most two: where a country has several, either is answered.
    return _("{first} or {second}").format(first=first, second=others[0]) if others else first
