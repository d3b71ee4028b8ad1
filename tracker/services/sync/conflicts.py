"""What lost when two copies of the diary were merged, to be looked at: the other text kept after all, or let go."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.sync.fitting import fitted
from tracker.domain.sync.records import Copy, Record, Tombstone, copy_of, joined
from tracker.domain.sync.sections import Key, Section
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Change, History
from tracker.storage.diary import Diary
from tracker.storage.sync.record_validation import RecordTrial
from tracker.storage.sync.remembered import RecordChange, changes_between, copy_put_back
from tracker.storage.values import LEAST_INSTANT_STEP, instant, instant_text


@dataclass(frozen=True, slots=True)
class Conflict:
    """What lost, and what stands in its place, if anything does: an Entry, Episode, PhaseEvent, Medicine, Limit, Question, Appointment,
    Rule, or the list of own activities; `changed_at` is when what lost was changed last.

    `is_in_bin` says of an entry that what stands lies in the bin; `can_be_kept` is false of an event that lies in no episode: it can only
    be let go.
    """

    id: str
    section: Section
    losing: object
    standing: object | None
    changed_at: datetime
    is_in_bin: bool
    can_be_kept: bool


class Conflicts:
    """What lost, kept after all or let go."""

    def __init__(self, diary: Diary, clock: Clock, history: History) -> None:
        self._diary = diary
        self._clock = clock
        self._history = history

    def count(self) -> int:
        """How many there are to be looked at."""
        return len(_to_look_at(self._copy())) if self._diary.archive.keeps_texts() else 0

    def all(self, count: int | None = None) -> list[Conflict]:
        """Everything that is to be looked at, or so many of it, the latest first."""
        if not self._diary.archive.keeps_texts():
            return []
        copy = self._copy()
        shown = fitted(copy.standing())
        latest = sorted(_to_look_at(copy).values(), key=lambda record: (record.updated_at, record.losing_id), reverse=True)
        with closing(RecordTrial()) as trial:
            found = [_conflict(record, _stands_for(record, shown), trial) for record in latest[:count]]
        return [conflict for conflict in found if conflict is not None]

    def named(self, start: str) -> str:
        """The id that begins so; raises Refused where no conflict, or more than one, has such an id."""
        found = [conflict.id for conflict in self.all() if start and conflict.id.startswith(start)]
        if len(found) != 1:
            raise Refused(_("“{id}” is not in the list. Nothing was changed; the list has the ids.").format(id=start[:40]))
        return found[0]

    def keep_other(self, id_: str) -> Change:
        """Put what lost in the place of what stands, which is let go; raises Refused where that is gone, or can stand nowhere."""

        def kept(copy: Copy, losing: Record) -> Copy:
            if losing.section is Section.EVENTS:
                raise Refused(_("That change of the plan lies in no episode, so it cannot be put back. Nothing was changed."))
            # What is shown in its place may be another record than the one written under its key.
            standing, written = _stands_for(losing, fitted(copy.standing())), copy.standing().get(losing.key)
            # Later than all of them, so that the choice wins on every computer it is merged into.
            now = self._after(losing, standing, written)
            stones = [] if standing is None else [_stone(standing.losing_id if standing.key == losing.key else standing.id, now)]
            if written is not None and written != losing:  # an episode that was cut short by another: its whole text goes too
                stones.append(_stone(written.losing_id, now))
            return joined(copy, copy_of([losing._replace(updated_at=now, deleted_at=None)], stones))

        return self._settle(_("The other text kept"), id_, kept)

    def dismiss(self, id_: str) -> Change:
        """Let go of what lost, on every computer; raises Refused where it is gone."""

        def let_go(copy: Copy, losing: Record) -> Copy:
            now = self._after(losing, None)
            is_aside = copy.standing()[losing.key] == losing
            # What is set aside stands under its own id; a losing text has an id of its own, and the record stays.
            gone = [losing.id, *_events_of(copy, losing)] if is_aside else [losing.losing_id]
            return joined(copy, copy_of((), [_stone(gone_id, now) for gone_id in gone]))

        return self._settle(_("The other text dropped"), id_, let_go)

    def _copy(self) -> Copy:
        return self._diary.archive.read_lost().copy

    def _after(self, *records: Record | None) -> str:
        """Now, but later than these records were changed, however the clock was set."""
        changed = [instant(record.updated_at) + LEAST_INSTANT_STEP for record in records if record is not None]
        return instant_text(max(self._clock.now(), *changed))

    def _settle(self, name: str, id_: str, change: Callable[[Copy, Record], Copy]) -> Change:
        store = self._diary.archive
        with self._diary.writing():
            before = store.read_lost()
            losing = _to_look_at(before.copy).get(id_)
            if losing is None:
                raise Refused(_("That is gone already. Nothing was changed."))
            after = change(before.copy, losing)
            store.become(before, after)
        # Record by record, so that taking it back leaves alone what was changed since.
        there, back = changes_between(before.copy, after), changes_between(after, before.copy)
        return self._history.remember(name, back=lambda: self._put_back(there), again=lambda: self._put_back(back))

    def _put_back(self, changes: Sequence[RecordChange]) -> None:
        store = self._diary.archive
        with self._diary.writing():
            now = store.read_with(change.id for change in changes)
            store.become(now, copy_put_back(changes, now.copy)[0])


def _to_look_at(copy: Copy) -> dict[str, Record]:
    """The losing texts, and what stands but cannot be shown beside the rest: an episode of the same onset, an event with its reason."""
    standing = copy.standing()
    shown = fitted(standing)
    aside = [record for key, record in standing.items() if key not in shown and _says_something(record)]
    return {**copy.losing(), **{record.losing_id: record for record in aside}}


def _says_something(record: Record) -> bool:
    return record.section is Section.EPISODES or bool(json.loads(record.content).get("reason"))


def _stands_for(losing: Record, shown: Mapping[Key, Record]) -> Record | None:
    """What stands in the place of what lost: the same record, or the episode that has its onset."""
    if losing.key in shown or losing.section is not Section.EPISODES:
        return shown.get(losing.key)
    onset = json.loads(losing.content)["at"]
    episodes = (record for record in shown.values() if record.section is Section.EPISODES)
    return next((record for record in episodes if json.loads(record.content)["at"] == onset), None)


def _conflict(losing: Record, standing: Record | None, trial: RecordTrial) -> Conflict | None:
    try:
        things = trial.thing(losing), None if standing is None else trial.thing(standing)
    except Refused:  # damaged: the others stay readable
        return None
    is_in_bin = standing is not None and standing.deleted_at is not None
    return Conflict(losing.losing_id, losing.section, *things, instant(losing.updated_at), is_in_bin, losing.section is not Section.EVENTS)


def _events_of(copy: Copy, losing: Record) -> list[str]:
    events = (key[1] for key, record in copy.standing().items() if key[0] is Section.EVENTS and json.loads(record.content)["episode_id"] == losing.id)
    # An episode that is let go takes its events along: they lie in no other.
    return list(events) if losing.section is Section.EPISODES else []


def _stone(id_: str, at: str) -> Tombstone:
    return Tombstone(at, at, id_)
