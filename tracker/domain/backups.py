"""Backups as data: what one is, which of them is the newest, and which may go."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

DAILY, WEEKLY, MONTHLY = 12, 10, 9
# %G is the year the week belongs to: with %Y the week of New Year would be two.
PERIODS = (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY))
KEPT = timedelta(days=30)  # as long as what was deleted lies in the bin
SURE_DAYS = 7  # fewer than DAILY, since more are not there to be counted
A_GAP = timedelta(days=2)  # between two backups: one that is longer may be a clock that jumped, or days on which the app was not used
A_MINUTE = timedelta(minutes=1)


class Why(StrEnum):
    """What took the place of what a backup holds, or changed all of it; such a backup is kept for 30 days."""

    RESTORE = "restore"
    RESCUE = "rescue"
    PLAN = "plan"
    MERGE = "merge"


class Backup(NamedTuple):
    """An automatic backup and when it was made; the rest is told where it was asked for.

    `entries` counts those outside of the bin, `size` is in bytes. `is_sound` says whether the file is byte for byte as it was written; None
    where nobody has looked. `kept_until` is the first instant at which one that is kept before something, `why`, may go.
    """

    path: Path
    made_at: datetime
    entries: int | None = None
    size: int = 0
    is_sound: bool | None = None
    kept_until: datetime | None = None
    why: Why | None = None


def is_ahead(backup: Backup, now: datetime) -> bool:
    """Whether a backup is dated later than now: it was made before the clock was set back, and says nothing of how old backups are."""
    return backup.made_at >= now + A_MINUTE  # several of one second are dated a little later


def newest(backups: Iterable[Backup], now: datetime) -> Backup | None:
    """The newest backup, of those that are not dated ahead."""
    return max((backup for backup in backups if not is_ahead(backup, now)), key=lambda backup: backup.made_at, default=None)


def kept_until(replaced_at: datetime, now: datetime, backups: Iterable[Backup]) -> datetime | None:
    """When a backup of what was replaced then may go at the earliest; None where it may go now.

    That is once 30 days are over, not only by the clock of `now`, which may have jumped, but by that of backups of 7 different days.
    """
    later = {backup.made_at.date() for backup in backups if backup.made_at - replaced_at > KEPT and not is_ahead(backup, now)}
    missing = SURE_DAYS - len(later)
    if now - replaced_at <= KEPT:
        return replaced_at + KEPT
    return now + timedelta(days=missing) if missing > 0 else None


def superseded(
    backups: Iterable[Backup], now: datetime, held: Collection[Path] = (), is_sound: Callable[[Backup], bool] = lambda _backup: True
) -> list[Backup]:
    """The backups that may go: kept are the newest of each of 12 days, 10 weeks and 9 months, the newest of all, and what is `held`.

    None goes within the minute it was written, and none without a sound one that is newer and takes its place; `is_sound` is asked of as
    few as can be. What is dated after `now`, made before the clock was set back, is thinned out by itself: it takes the place of nothing
    that is made from now on. Nor does a clock that jumped ahead make anything old before 7 days were lived by it.
    """
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    ahead = [backup for backup in ordered if is_ahead(backup, now)]
    gone: list[Backup] = []
    for some in (ahead, ordered[len(ahead) :]):
        kept = {*held, *_by_periods(some), *_before_jumps(some), *(backup.path for backup in some if abs(backup.made_at - now) < A_MINUTE)}
        for place, backup in enumerate(some):
            if backup.path not in kept and any(map(is_sound, _in_its_place(backup, some[:place], kept))):
                gone.append(backup)
            else:
                kept.add(backup.path)
    return gone


def _by_periods(ordered: list[Backup]) -> set[Path]:
    kept = {backup.path for backup in ordered[:1]}
    for shape, most in PERIODS:
        firsts: dict[str, Path] = {}
        for backup in ordered:
            firsts.setdefault(backup.made_at.strftime(shape), backup.path)
        kept.update(list(firsts.values())[:most])
    return kept


def _before_jumps(ordered: list[Backup]) -> Iterator[Path]:
    """What would be kept if nothing had been made since a gap after which fewer than 7 days were lived: the clock may have jumped there."""
    for place, (newer, older) in enumerate(pairwise(ordered), start=1):
        if len({backup.made_at.date() for backup in ordered[:place]}) >= SURE_DAYS:
            return
        if newer.made_at - older.made_at > A_GAP:
            yield from _by_periods(ordered[place:])


def _in_its_place(backup: Backup, newer: list[Backup], kept: Collection[Path]) -> list[Backup]:
    """The newer backups that stay in the place of one: those of its day, else of its week or month, else all."""
    staying = [other for other in newer if other.path in kept]
    for shape, _most in PERIODS:
        if same := [other for other in staying if other.made_at.strftime(shape) == backup.made_at.strftime(shape)]:
            return same
    return staying
