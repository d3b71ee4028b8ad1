"""The way to the import of a file, from whatever page, and what is said once it came in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.importing import Importing, ImportResult
from tracker.wording.imports import brought_up_words
from ui.desk import Desk
from ui.messages import MessageKind

if TYPE_CHECKING:
    from ui.importing.dialog import ImportDialog


def open_import(
    desk: Desk, importing: Importing, parent: QWidget, done: Callable[[], None] = lambda: None, file: Path | None = None
) -> "ImportDialog":
    """Open the dialog, on a file where there is one already; once something came in all screens are told, it can be undone, and it is `done`."""
    from ui.importing.dialog import ImportDialog

    def on_imported(result: ImportResult) -> None:
        desk.feed.publish(result.touched)
        done()
        _say(desk, importing, result)

    dialog = ImportDialog(importing, parent.window())
    dialog.imported.connect(on_imported)
    dialog.open()
    if file is not None:
        dialog.open_file(file)
    return dialog


def undo_import(desk: Desk, importing: Importing, import_id: str) -> None:
    """Take an import back, whatever was done since, and say what became of its entries."""
    change = desk.run_quietly(lambda: importing.undo_import(import_id))
    if change is not None:
        desk.messages.say(change.remark, kind=MessageKind.DONE)


def undo_imports(desk: Desk, importing: Importing, import_ids: Sequence[str]) -> None:
    """Take back what came in together, the last first, and say what became of it."""
    if len(import_ids) == 1:
        undo_import(desk, importing, import_ids[0])
    elif all(desk.run_quietly(partial(importing.undo_import, import_id)) is not None for import_id in reversed(import_ids)):
        desk.messages.say(
            ngettext("{count} import was undone.", "{count} imports were undone.", len(import_ids)).format(count=number_text(len(import_ids))),
            kind=MessageKind.DONE,
        )


def _say(desk: Desk, importing: Importing, result: ImportResult) -> None:
    rows = ngettext("{count} row came in.", "{count} rows came in.", result.added)
    records = ngettext("{count} record came in or was changed.", "{count} records came in or were changed.", result.added)
    sentences = [(records if result.is_merge else rows).format(count=number_text(result.added))] if result.added or not result.raised else []
    if result.refused_count:
        left_out = ngettext("{count} was left out.", "{count} were left out.", result.refused_count).format(count=number_text(result.refused_count))
        sentences.append(left_out)
    if result.raised:
        sentences.append(brought_up_words(result.raised))
    import_id, last = result.import_id, desk.history.last
    if import_id is None:
        desk.messages.say(_("There is nothing new in this file."))
    else:
        action = partial(undo_import, desk, importing, import_id)
        desk.messages.say(" ".join(sentences), kind=MessageKind.DONE, action_label=_("Undo"), action=action, stands=lambda: desk.history.last is last)
