"""All entries as a file of the person's own, in whatever form, and the files of others that came in."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.exporting import Exporting
from tracker.services.exchange.importing import Importing
from tracker.services.sync.merging import Merging
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, clinic_kind, save_file, table_kind
from ui.importing.opener import open_import
from ui.pages.settings.past_imports import PastImports
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 12


class ExportCard(Card):
    """Writes the entries of the diary where the person wants them, and brings in those of a file."""

    def __init__(self, desk: Desk, exporting: Exporting, merging: Merging, importing: Importing) -> None:
        super().__init__(_("Your data"))
        self._desk = desk
        self._exporting = exporting
        self._merging = merging
        self.import_button = ordinary_button(_("Import a file..."))
        self.import_button.clicked.connect(lambda: open_import(desk, importing, self))
        self.imports = PastImports(desk, importing)
        self.table_button = ordinary_button(_("Export a table (CSV)..."))
        self.archive_button = ordinary_button(_("Export an archive (JSON)..."))
        self.fhir_button = ordinary_button(_("Export for a clinic (FHIR)..."))
        self.table_button.clicked.connect(lambda: self._export_entries(_("Export a table"), table_kind()))
        self.archive_button.clicked.connect(self._export_archive)
        self.fhir_button.clicked.connect(lambda: self._export_entries(_("Export for a clinic"), clinic_kind()))
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.table_button, self.archive_button, self.fhir_button):
            buttons.addWidget(button)
        self.transaction_box = QCheckBox(_("FHIR as a transaction, for a server to store"))
        words = _(
            "A table opens in any spreadsheet. An archive holds everything, for another computer or another day. "
            "FHIR is what the record system of a clinic reads."
        )
        self.body.addWidget(plain_label(words, "muted"))
        self.body.addLayout(buttons)
        self.body.addWidget(self.transaction_box, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(HairLine())
        words = _("A diary kept elsewhere can come in: you see first what would be added, and can undo it later.")
        self.body.addWidget(plain_label(words, "muted"))
        self.body.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.imports)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the imports there are now."""
        self.imports.refresh()

    def _export_entries(self, title: str, kind: FileKind) -> None:
        """Write all entries as the ending of the file says, and say how many that were and where they lie."""

        def words(file: Path, count: int) -> str:
            said = ngettext("{count} entry was saved as {file} in {folder}.", "{count} entries were saved as {file} in {folder}.", count)
            return said.format(count=number_text(count), file=file.name, folder=file.parent)

        def write(file: Path) -> int:
            return self._exporting.export(file, is_transaction=self.transaction_box.isChecked())

        save_file(self._desk, self, title, _("diary"), [kind], write, words)

    def _export_archive(self) -> None:
        """Write the whole diary into an archive, and say how many records it has and where it lies."""

        def words(file: Path, count: int) -> str:
            said = ngettext("{count} record was saved as {file} in {folder}.", "{count} records were saved as {file} in {folder}.", count)
            return said.format(count=number_text(count), file=file.name, folder=file.parent)

        kind = FileKind(".json", _("Archives (*.json)"))
        save_file(self._desk, self, _("Export an archive"), _("diary"), [kind], self._merging.export, words)
