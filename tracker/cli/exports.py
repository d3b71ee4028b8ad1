"""Command that writes files: the report, charts, entries, the whole diary, the calendar, the plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.terminal import say
from tracker.cli.translated import Command, Option
from tracker.cli.values import read_kinds, read_parts, read_period
from tracker.domain.redaction import LeftOut
from tracker.errors import Refused
from tracker.formats.texts import number_text, one_of
from tracker.language import _, ngettext
from tracker.services.exchange.exporting import FHIR_ENDING, Selection, entries_ending
from tracker.wording.counts import entries_words

CHART, TRANSACTION = "chart", "transaction"
PICTURES = (".png", ".svg")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What one export is to write, and what of it."""

    invocation: Invocation
    file: Path
    kinds: tuple[str, ...]
    days: tuple[date | None, date | None]
    without: frozenset[LeftOut]
    has_password: bool = False


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, metavar="K", help="Entries of this kind; chart, with .pdf; transaction, with .fhir.json.", cls=Option)
@click.option("--from", "first", metavar="D", help="From this day on.", cls=Option)
@click.option("--to", "last", metavar="D", help="Up to and including this day.", cls=Option)
@click.option(
    "--without", "left_out", multiple=True, metavar="PARTS", help="Leave out notes, medicines, mood: one or several, with commas.", cls=Option
)
@click.option("--password", "has_password", is_flag=True, help="Ask for a password for the file: a report, or the whole diary.", cls=Option)
@passing
def export(
    invocation: Invocation,
    file: Path,
    kinds: tuple[str, ...],
    first: str | None,
    last: str | None,
    left_out: tuple[str, ...],
    *,
    has_password: bool,
) -> None:
    """Write a report (.pdf), a chart (.png, .svg), entries (.csv, .fhir.json), the whole diary (.json), a calendar (.ics) or the plan (.toml)."""
    write = _writer(file)
    request = ExportRequest(invocation, file, kinds, read_period(first, last), read_parts(left_out), has_password)
    if has_password and (write not in {_export_report, _export_archive, _export_sealed} or CHART in kinds):
        raise _does_not_go("--password")
    write(request)


def _writer(file: Path) -> Callable[[ExportRequest], None]:
    name = file.name.lower()
    # Not Path.suffix, which takes .fhir.json for .json.
    for ending, write in WRITERS.items():
        if name.endswith(ending):
            return write
    names = {"file": file.name or file, "endings": one_of(list(WRITERS))}
    raise Refused(_("{file} has an ending this app does not write. Nothing was written; use {endings}.").format(**names))


def _export_entries(request: ExportRequest) -> None:
    is_transaction = TRANSACTION in request.kinds and entries_ending(request.file) == FHIR_ENDING
    # Of a table "transaction" is no kind, and is refused as one.
    kinds = [kind for kind in request.kinds if not (is_transaction and kind == TRANSACTION)]
    selection = Selection(*request.days, kinds=read_kinds(kinds), without=request.without)
    count = request.invocation.tracker.exporting.export(request.file, selection, is_transaction=is_transaction)
    say(_("Written to {file}: {what}.").format(file=request.file, what=entries_words(count)))


def _export_archive(request: ExportRequest) -> None:
    _refuse_limits(request)
    if request.has_password:
        _export_sealed(replace(request, file=request.file.with_name(f"{request.file.name}.age")))
    else:
        _write_archive(request, None)


def _export_sealed(request: ExportRequest) -> None:
    _refuse_limits(request)
    # The diary is opened before: it may ask for a password of its own.
    _write_archive(request, _new_password(request, request.invocation.tracker.merging.refuse_sealing))


def _write_archive(request: ExportRequest, password: str | None) -> None:
    count = request.invocation.tracker.merging.export(request.file, password)
    say(_("Written to {file}: {what}.").format(file=request.file, what=ngettext("{n} record", "{n} records", count).format(n=number_text(count))))


def _export_report(request: ExportRequest) -> None:
    if CHART in request.kinds:
        _export_chart(request)
        return
    _refuse_kinds(request)
    tracker = request.invocation.tracker
    period = tracker.periods.period(*request.days)
    password = _new_password(request, tracker.reporting.refuse_sealing) if request.has_password else None
    say(tracker.reporting.write_report(request.file, period, without=request.without, password=password))
    _say_period(request, period.words)


def _export_chart(request: ExportRequest) -> None:
    _refuse_kinds(request, {CHART})
    tracker = request.invocation.tracker
    period = tracker.periods.period(*request.days)
    tracker.reporting.write_chart(request.file, period, without=request.without)
    _say_period(request, period.words)


def _export_calendar(request: ExportRequest) -> None:
    _refuse_limits(request)
    tracker = request.invocation.tracker
    calendar = tracker.calendar
    count = calendar.write(request.file, calendar.daily(tracker.reminders.rules()), neutral=tracker.settings.now.neutral_notifications)
    say(_("Written to {file}: {what}.").format(file=request.file, what=ngettext("{n} event", "{n} events", count).format(n=number_text(count))))


def _export_plan(request: ExportRequest) -> None:
    _refuse_limits(request)
    plan = request.invocation.tracker.plans.export_file(request.file)
    say(_("Written to {file}: {what}.").format(file=request.file, what=_(plan.name)))


WRITERS: dict[str, Callable[[ExportRequest], None]] = {
    ".pdf": _export_report,
    ".png": _export_chart,
    ".svg": _export_chart,
    ".csv": _export_entries,
    ".fhir.json": _export_entries,
    ".json": _export_archive,
    ".json.age": _export_sealed,
    ".ics": _export_calendar,
    ".toml": _export_plan,
}  # .fhir.json before .json: the first ending that fits is taken


def _new_password(request: ExportRequest, refuse: Callable[[Path, str | None], None]) -> str:
    """The password that the file is to have, once it is sure that it can have one; raises Refused or DiaryUnavailable."""
    from tracker.cli.secrets_asked import password_for_file

    refuse(request.file, None)
    password = password_for_file(request.invocation.secrets)
    refuse(request.file, password)
    return password


def _say_period(request: ExportRequest, words: str) -> None:
    say(_("Written to {file}: {what}.").format(file=request.file, what=words))


def _refuse_limits(request: ExportRequest) -> None:
    _refuse_kinds(request)
    _refuse_parts(request)
    if request.days != (None, None):
        raise _does_not_go("--from, --to")


def _refuse_kinds(request: ExportRequest, allowed: set[str] | frozenset[str] = frozenset()) -> None:
    if not set(request.kinds) <= allowed:
        raise _does_not_go("--kind")


def _refuse_parts(request: ExportRequest) -> None:
    if request.without:
        raise _does_not_go("--without")


def _does_not_go(option: str) -> Refused:
    return Refused(_("{option} does not go with that. Nothing was changed; leave it out.").format(option=option))
