"""Taking a chart along: to the clipboard, as a picture or as a table, or to a file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.charts.chart import CHART_KINDS, Chart
from tracker.domain.periods import Period
from tracker.errors import Refused
from tracker.language import _
from ui.desk import Desk
from ui.messages import Kind

NOT_IN_NAMES = '<>:"/\\|?*'


def copy_chart(desk: Desk, chart: Chart[Any]) -> None:
    """Put a chart on the clipboard as a picture, as it stands on paper."""
    png = desk.asked(lambda: desk.tracker.charting.png(chart))
    if png is not None:
        QGuiApplication.clipboard().setImage(QImage.fromData(png))
        desk.messages.say(_("The chart was copied as a picture."), kind=Kind.DONE)


def copy_table(desk: Desk, text: str) -> None:
    """Put a table on the clipboard as text."""
    QGuiApplication.clipboard().setText(text)
    desk.messages.say(_("The table was copied as text."), kind=Kind.DONE)


def save_chart(desk: Desk, parent: QWidget, chart: Chart[Any], period: Period) -> None:
    """Ask for a file, and write the chart into it as the kind its ending says."""
    kinds = {ending: _("{kind} picture (*{ending})").format(kind=ending[1:].upper(), ending=ending) for ending in CHART_KINDS}
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = str(Path(folder) / f"{suggested_name(chart, period)}.png")
    name, chosen = QFileDialog.getSaveFileName(parent, _("Save chart"), suggested, ";;".join(kinds.values()))
    if not name:
        return
    ending = next((ending for ending, text in kinds.items() if text == chosen), ".png")
    file = Path(name) if Path(name).suffix.lower() in CHART_KINDS else Path(name + ending)
    if desk.attempted(lambda: _write(desk, file, Path(name), chart)):
        desk.messages.say(_("The chart was saved as {file}.").format(file=file.name), kind=Kind.DONE)


def suggested_name(chart: Chart[Any], period: Period) -> str:
    """A name for a file of a chart, without its ending."""
    name = _("{chart} {first} to {last}").format(chart=chart.name, first=period.first.isoformat(), last=period.last.isoformat())
    return "".join(letter for letter in name if letter not in NOT_IN_NAMES)


def _write(desk: Desk, file: Path, asked_for: Path, chart: Chart[Any]) -> None:
    if file != asked_for and file.exists():  # the dialog has not asked whether this one may be replaced
        raise Refused(_("There is a file {file} already. Nothing was written; choose that one, or another name.").format(file=file.name))
    desk.tracker.charting.write(file, chart)
