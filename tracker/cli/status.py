"""Command that tells where the person is: status."""

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import status_json
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command
from tracker.cli.values import read_when
from tracker.domain.activity_week import active_minutes, week_begins
from tracker.domain.entries import Activity, Kind
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.domain.words import session_name
from tracker.language import _
from tracker.wording.entries import minutes_words
from tracker.wording.phases import phase_words
from tracker.wording.reminders import next_words


@click.command(cls=Command)
@click.option("--at", metavar="T")
@click.option("--json", "as_json", is_flag=True)
@passing
def status(invocation: Invocation, at: str | None, *, as_json: bool) -> None:
    """Show where you are in the plan, and what comes next."""
    tracker = invocation.tracker
    moment = None if at is None else read_when(at, invocation.clock)[0]
    where = tracker.timekeeper.status(tracker.settings.now.quiet_hours, moment)
    if as_json:
        say_json(status_json(where))
        return
    say(phase_words(where).sentence)
    if where.session is not None and where.session_ends_at is not None:
        left = (where.session_ends_at - where.at.at).total_seconds() / 60
        say(_("Running: {kind}, {left} left").format(kind=session_name(where.session.kind), left=minutes_words(max(1, left))))
    say(_active_week_words(invocation, where))
    say(next_words(where))


def _active_week_words(invocation: Invocation, where: Status) -> str:
    """In keeping well the minutes of the week so far, beside the person's own aim where there is one; else nothing."""
    if where.state.phase is not Phase.WELL:
        return ""
    found = invocation.tracker.journal.entries(week_begins(where.at.day), where.at.day, (Kind.ACTIVITY,))
    done = active_minutes(entry for entry in found if isinstance(entry, Activity) and entry.moment.at <= where.at.at)
    aim = where.plan.phases[Phase.WELL].activity
    words = _("Active since Monday: {minutes}").format(minutes=minutes_words(done))
    return words if aim is None else _("{active}; your aim is {minutes} a week").format(active=words, minutes=minutes_words(aim.value))


def say_status(invocation: Invocation) -> None:
    """Tell where the person is now, in a sentence."""
    tracker = invocation.tracker
    say(phase_words(tracker.timekeeper.status(tracker.settings.now.quiet_hours)).sentence)
