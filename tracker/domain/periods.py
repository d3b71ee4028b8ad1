"""Which days, and which site, charts, figures and the report are of."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.words import period_words


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both ends included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """The period as a person reads it."""
        return period_words(self.first, self.last)


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """Which site is shown: the usual one, or the one named; a name of None means the entries that name no site."""

    name: str | None = None
    usual: bool = True


USUAL = SiteChoice()
