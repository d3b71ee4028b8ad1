"""What damage keeps from being read, and what a backup still has of it, taken back record by record."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from tracker.changes import Touched
from tracker.domain.damage import Unreadable, damage_words, let_go_words, lost_sentence
from tracker.domain.sync.records import Record
from tracker.domain.times import Clock, Moment
from tracker.domain.words import time_words
from tracker.errors import DiaryDamaged, Refused
from tracker.formats.joining import with_space
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.services.history import Change, History, IntendedChange
from tracker.services.rescue import newest_sound
from tracker.services.sync.conflict_words import side_words
from tracker.steps import run_to_end
from tracker.storage.diary import Diary


class LostThing(NamedTuple):
    """A record as a backup has it, and what it is of: an Entry, Episode, PhaseEvent, PlanVersion, Medicine, ..."""

    record: Record
    thing: object


class KeptThings(NamedTuple):
    """What a backup has that the diary has lost, the newest first, and when that backup was made."""

    made_at: datetime
    things: tuple[LostThing, ...]


class Recovery:
    """The damage of an open diary, and the way back from it."""

    def __init__(self, diary: Diary, clock: Clock, history: History) -> None:
        self._diary = diary
        self._clock = clock
        self._history = history

    def damage(self) -> tuple[Unreadable, ...]:
        """What cannot be read, part by part; goes through everything."""
        return self._diary.damage()

    def problem_steps(self) -> Generator[None, None, DiaryDamaged | None]:
        """Look for what a check would find, a part at each step, so that a window stays alive; None where the diary is whole."""
        try:
            if damage := (yield from self._diary.damage_steps()):
                return DiaryDamaged(damage_words(damage), damage)
            yield
            self._diary.check_file()
        except DiaryDamaged as problem:
            return problem
        return None

    def noticed(self) -> tuple[Unreadable, ...]:
        """What the readings up to now have left out; costs nothing."""
        return self._diary.damage_noticed()

    def kept(self, damage: Iterable[Unreadable]) -> KeptThings | None:
        """What the newest sound backup has of it; None where there is no such backup, or it has nothing of it."""
        from tracker.storage.sync.record_validation import RecordTrial  # few diaries are ever damaged

        newest = newest_sound(self._diary.paths, self._clock)
        if newest is None:
            return None
        found = []
        with closing(RecordTrial()) as trial:
            for record in self._diary.lost.held_by(newest.path, damage):
                try:
                    found.append(LostThing(record, trial.thing(record)))
                except Refused:  # the backup is sound, and yet has what no diary can hold
                    continue
        found.sort(key=lambda lost: _at(lost.record), reverse=True)
        return KeptThings(newest.made_at, tuple(found)) if found else None

    def sentence(self) -> str:
        """What cannot be read, and the backup that has it; nothing where all can."""
        damage = self.damage()
        return damage_sentence(damage, self.kept(damage), self._clock.zone())

    def take_back(self, things: Sequence[LostThing], kept: KeptThings) -> Change:
        """Put lost things back into the diary as the backup has them; all or none. Raises Refused where they do not fit any more."""
        from tracker.storage.backups.lost import with_their_episodes

        records = with_their_episodes([lost.record for lost in things], [lost.record for lost in kept.things])
        about = side_words(things[0].thing).head if len(things) == 1 else ""

        def decide() -> IntendedChange:
            self._diary.lost.clear_away(records)
            keys = [record.key for record in records]
            return IntendedChange(_("Brought back from the backup"), keys, lambda: self._diary.lost.put_back(records, self._clock.now()), about)

        return self._history.make(decide)

    def let_go(self) -> Change:
        """Go on without what cannot be read; what is gone is told, and where the damaged file is kept. Raises Refused or DiaryUnavailable."""
        problem = run_to_end(self.problem_steps())
        named = {part.part: part for part in problem.unreadable if isinstance(part, Unreadable)} if problem else {}
        copy, gone = self._diary.let_go(self._clock.now())
        # What this window did was done to what may be gone.
        self._history.forget()
        # With their months where these are known, and with what went along with them.
        return Change(Touched.DIARY, remark=let_go_words(({part.part: part for part in gone} | named).values(), copy))


def damage_sentence(damage: Sequence[Unreadable], kept: KeptThings | None, zone: str) -> str:
    """What cannot be read, and the backup that has it; nothing where all can."""
    if kept is None or not damage:
        return damage_words(damage)
    when, held = time_words(Moment.of(kept.made_at, zone).local), len(kept.things)
    lost = sum(part.count for part in damage)
    # Translators: {when} is a day and a time, {held} and {all} are numbers of what was lost.
    words = _("The backup of {when} has {held} of {all}.").format(when=when, held=number_text(held), all=number_text(lost))
    return with_space(lost_sentence(damage), words)


def _at(record: Record) -> str:
    """When a record is of, as text in the order of time."""
    return str(record.data().get("at") or record.created_at)
