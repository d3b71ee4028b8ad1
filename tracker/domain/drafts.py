"""Drafts: what a form or a command line holds before it is an entry, and what is wrong with it."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from tracker.domain.entries import (
    Issue,
    PainEntry,
    SiteReading,
    name_issues,
    note_issues,
    pain_issues,
    site_issues,
    time_issues,
)
from tracker.domain.times import Moment


class PainDraft(NamedTuple):
    """A pain entry in the making; a site without its own value has the entry's."""

    moment: Moment
    pain: float | None = None
    worst: float | None = None
    least: float | None = None
    average: float | None = None
    sites: tuple[tuple[str, float | None], ...] = ()
    words: tuple[str, ...] = ()
    worse_with: tuple[str, ...] = ()
    eased_by: tuple[str, ...] = ()
    woke: bool | None = None
    note: str = ""

    def issues(self, now: datetime) -> tuple[Issue, ...]:
        """Everything that keeps this from being an entry, field by field."""
        return (
            *pain_issues(self.pain, self.worst, self.least, self.average),
            *site_issues(self._readings()),
            *name_issues("words", (*self.words, *self.worse_with, *self.eased_by)),
            *note_issues(self.note),
            *time_issues(self.moment, now),
        )

    def entry(self) -> PainEntry:
        """The entry; raises Refused where there are issues."""
        return PainEntry(
            moment=self.moment,
            # No value yet: -1 is on no scale, and the entry refuses it.
            pain=self.pain if self.pain is not None else -1,
            worst=self.worst,
            least=self.least,
            average=self.average,
            sites=self._readings(),
            words=self.words,
            worse_with=self.worse_with,
            eased_by=self.eased_by,
            woke=self.woke,
            note=self.note,
        )

    def changed(self, before: PainEntry) -> PainEntry:
        """An entry with what the draft holds in place of what it said; raises Refused where there are issues.

        What a file had before it was converted goes with the value, and places are the very same where neither they nor the value changed.
        """
        is_as_bad = self.pain == before.pain
        is_where_it_was = is_as_bad and self.sites == sites_of(before)
        # Places that stay are not made anew: of two names from a file that a blank alone tells apart one would be there twice.
        made = (self._replace(sites=()) if is_where_it_was else self).entry()
        return replace(
            made,
            id=before.id,
            created_at=before.created_at,
            updated_at=before.updated_at,
            original=before.original if is_as_bad else None,
            sites=before.sites if is_where_it_was else made.sites,
        )

    def _readings(self) -> tuple[SiteReading, ...]:
        own = self.pain if self.pain is not None else 0.0
        return tuple(SiteReading(name.strip(), own if pain is None else pain) for name, pain in self.sites)


def draft_of(entry: PainEntry) -> PainDraft:
    """The draft an entry could have been made from."""
    return PainDraft(
        pain=entry.pain,
        moment=entry.moment,
        worst=entry.worst,
        least=entry.least,
        average=entry.average,
        sites=sites_of(entry),
        words=entry.words,
        worse_with=entry.worse_with,
        eased_by=entry.eased_by,
        woke=entry.woke,
        note=entry.note,
    )


def sites_of(entry: PainEntry) -> tuple[tuple[str, float | None], ...]:
    """The sites of an entry as a draft holds them: one as bad as the entry has no points of its own."""
    return tuple((site.name, None if site.pain == entry.pain else site.pain) for site in entry.sites)
