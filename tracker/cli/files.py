"""Commands on the diary file: backup, restore, check."""

from pathlib import Path

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.terminal import say
from tracker.cli.translated import Command
from tracker.errors import DiaryDamaged
from tracker.language import _
from tracker.services.backups import bring_back, refuse_while_window_is_open


@click.command(cls=Command)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@passing
def backup(invocation: Invocation, file: Path | None) -> None:
    """Write a checked copy of the diary, into the backup folder or to FILE."""
    say(_("Backup written to {file}.").format(file=invocation.tracker.backups.back_up(file)))


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passing
def restore(invocation: Invocation, file: Path) -> None:
    """Replace the diary with a backup; the present diary is backed up first."""
    try:
        say(invocation.tracker.backups.restore(file).remark)
    # What is damaged can be opened and backed up no more: the file itself is put aside, and a backup takes its place.
    except DiaryDamaged:
        # Files are moved now, so that nobody may hold the diary, this command included.
        invocation.close()
        refuse_while_window_is_open(invocation.paths)
        say(bring_back(invocation.paths, invocation.clock, file))


@click.command(cls=Command)
@passing
def check(invocation: Invocation) -> None:
    """Check the diary file for damage."""
    say(invocation.tracker.backups.check())
