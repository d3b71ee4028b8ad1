"""The diary: entries found again, recorded, changed and deleted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, overload

from tracker.domain.drafts import PainDraft
from tracker.domain.entries import Entry, Kind, PainEntry, Session, time_issues
from tracker.domain.entry_filter import EVERYTHING, Only
from tracker.domain.episodes import Episode
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment, likely_day, moment_now
from tracker.domain.words import moment_words
from tracker.errors import Refused
from tracker.language import _, ngettext
from tracker.services.history import Change, History, IntendedChange
from tracker.services.running_sessions import RunningSessions
from tracker.storage.entries import EntryStore
from tracker.storage.text_search import folded
from tracker.wording.entries import entry_words

if TYPE_CHECKING:
    from tracker.domain.happenings import Happening
    from tracker.domain.pain_seen import PainSeen

BIN_DAYS = timedelta(days=30)
SHORTEST_ID_START = 4
MOST_FOUND = 200


__all__ = ["Journal", "places_of"]


class Found(Sequence[Entry]):
    """What a search found; the entries are read when they are looked at, since few of many are."""

    def __init__(self, ids: Sequence[str], read: Callable[[Sequence[str]], list[Entry]]) -> None:
        self._ids = ids
        self._read = read

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        return self._read(self._ids[place]) if isinstance(place, slice) else self._read([self._ids[place]])[0]

    def first(self, count: int) -> "Found":
        """The first of them, no more than a number."""
        return Found(self._ids[:count], self._read)


class EntryReader:
    """Finds entries; a session whose planned end has passed is shown as ended."""

    def __init__(self, entries: EntryStore, running: RunningSessions, clock: Clock) -> None:
        self._entries = entries
        self._running = running
        self._clock = clock

    def now(self) -> Moment:
        """The present moment."""
        return moment_now(self._clock)

    def get(self, id_: str) -> Entry:
        """The entry of an id; raises Refused where there is none."""
        entry = self._entries.get(id_)
        if entry is None:
            raise Refused(_("There is no such entry here. Nothing was changed; it may have been deleted or brought back."))
        return self._as_of_now(entry)

    def find(self, start: str) -> Entry:
        """The one entry whose id begins so; raises Refused where there is none or several."""
        return self.get(self._whole_id(start, in_bin=False))

    def entries(self, first: date | None = None, last: date | None = None, kinds: Sequence[Kind] = tuple(Kind)) -> list[Entry]:
        """The entries of these local days, both included, oldest first."""
        return [self._as_of_now(entry) for entry in self._entries.between(first, last, kinds)]

    def each(self, first: date | None = None, last: date | None = None, kinds: Sequence[Kind] = tuple(Kind)) -> Iterator[Entry]:
        """The same, few held at a time; those of one instant in the order of their ids."""
        return map(self._as_of_now, self._entries.each(first, last, kinds))

    def on_day(self, day: date) -> list[Entry]:
        """The entries of one local day, oldest first."""
        return self.entries(day, day)

    def pain_entries(self, first: date | None = None, last: date | None = None) -> list[PainEntry]:
        """The pain entries of these local days, oldest first."""
        return [entry for entry in self._entries.between(first, last, (Kind.PAIN,)) if isinstance(entry, PainEntry)]

    def pain_looking_back(self, first: date, sites: Iterable[str | None], calendar_days: int, logged_days: int) -> "list[PainSeen]":
        """The pain before a day, back to so many calendar days and, at each of the sites, so many logged days before it."""
        begins = [first - timedelta(days=calendar_days)]
        begins += [days[-1] for site in sites if (days := self._entries.pain_days_before(first, site, logged_days))]
        return self.pain(min(begins), first - timedelta(days=1))

    def pain(self, first: date, last: date) -> "list[PainSeen]":
        """The pain of these local days, oldest first, as figures and charts see it."""
        return self._entries.seen.pain(first, last)

    def happenings(self, first: date, last: date) -> "list[Happening]":
        """The sessions, doses and flares of these local days, as a chart marks them; those of a kind oldest first."""
        return self._entries.seen.happenings(first, last)

    def first_pain_day(self) -> date | None:
        """The local day of the first pain entry; None without any."""
        found = self._entries.first_day_of(Kind.PAIN)
        return None if found is None else likely_day(found)

    def holding(self, text: str, limit: int = MOST_FOUND, only: Only = EVERYTHING) -> "Found":
        """The entries that hold a text in a note, a site, a word or a name, the latest first; case and accents do not matter."""
        return Found(self._entries.search.holding(text.strip(), limit, only), self._read_all)

    def _read_all(self, ids: Sequence[str]) -> list[Entry]:
        return [self._as_of_now(entry) for entry in self._entries.read_all(ids)]

    def favourites(self, kind: Kind, limit: int = 8) -> list[str]:
        """What activities or sessions the person logs most, the most used first."""
        return self._entries.most_used(kind, limit)

    def words_used(self, role: str, limit: int = 12) -> list[str]:
        """The person's own words of a role (words, worse_with, eased_by), the most used first."""
        return self._entries.words_used(role, limit)

    def places_used(self, first: date, last: date) -> list[str]:
        """Where it hurt on these local days, both included, the most named first."""
        return self._entries.places_used(first, last)

    def latest_pain(self, until: datetime | None = None) -> PainEntry | None:
        """The last pain entry up to an instant, by default up to now."""
        entry = self._entries.latest(Kind.PAIN, until or self._clock.now())
        return entry if isinstance(entry, PainEntry) else None

    def days(self) -> tuple[date, date] | None:
        """The first and the last local day with an entry; None for an empty diary."""
        found = self._entries.days()
        return found and (likely_day(found[0]), likely_day(found[1]))

    def binned(self) -> list[tuple[Entry, datetime]]:
        """The entries in the bin and when each will be gone for good, the latest first; what has lain there for 30 days is not shown any more."""
        now = self._clock.now()
        return [(entry, deleted_at + BIN_DAYS) for entry, deleted_at in self._entries.binned() if deleted_at + BIN_DAYS >= now]

    def _whole_id(self, start: str, *, in_bin: bool) -> str:
        # An id has ASCII alone, and a beginning shorter than this is sooner a slip than an id.
        could_be = len(start) >= SHORTEST_ID_START and start.isascii()
        found = self._entries.ids_beginning(start, in_bin=in_bin) if could_be else []
        if not found:
            raise Refused(_("There is no such entry here. Nothing was changed; it may have been deleted or brought back."))
        if len(found) > 1:
            raise Refused(_("Several entries have ids that begin so. Nothing was changed; give more of the id."))
        return found[0]

    def _as_of_now(self, entry: Entry) -> Entry:
        return self._running.as_of_now(entry) if isinstance(entry, Session) else entry


def usual_places(last: PainEntry | None, episode: Episode | None) -> tuple[str, ...]:
    """The places of the last entry, or of the open episode where it has no entry yet: they stand ready in the next."""
    if last is not None and (episode is None or last.moment.at >= episode.onset.at):
        return tuple(site.name for site in last.sites)
    return episode.sites if episode else ()


def places_of(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where a text holds another, case and accents folded as `holding` compares: each place and its length in characters."""
    needle = folded(wanted.strip())
    if not needle or needle not in folded(text):
        return []
    # Folding can make two letters of one (ß becomes ss): each folded letter remembers where it came from.
    origins = [place for place, letter in enumerate(text) for _folded in folded(letter)]
    whole = "".join(folded(letter) for letter in text)
    places: list[tuple[int, int]] = []
    start = whole.find(needle)
    while start >= 0:
        first, last = origins[start], origins[start + len(needle) - 1]
        places.append((first, last + 1 - first))
        start = whole.find(needle, start + len(needle))
    return places


class Journal(EntryReader):
    """The changes to entries; each answers with what it changed."""

    def __init__(self, entries: EntryStore, running: RunningSessions, clock: Clock, history: History) -> None:
        super().__init__(entries, running, clock)
        self._history = history

    def record(self, draft: PainDraft) -> Change:
        """Save a pain entry; a draft with issues comes back with them and nothing is saved."""
        if issues := draft.issues(self._clock.now()):
            return Change(issues=issues)
        return self.add(draft.entry())

    def add(self, entry: Entry) -> Change:
        """Save a new entry of any kind; raises Refused for a time to come."""
        if issues := time_issues(entry.moment, self._clock.now()):
            raise Refused(issues[0].message)
        return self._put(_("Entry saved"), entry)

    def change(self, entry: Entry) -> Change:
        """Save a changed entry in place of the old one; raises Refused where it is gone or its time is to come."""
        self.get(entry.id)
        if issues := time_issues(entry.moment, self._clock.now()):
            raise Refused(issues[0].message)
        return self._put(_("Entry changed"), entry)

    def delete(self, ids: Iterable[str]) -> Change:
        """Move entries to the bin, where they stay for 30 days."""
        gone = [self.get(id_) for id_ in ids]
        if not gone:
            return Change()
        name = ngettext("Entry deleted", "{count} entries deleted", len(gone)).format(count=len(gone))
        ids, now = [entry.id for entry in gone], self._clock.now()
        about = self._in_words(gone[0]) if len(gone) == 1 else ""
        keys = [(Section.ENTRIES, id_) for id_ in ids]
        return self._history.make(lambda: IntendedChange(name, keys, lambda: self._entries.put_in_bin(ids, now), about))

    def bring_back(self, start: str) -> Change:
        """Take the entry whose id begins so out of the bin; raises Refused where it is not there."""
        id_ = self._whole_id(start, in_bin=True)
        entry = next(entry for entry, _gone_at in self._entries.binned() if entry.id == id_)
        return self._put(_("Entry brought back"), entry)

    def empty_old_bin(self) -> int:
        """Forget what has lain in the bin for 30 days, for good; the answer is how many entries."""
        now = self._clock.now()
        return self._entries.purge(now - BIN_DAYS, now)

    def _put(self, name: str, entry: Entry) -> Change:
        now = self._clock.now()
        saved = replace(entry, created_at=entry.created_at or now)
        keys = [(Section.ENTRIES, entry.id)]
        done = self._history.make(lambda: IntendedChange(name, keys, lambda: self._entries.put([saved], now), self._in_words(saved)))
        return done._replace(entry=saved)

    def _in_words(self, entry: Entry) -> str:
        """An entry in few words: what it is, and when, as the person reads it."""
        words = entry_words(entry)
        return f"{words.what}, {moment_words(entry.moment.local, self.now().day)}"
