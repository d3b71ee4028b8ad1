"""Pain as figures and charts see it: of an entry what they are made of, and no more."""

from typing import NamedTuple, Protocol

from tracker.domain.entries import SiteReading, reading_at
from tracker.domain.times import Moment


class Pain(Protocol):
    """What figures ask of pain that was written down, a whole entry or what was read of one; points 0-10."""

    @property
    def moment(self) -> Moment:
        """When it was so."""
        ...

    @property
    def pain(self) -> float:
        """The pain then."""
        ...

    @property
    def worst(self) -> float | None:
        """The worst of the 24 hours before, where it was told."""
        ...

    @property
    def least(self) -> float | None:
        """The least of them."""
        ...

    @property
    def sites(self) -> tuple[SiteReading, ...]:
        """The pain then at each place that was named."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """What it felt like."""
        ...

    @property
    def note(self) -> str:
        """What was written beside it."""
        ...

    def reading_at(self, site: str | None) -> float | None:
        """The pain then at the site, or, for no site, of an entry that names none."""
        ...


class PainSeen(NamedTuple):
    """What was read of a pain entry for figures and charts."""

    moment: Moment
    pain: float
    worst: float | None = None
    least: float | None = None
    sites: tuple[SiteReading, ...] = ()
    words: tuple[str, ...] = ()
    note: str = ""

    def reading_at(self, site: str | None) -> float | None:
        """The pain now at the site, or, for no site, of an entry that names none; points 0-10."""
        return reading_at(self.pain, self.sites, site)
