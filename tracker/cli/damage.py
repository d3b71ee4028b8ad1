"""After a command: what damage kept out of its answer is told on standard error, and the exit code says that the answer is not whole."""

from datetime import timedelta

import click

from tracker.app import Tracker
from tracker.cli.terminal import printable
from tracker.domain.entries import Kind
from tracker.domain.times import moment_now

A_WEEK = timedelta(days=8)


def tell_damage(tracker: Tracker, command: str | None) -> bool:
    """Tell what was left out of the answer of a command; whether there was anything, and the answer was all that it did."""
    if command == "status":
        _look_lately(tracker)
    else:
        tracker.diary.note_missing_entries()
    found = tracker.damage_noticed()
    if found:
        from tracker.domain.damage import damage_words

        click.echo(printable(damage_words(found)), err=True)
    # What was asked to be written is written: that is done, whatever else is damaged.
    return bool(found) and tracker.history.last is None


def _look_lately(tracker: Tracker) -> None:
    """A status is made of the last days and of the last pain entry: from the earlier of both on nothing may be missing."""
    now = moment_now(tracker.clock)
    last = tracker.diary.entries.latest(Kind.PAIN, now.at)
    tracker.diary.note_missing_entries(None if last is None else min(last.moment.day, now.day - A_WEEK))
