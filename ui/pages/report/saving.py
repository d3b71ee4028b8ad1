"""Saving the report: under which name, and what is said then."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.periods import Period
from tracker.language import _
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, Sealing, files_of_kind, save_file, sealed_kind

if TYPE_CHECKING:
    from tracker.reports.typesetting import Typeset
    from tracker.services.reporting import Reporting


def save_report(desk: Desk, parent: QWidget, reporting: "Reporting", made: "Typeset", period: Period) -> None:
    """Ask for a file, and write these very pages into it."""

    def steps(file: Path, password: str) -> Generator[None, None, None]:
        yield  # what is shown while it is written, a moment
        reporting.save_report(file, made, password)

    save_file(
        desk,
        parent,
        _("Save report"),
        report_name(period),
        [FileKind(".pdf", files_of_kind("*.pdf")), sealed_kind(".pdf")],
        write=lambda file: reporting.save_report(file, made),
        words=lambda file, _none: _("Saved as {file}.").format(file=file.name),
        opens_folder=True,
        sealing=Sealing(steps, reporting.refuse_sealing),
    )


def report_name(period: Period) -> str:
    """A name for a report of a period, without its ending; it sorts by the days."""
    return _("Pain diary {first} to {last}").format(first=period.first.isoformat(), last=period.last.isoformat())
