"""Commands that read the files of others, list what was read and take it back."""

from dataclasses import replace
from pathlib import Path

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import import_json, past_import_json
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command, Group, Option
from tracker.domain.words import time_words
from tracker.errors import PasswordNeeded, Refused
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.importing import ImportResult, ReadOptions
from tracker.steps import run_to_end
from tracker.wording.imports import brought_up_words, not_kept_words

# A wrong file has a reason in each of its rows; the rest is counted.
REASONS_SHOWN = 20
# The first group of a UUID, as for conflicts.
ID_SHOWN = 8


@click.command(name="import", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="F", help="Read the file in this format instead of the one its content shows.", cls=Option)
@click.option("--mapping", metavar="FILE.toml", type=click.Path(path_type=Path), help="Which column holds what", cls=Option)
@click.option("--dry-run", is_flag=True, help="Only read and check; change nothing.", cls=Option)
@click.option("--json", "as_json", is_flag=True)
@passing
def import_(invocation: Invocation, file: Path, format_: str | None, mapping: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Read a file of another app or of this one; rows that are in already are left out."""
    options = _options(format_, mapping)
    importing = invocation.tracker.importing
    try:
        result = importing.run(file, options, dry_run=dry_run)
    except PasswordNeeded:
        result = importing.run(file, _unlocked(invocation, file, options), dry_run=dry_run)
    if as_json:
        say_json(import_json(result))
    else:
        say_result(result)


@click.group(cls=Group)
def imports() -> None:
    """The imports, the latest first."""


@imports.command(name="list")
@click.option("--json", "as_json", is_flag=True)
@passing
def list_(invocation: Invocation, *, as_json: bool) -> None:
    """The imports, the latest first."""
    tracker = invocation.tracker
    past = tracker.importing.imports()
    if as_json:
        say_json([past_import_json(past_import) for past_import in past])
        return
    for past_import in past:
        when = time_words(tracker.importing.moment_of(past_import).local)
        count = ngettext("{n} entry", "{n} entries", past_import.entries).format(n=number_text(past_import.entries))
        say(f"{past_import.id[:ID_SHOWN]}  {when}  {tracker.importing.name_of(past_import)}  {count}")


@imports.command()
@click.argument("id_", metavar="ID")
@passing
def undo(invocation: Invocation, id_: str) -> None:
    """Undo one import, however long ago."""
    say(invocation.tracker.importing.undo_import(id_).remark)


def _unlocked(invocation: Invocation, file: Path, options: ReadOptions) -> ReadOptions:
    """How a file is read that has a password: an archive by its own, a backup by that of the diary it is from. Raises Refused."""
    from tracker.cli.secrets_asked import password_of_file, unlock_backup_asking
    from tracker.importers.formats.sealed import is_sealed

    if is_sealed(file):
        password = password_of_file(invocation.secrets)
        return replace(options, opened=run_to_end(invocation.tracker.importing.open_steps(file, password)))
    unlock_backup_asking(invocation.secrets, file)
    return options


def _options(format_: str | None, mapping: Path | None) -> ReadOptions:
    from tracker.importers.recognition import ANY_TABLE, format_named
    from tracker.importers.table.mapping import read_mapping

    if mapping is None:
        return ReadOptions(format=format_)
    if format_ is not None and format_named(format_) != ANY_TABLE:
        raise Refused(_("{option} does not go with that. Nothing was changed; leave it out.").format(option="--mapping"))
    return ReadOptions(mapping=read_mapping(mapping))


def say_result(result: ImportResult) -> None:
    """Say what an import did or would do, and why lines were left out."""
    template = ngettext("{read} row read, {added} new, {there} already there.", "{read} rows read, {added} new, {there} already there.", result.read)
    say(template.format(read=number_text(result.read), added=number_text(result.added), there=number_text(result.already_there)))
    if result.raised:
        say(brought_up_words(result.raised))
    shown = result.refused[:REASONS_SHOWN]
    for line, reason in shown:
        say(_("Line {line}: {reason}").format(line=line, reason=reason))
    more = result.refused_count - len(shown)
    if more > 0:
        say(ngettext("And {count} more row was refused.", "And {count} more rows were refused.", more).format(count=number_text(more)))
    if result.unread:
        say(not_kept_words(result.unread))
