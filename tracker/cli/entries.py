"""Commands on entries: log, session, activity, entries, edit, delete, bin."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import click

from tracker.cli.changes import changed_entry, moved_entry
from tracker.cli.context import Invocation, passing
from tracker.cli.forms import entry_json
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command, Group
from tracker.cli.values import read_kinds, read_minutes, read_period, read_points, read_sites, read_texts, read_when
from tracker.domain.drafts import PainDraft
from tracker.domain.entries import Activity, Dose, EndedBy, Entry, Session, refuse
from tracker.domain.sessions import kind_called
from tracker.language import _
from tracker.wording.entries import entry_words

# A value of -1 is refused in a sentence of our own; click would take it for an option that does not exist.
VALUES_MAY_BEGIN_WITH_A_DASH = {"ignore_unknown_options": True}


def pain_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a pain entry."""
    # Decorators work from the last to the first, and the help lists options in the order in which they stand here.
    for option in reversed(
        (
            click.option("--at", metavar="T"),
            click.option("--site", "sites", multiple=True, metavar="NAME[=N]"),
            click.option("--worst", metavar="N"),
            click.option("--least", metavar="N"),
            click.option("--average", metavar="N"),
            click.option("--word", "words", multiple=True, metavar="W"),
            click.option("--worse-with", multiple=True, metavar="X"),
            click.option("--eased-by", multiple=True, metavar="X"),
            click.option("--note", metavar="TEXT"),
        )
    ):
        command = option(command)
    return command


@click.command(context_settings=VALUES_MAY_BEGIN_WITH_A_DASH, cls=Command)
@click.argument("pain")
@pain_options
@passing
def log(invocation: Invocation, /, pain: str, at: str | None, sites: tuple[str, ...], note: str | None, **given: Any) -> None:  # noqa: ANN401 - options by name
    """Save how bad the pain is, from 0 to 10."""
    moment, remark = read_when(at, invocation.clock)
    draft = PainDraft(
        pain=read_points(pain, "PAIN"),
        moment=moment,
        sites=read_sites(sites),
        note=note or "",
        worst=read_points(given["worst"], "--worst"),
        least=read_points(given["least"], "--least"),
        average=read_points(given["average"], "--average"),
        words=read_texts(given["words"]),
        worse_with=read_texts(given["worse_with"]),
        eased_by=read_texts(given["eased_by"]),
    )
    change = invocation.tracker.journal.record(draft)
    refuse(change.issues)
    say(remark)
    _say_saved(change.entry)


@click.command(cls=Command)
@click.argument("kind")
@click.option("--minutes", required=True, metavar="N")
@click.option("--at", metavar="T")
@click.option("--before", metavar="N")
@click.option("--after", metavar="N")
@passing
def session(invocation: Invocation, kind: str, minutes: str, at: str | None, before: str | None, after: str | None) -> None:
    """Save a session that is over: ice, heat, contrast, pressure, an exercise's name, massage, self-massage, physiotherapy, manual-therapy
    (chiropractic, osteopathy), acupuncture, yoga, relaxation, warm-bath, other.
    """
    length = read_minutes(minutes)
    moment, remark = read_when(at, invocation.clock)
    # A session saved without a time has just ended: it began by its length ago.
    if at is None:
        moment, remark = read_when((moment.at - length).isoformat(), invocation.clock)
    entry = Session(
        moment=moment,
        kind=kind_called(kind.strip()),
        planned=length,
        ended_at=moment.at + length,
        ended_by=EndedBy.BY_HAND,
        before=read_points(before, "--before"),
        after=read_points(after, "--after"),
    )
    change = invocation.tracker.journal.add(entry)
    say(remark)
    _say_saved(change.entry)


@click.command(cls=Command)
@click.argument("kind")
@click.option("--minutes", required=True, metavar="N")
@click.option("--effort", metavar="N")
@click.option("--at", metavar="T")
@passing
def activity(invocation: Invocation, kind: str, minutes: str, effort: str | None, at: str | None) -> None:
    """Save something done: walking, sitting, driving, housework, or a kind of your own."""
    moment, remark = read_when(at, invocation.clock)
    length = read_minutes(minutes) / timedelta(minutes=1)
    change = invocation.tracker.journal.add(Activity(moment=moment, kind=kind.strip(), minutes=length, effort=read_points(effort, "--effort")))
    say(remark)
    _say_saved(change.entry)


@click.command(cls=Command)
@click.option("--from", "first", metavar="D")
@click.option("--to", "last", metavar="D")
@click.option("--kind", "kinds", multiple=True, metavar="K")
@click.option("--json", "as_json", is_flag=True)
@passing
def entries(invocation: Invocation, first: str | None, last: str | None, kinds: tuple[str, ...], *, as_json: bool) -> None:
    """List entries, the oldest first."""
    found = invocation.tracker.journal.entries(*read_period(first, last), read_kinds(kinds))
    if as_json:
        say_json([entry_json(entry) for entry in found])
        return
    for entry in found:
        _say_line(entry)


@click.command(context_settings=VALUES_MAY_BEGIN_WITH_A_DASH, cls=Command)
@click.argument("id_", metavar="ID")
@click.option("--pain", metavar="N")
@pain_options
@click.option("--minutes", metavar="N")
@click.option("--before", metavar="N")
@click.option("--after", metavar="N")
@click.option("--effort", metavar="N")
@click.option("--mood", metavar="N")
@click.option("--sleep-minutes", metavar="N")
@click.option("--sleep-quality", metavar="N")
@click.option("--fluids", metavar="N")
@click.option("--stiff-minutes", metavar="N")
@click.option("--units", metavar="N")
@passing
def edit(invocation: Invocation, /, id_: str, **given: Any) -> None:  # noqa: ANN401 - options by name
    """Change an entry; an empty value clears what was there."""
    journal = invocation.tracker.journal
    before = journal.find(id_)
    # An option that was not given is None, or () where it may be given several times; an empty text was given, to clear a value.
    asked = {name: value for name, value in given.items() if value is not None and value != ()}
    remark = ""
    after = before
    if "at" in asked:
        moment, remark = read_when(asked.pop("at"), invocation.clock)
        after = moved_entry(before, moment)
    if "note" in asked:
        after = replace(after, note=asked.pop("note"))
    change = journal.change(changed_entry(after, asked))
    say(remark)
    _say_saved(change.entry)
    _say_beside(invocation, change.entry)


@click.command(cls=Command)
@click.argument("id_", metavar="ID")
@passing
def delete(invocation: Invocation, id_: str) -> None:
    """Move an entry to the bin, where it stays for 30 days."""
    journal = invocation.tracker.journal
    journal.delete([journal.find(id_).id])
    say(_("Deleted. It stays in the bin for 30 days; “bin restore” brings it back."))


@click.group(name="bin", cls=Group)
def bin_() -> None:
    """What was deleted in the last 30 days, and until when it is kept."""


@bin_.command(name="list")
@click.option("--json", "as_json", is_flag=True)
@passing
def bin_list(invocation: Invocation, *, as_json: bool) -> None:
    """What was deleted in the last 30 days, and until when it is kept."""
    found = invocation.tracker.journal.binned()
    if as_json:
        say_json([{**entry_json(entry), "until": gone_at.isoformat(timespec="seconds")} for entry, gone_at in found])
        return
    for entry, gone_at in found:
        _say_line(entry, _("Kept until {day}").format(day=gone_at.date().isoformat()), is_deleted=True)


@bin_.command(name="restore")
@click.argument("id_", metavar="ID")
@passing
def bin_restore(invocation: Invocation, id_: str) -> None:
    """Bring an entry back from the bin."""
    entry = invocation.tracker.journal.bring_back(id_).entry
    _say_saved(entry)
    _say_beside(invocation, entry)


def _say_saved(entry: Entry | None) -> None:
    if entry is not None:
        _say_line(entry)


def _say_beside(invocation: Invocation, entry: Entry | None) -> None:
    """Tell of a dose that was changed or is back what is told of a new one: its 24 hours are other ones now."""
    if isinstance(entry, Dose):
        # Imported here: what is known of medicines is of no use to a pain value.
        from tracker.cli.medicines import say_overview

        say_overview(invocation.tracker.medicines.overview(entry))


def _say_line(entry: Entry, more: str = "", *, is_deleted: bool = False) -> None:
    words = entry_words(entry, is_deleted=is_deleted)
    say("  ".join(part for part in (entry.id, entry.moment.day.isoformat(), words.time, words.what, words.text.replace("\n", " "), more) if part))
