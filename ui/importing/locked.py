"""An archive that has a password: asked for before anything is looked at."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from tracker.services.exchange.importing import Importing


def opened_by_password(importing: Importing, file: Path, parent: QWidget) -> bytes | None:
    """What is in an archive, opened by the password that is asked for; None where it was not given."""
    from ui.dialogs.backup_password import ArchivePassword  # few archives have one

    dialog = ArchivePassword(partial(importing.open_steps, file), parent)
    return dialog.content if dialog.exec() == QDialog.DialogCode.Accepted else None
