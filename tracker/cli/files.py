"""Commands on files: export, import, backup, restore, check."""

from datetime import date
from pathlib import Path

import click

from tracker.cli.context import Invocation, passing, say, say_json
from tracker.cli.forms import import_form
from tracker.cli.values import read_kinds, read_period
from tracker.errors import DiaryDamaged, Refused
from tracker.language import _, ngettext
from tracker.services.rescue import bring_back, refuse_while_window_is_open

REASONS_SHOWN = 20
CHARTS = (".png", ".svg", ".pdf")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, metavar="K")
@click.option("--from", "first", metavar="D")
@click.option("--to", "last", metavar="D")
@passing
def export(invocation: Invocation, file: Path, kinds: tuple[str, ...], first: str | None, last: str | None) -> None:
    """Write a report (.pdf), a chart (.png, .svg), a table (.csv), a calendar (.ics) or the plan (.toml)."""
    days = read_period(first, last)
    ending = file.suffix.lower()
    tracker = invocation.tracker
    if ending == ".csv":
        count = tracker.exchanging.export_csv(file, *days, read_kinds(kinds))
        say(ngettext("{count} entry written to {file}.", "{count} entries written to {file}.", count).format(count=f"{count:,}", file=file))
        return
    _refuse_kinds(file, kinds)
    if ending == ".toml":
        _export_plan(invocation, file, days)
        return
    if ending == ".ics":
        _export_calendar(invocation, file, days)
        return
    period = tracker.reporting.period(*days)
    if ending in CHARTS and (ending != ".pdf" or kinds):
        tracker.reporting.write_chart(file, period)
    elif ending == ".pdf":
        say(tracker.reporting.write_report(file, period))
    else:
        raise Refused(
            _("{file} has an ending this app does not write. Nothing was written; use .pdf, .png, .svg, .csv, .ics or .toml.").format(file=file.name)
        )
    say(_("Written to {file}: {period}.").format(file=file, period=period.words))


def _export_plan(invocation: Invocation, file: Path, days: tuple[date | None, date | None]) -> None:
    _refuse_days(file, days)
    plan = invocation.tracker.plans.export_file(file)
    say(_("Plan “{name}” written to {file}.").format(name=_(plan.name), file=file))


def _refuse_days(file: Path, days: tuple[date | None, date | None]) -> None:
    if days != (None, None):
        raise Refused(_("{file} cannot be limited to some days. Nothing was written; leave out --from and --to.").format(file=file.name))


def _export_calendar(invocation: Invocation, file: Path, days: tuple[date | None, date | None]) -> None:
    _refuse_days(file, days)
    tracker = invocation.tracker
    calendar = tracker.calendar
    count = calendar.write(file, calendar.daily(tracker.reminders.rules()), neutral=tracker.settings.neutral_notifications)
    say(ngettext("{count} event written to {file}.", "{count} events written to {file}.", count).format(count=f"{count:,}", file=file))


def _refuse_kinds(file: Path, kinds: tuple[str, ...]) -> None:
    if kinds and (set(kinds) != {"chart"} or file.suffix.lower() not in CHARTS):
        raise Refused(
            _("{file} cannot be limited to that kind. Nothing was written; --kind goes with .csv, and chart with .pdf, .png or .svg.").format(
                file=file.name
            )
        )


@click.command(name="import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="F", help="csv")
@click.option("--mapping", metavar="FILE.toml", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only count; change nothing.")
@click.option("--json", "as_json", is_flag=True)
@passing
def import_(invocation: Invocation, file: Path, format_: str | None, mapping: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Read a table by a mapping; rows that are in already are left out."""
    if format_ not in {None, "csv"}:
        raise Refused(_("There is no format called “{name}”. Nothing was imported; it is csv.").format(name=(format_ or "")[:40]))
    if mapping is None:
        raise Refused(_("A mapping is needed to read {file}. Nothing was imported; name one with --mapping FILE.toml.").format(file=file.name))
    result = invocation.tracker.exchanging.import_table(file, mapping, dry_run=dry_run)
    if as_json:
        say_json(import_form(result))
        return
    template = (
        _("{read} rows read, {added} would be added, {there} already there.")
        if dry_run
        else _("{read} rows read, {added} added, {there} already there.")
    )
    say(template.format(read=f"{result.read:,}", added=f"{result.added:,}", there=f"{result.already_there:,}"))
    for line, reason in result.refused[:REASONS_SHOWN]:
        say(_("Line {line}: {reason}").format(line=line, reason=reason))
    more = len(result.refused) - REASONS_SHOWN
    if more > 0:
        say(ngettext("And {count} more row was refused.", "And {count} more rows were refused.", more).format(count=f"{more:,}"))


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@passing
def backup(invocation: Invocation, file: Path | None) -> None:
    """Write a checked copy of the diary, into the backup folder or to FILE."""
    say(_("Backup written to {file}.").format(file=invocation.tracker.safekeeping.back_up(file)))


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@passing
def restore(invocation: Invocation, file: Path) -> None:
    """Put a backup in the place of the diary; the present one is backed up first."""
    try:
        say(invocation.tracker.safekeeping.restore(file).remark)
    except DiaryDamaged:
        invocation.close()
        refuse_while_window_is_open(invocation.paths)
        say(bring_back(invocation.paths, invocation.clock, file))


@click.command()
@passing
def check(invocation: Invocation) -> None:
    """Look over the diary file."""
    say(invocation.tracker.safekeeping.check())
