"""An archive that has a password: asked for before anything is looked at."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from tracker.services.exchange.import_preview import ReadOptions
from tracker.services.exchange.importing import Importing


def ask_password(importing: Importing, file: Path, parent: QWidget) -> str | None:
    """The password that opens an archive; None where it was not given."""
    from ui.dialogs.backup_password import ArchivePassword  # few archives have one

    dialog = ArchivePassword(lambda secret: importing.look(file, ReadOptions(password=secret)), parent)
    return dialog.password if dialog.exec() == QDialog.DialogCode.Accepted else None
