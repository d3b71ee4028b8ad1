"""Commands on the diary file: backup, restore, check."""

from pathlib import Path

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import backup_json
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command, Option
from tracker.errors import DiaryDamaged, PasswordNeeded
from tracker.language import _
from tracker.services.backups import all_backups, bring_back, looked_at, refuse_hidden, refuse_while_window_is_open
from tracker.services.history import Change
from tracker.wording.backups import backup_words, made_words


@click.command(cls=Command)
@click.argument("file", metavar="[FILE | list]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@passing
def backup(invocation: Invocation, file: Path | None, *, as_json: bool) -> None:
    """Write a checked copy of the diary, into the backup folder or to FILE; or list the backups there are."""
    # Not a command of its own: a group takes no FILE besides. A file of that name is ./list.
    if str(file) == "list":
        _list_backups(invocation, as_json=as_json)
        return
    if as_json:
        raise click.NoSuchOption("--json")
    say(_("Backup written to {file}.").format(file=invocation.tracker.backups.back_up(file)))


def _list_backups(invocation: Invocation, *, as_json: bool) -> None:
    refuse_hidden(invocation.paths)
    # Without the diary, so that they are listed also where that cannot be opened.
    backups = map(looked_at, all_backups(invocation.paths, invocation.clock))
    if as_json:
        say_json([backup_json(backup) for backup in backups])
        return
    zone = invocation.clock.zone()
    for backup in backups:
        say(f"{made_words(backup, zone)}  {backup_words(backup, zone)}  {backup.path}")


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passing
def restore(invocation: Invocation, file: Path) -> None:
    """Replace the diary with a backup; the present diary is backed up first."""
    try:
        say(_restored(invocation, file).remark)
    # What is damaged can be opened and backed up no more: the file itself is put aside, and a backup takes its place.
    except DiaryDamaged:
        # Files are moved now, so that nobody may hold the diary, this command included.
        invocation.close()
        refuse_while_window_is_open(invocation.paths)
        say(bring_back(invocation.paths, invocation.clock, file))


def _restored(invocation: Invocation, file: Path) -> Change:
    """What came of restoring a file; one with a password of its own is asked for it."""
    backups = invocation.tracker.backups
    try:
        return backups.restore(file)
    except PasswordNeeded:
        from tracker.cli.secrets_asked import unlock_backup_asking

        unlock_backup_asking(invocation.secrets, file)
        return backups.restore(file)


@click.command(cls=Command)
@click.option("--let-go", is_flag=True, help="Go on without what cannot be read", cls=Option)
@passing
def check(invocation: Invocation, *, let_go: bool) -> None:
    """Check the diary file for damage."""
    try:
        say(invocation.tracker.backups.check())
    except DiaryDamaged as problem:
        if let_go:
            say(invocation.tracker.recovery.let_go().remark)
            return
        # Where it is known what is damaged, with the backup that has it.
        sentence = invocation.tracker.recovery.sentence() if problem.unreadable else problem.sentence
        way_out = _("“check --let-go” goes on without what cannot be read.")
        raise DiaryDamaged(f"{sentence} {way_out}", problem.unreadable) from problem
