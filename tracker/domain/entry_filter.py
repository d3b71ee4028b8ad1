"""Which entries are wanted, when not all are."""

from typing import NamedTuple

from tracker.domain.entries import Entry, Kind, PainEntry, kind_of


class Only(NamedTuple):
    """Entries of some kinds; with a reading at one site, or, unplaced, pain entries that name no site. By default every one."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    site: str | None = None
    unplaced: bool = False

    def admits(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        if kind_of(entry) not in self.kinds:
            return False
        if self.unplaced:
            return isinstance(entry, PainEntry) and not entry.sites
        return self.site is None or (isinstance(entry, PainEntry) and entry.reading_at(self.site) is not None)


EVERYTHING = Only()
