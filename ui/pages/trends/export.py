"""Taking a chart along: to the clipboard, as a picture or as a table, or to a file."""

from typing import Any

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from tracker.charts.chart import CHART_KINDS, Chart
from tracker.domain.periods import Period
from tracker.language import _
from tracker.services.charting import Charting
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, files_of_kind, save_file
from ui.messages import MessageKind

# What Windows does not allow in the name of a file; a diary may be taken there from anywhere.
NOT_IN_NAMES = '<>:"/\\|?*'


def copy_chart(desk: Desk, charting: Charting, chart: Chart[Any]) -> None:
    """Put a chart on the clipboard as a picture, as it stands on paper."""
    png = desk.ask(lambda: charting.png(chart))
    if png is not None:
        QGuiApplication.clipboard().setImage(QImage.fromData(png))
        desk.messages.say(_("Copied"), kind=MessageKind.DONE)


def copy_table(desk: Desk, text: str) -> None:
    """Put a table on the clipboard as text."""
    QGuiApplication.clipboard().setText(text)
    desk.messages.say(_("Copied"), kind=MessageKind.DONE)


def save_chart(desk: Desk, parent: QWidget, charting: Charting, chart: Chart[Any], period: Period) -> None:
    """Ask for a file, and write the chart into it as the kind its ending says."""
    kinds = [FileKind(ending, files_of_kind(f"*{ending}")) for ending in CHART_KINDS]
    save_file(
        desk,
        parent,
        _("Save chart"),
        suggested_name(chart, period),
        kinds,
        write=lambda file: charting.write(file, chart),
        words=lambda file, _none: _("Saved as {file}.").format(file=file.name),
    )


def suggested_name(chart: Chart[Any], period: Period) -> str:
    """A name for a file of a chart, without its ending."""
    name = _("{chart} {first} to {last}").format(chart=chart.name, first=period.first.isoformat(), last=period.last.isoformat())
    return "".join(letter for letter in name if letter not in NOT_IN_NAMES)
