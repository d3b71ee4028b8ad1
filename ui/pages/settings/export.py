"""All entries as a file of the person's own, in whatever form."""

from pathlib import Path

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.exporting import Exporting
from tracker.services.sync.merging import Merging
from tracker.wording.counts import entries_words
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, Sealing, clinic_kind, files_of_kind, save_file, sealed_kind, table_kind
from ui.pages.settings.rows import RowGroup, SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button
from ui.widgets.wrapping_check_box import WrappingCheckBox


class ExportGroup(RowGroup):
    """Writes the entries of the diary where the person wants them."""

    def __init__(self, desk: Desk, exporting: Exporting, merging: Merging) -> None:
        super().__init__(_("Export"))
        self._desk = desk
        self._exporting = exporting
        self._merging = merging
        table_button, archive_button = ordinary_button(_("Export a table (CSV)...")), ordinary_button(_("Export an archive (JSON)..."))
        clinic_button = ordinary_button(_("Export for a clinic (FHIR)..."))
        self.transaction_box = WrappingCheckBox(_("FHIR as a transaction, for a server to store"))
        self.table = SettingRow(_("Table (CSV)"), buttons_in_a_row(table_button))
        self.archive = SettingRow(_("Archive (JSON)"), buttons_in_a_row(archive_button))
        self.clinic = SettingRow(_("For a clinic (FHIR)"), self.transaction_box, buttons_in_a_row(clinic_button))
        self.add(self.table, self.archive, self.clinic)
        self.table.show_state(_("opens in any spreadsheet"))
        self.archive.show_state(_("holds everything, for another computer or another day"))
        self.clinic.show_state(_("the record system of a clinic reads it"))
        table_button.clicked.connect(self.save_table)
        archive_button.clicked.connect(self.save_archive)
        clinic_button.clicked.connect(self.save_for_clinic)

    def save_table(self) -> None:
        """Ask where to write all entries as a table, and write it."""
        self._export_entries(_("Export"), table_kind())

    def save_for_clinic(self) -> None:
        """Ask where to write all entries for the record system of a clinic, and write them."""
        self._export_entries(_("Export"), clinic_kind())

    def _export_entries(self, title: str, kind: FileKind) -> None:
        """Write all entries as the ending of the file says, and say how many that were and where they lie."""

        def words(file: Path, count: int) -> str:
            return _("Saved as {file} in {folder}: {what}.").format(file=file.name, folder=file.parent, what=entries_words(count))

        def write(file: Path) -> int:
            return self._exporting.export(file, is_transaction=self.transaction_box.isChecked())

        save_file(self._desk, self, title, _("diary"), [kind], write, words)

    def save_archive(self) -> None:
        """Ask where to write the whole diary into an archive, and say how many records it has and where it lies."""

        def words(file: Path, count: int) -> str:
            records = ngettext("{n} record", "{n} records", count).format(n=number_text(count))
            return _("Saved as {file} in {folder}: {what}.").format(file=file.name, folder=file.parent, what=records)

        kinds = [FileKind(".json", files_of_kind("*.json")), sealed_kind(".json.age")]
        sealing = Sealing(self._merging.export_steps, self._merging.refuse_sealing)
        save_file(self._desk, self, _("Export"), _("diary"), kinds, self._merging.export, words, sealing=sealing)
