"""The second step of an import: what was understood of the file, and what only the person can say about it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Entry
from tracker.domain.words import day_words
from tracker.errors import TrackerError
from tracker.formats.joining import with_brackets
from tracker.formats.texts import in_a_row, number_text
from tracker.importers.table.mapping import Mapping
from tracker.language import _, ngettext
from tracker.services.exchange.import_mappings import Mappings
from tracker.services.exchange.import_preview import Preview, ReadOptions
from tracker.services.exchange.mood_words import MoodWords
from tracker.wording.entries import entry_words
from ui.importing.choices import column_words, under_label
from ui.importing.columns import ColumnFields
from ui.importing.kept_mappings import KeptChoices
from ui.importing.moods import MoodFields
from ui.importing.questions import Question, ask_day, ask_letters
from ui.importing.row_problems import RowProblems
from ui.importing.severity import SeverityFields
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.sheet_table import SheetTable
from ui.widgets.soon import Soon

SPACE = 16
ROWS_IN_VIEW = 5
ENTRIES_SHOWN = 20
UNREAD_SHOWN = 12
MOST_LETTERS = 6


class UnderstoodStep(QWidget):
    """Shows a preview; `preview_wanted` asks for another a moment after a choice, `format_chosen` for a look at the file anew."""

    choice_changed = Signal()
    preview_wanted = Signal()
    format_chosen = Signal()

    def __init__(self, formats: list[tuple[str, str]], mappings: Mappings, mood_words: MoodWords) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._file: Path | None = None
        self.opened: bytes | None = None  # what is in an archive that has a password
        self._is_of_former_choice = False
        self._mood_words = mood_words
        self.heading = plain_label("", "heading")
        self.format: ChoiceBox[str] = ChoiceBox(_("Read it as"))
        self.format.set_options(formats)
        self.format.chosen.connect(self.format_chosen)
        self.issue = FieldIssue(self.format)
        self.about = plain_label("")
        self.day, self.letters = Question(), Question()
        self.problems = RowProblems()
        self.unread = plain_label("", "muted")
        self.views = SegmentedBar([("rows", _("As in the file")), ("entries", _("As in the diary"))], _("Preview"))
        self.views.chosen.connect(lambda _key: self._show_table())
        self.table = SheetTable(_("The first rows"), ROWS_IN_VIEW)
        self.severity = SeverityFields()
        self.moods = MoodFields()
        self.columns = ColumnFields()
        self.kept = KeptChoices(mappings)
        self._preview_timer = Soon(self)
        self._preview_timer.timeout.connect(self.preview_wanted)
        for part in (self.severity, self.moods, self.columns):
            part.changed.connect(self._on_chosen)
        self.day.answered.connect(self._on_day_told)
        # Other letters may be in the names of the columns: the file is looked at anew, as in another format.
        self.letters.answered.connect(self.format_chosen)
        self.columns.columns["date"].chosen.connect(self.day.ask_nothing)
        self.kept.changed.connect(self._on_kept)
        self._lay_out()

    def let_go(self) -> None:
        """Hold what was in an archive no longer than it is looked at."""
        self.opened = None

    def first_control(self) -> QWidget:
        """What gets the focus where something has yet to be chosen."""
        if self.day.is_open():
            return self.day.first()
        return self.columns.first_missing() if self._needs_mapping() else self.format

    def show_file(self, file: Path, preview: Preview) -> None:
        """Show what was understood of a file."""
        self._preview = preview
        self._preview_timer.stop()
        self.heading.setText(breakable(file.name))
        self.format.choose(preview.format.key)
        self.severity.setVisible(preview.asks_severity)
        self.moods.ask(preview.unknown_moods)
        self.problems.clear()
        self.day.ask_nothing()
        if preview.encoding_choices:
            ask_letters(self.letters, preview.encoding_choices[:MOST_LETTERS])
        elif file != self._file:
            self.letters.ask_nothing()
        self._file = file
        for part in (self.columns, self.kept):
            part.setVisible(preview.needs_mapping)
        if preview.needs_mapping:
            kept = self.kept.offer(preview.columns)
            self.columns.show_mapping(preview.columns, kept or preview.mapping)
            if kept is not None and kept.layout.encoding is not None:
                self.letters.show_answer(kept.layout.encoding)
            # A mapping kept under a name was put in the place of the guess: the preview is still of the guess.
            if self.columns.mapping() != preview.mapping and not self.columns.missing_choice():
                self._on_chosen()
        self.show_preview(preview)

    def show_preview(self, preview: Preview) -> None:
        """Show the same file as it is understood after a choice."""
        self._preview = preview
        self._is_of_former_choice = self._preview_timer.isActive()
        if preview.needs_mapping and preview.mapping is not None:
            self.columns.show_dates(preview.date_formats, preview.mapping.dates.format)
            if preview.date_choices:
                ask_day(self.day, preview.date_choices)
            else:
                self.day.show_answer(preview.mapping.dates.format)
        self.problems.show_problems(preview)
        self._show_unread(preview)
        # Unclear dates are asked for beside the buttons; said here as well they would stand twice.
        self.issue.show_issue("" if preview.date_formats else breakable(preview.remark))
        self.about.setText(_about(preview))
        self.views.setVisible(bool(preview.columns))
        self._show_table()

    def show_issue(self, sentence: str) -> None:
        """Say why the file cannot be read in the chosen format; of its content nothing is shown."""
        self._preview = None
        self.issue.show_issue(breakable(sentence))
        self.about.clear()
        self.day.ask_nothing()
        for part in (self.problems, self.views, self.table, self.unread, self.severity, self.moods, self.columns, self.kept):
            part.hide()

    def missing_choice(self) -> str:
        """What has yet to be chosen before it can go on, in a sentence; nothing where all is there."""
        return self.columns.missing_choice() if self._needs_mapping() else ""

    def obstacle(self) -> str:
        """Why it does not go on, in a sentence: a choice that is missing, or a file of which nothing would come in; nothing where it does."""
        missing, preview = self.missing_choice(), self._preview
        if missing or preview is None or self._is_of_former_choice or not preview.is_useless:
            return missing
        return _("Nothing of this file would come in as it is read now. Choose otherwise, or another file.")

    def can_be_looked_at(self) -> bool:
        """Whether all is chosen that is needed to read the file."""
        return self._preview is not None and not self.missing_choice()

    def can_go_on(self) -> bool:
        """Whether something would come in, as far as is known."""
        return self._preview is not None and not self.obstacle()

    def options_anew(self) -> ReadOptions:
        """How the file is to be looked at from the beginning: in the format and the letters chosen."""
        return ReadOptions(format=self.format.value(), encoding=self.letters.answer() or None, opened=self.opened)

    def options(self) -> ReadOptions:
        """How the file is to be read."""
        preview = self._preview
        return ReadOptions(
            format=self.format.value(),
            mapping=self._mapping() if self._needs_mapping() else None,
            encoding=self.letters.answer() or None,
            severity=self.severity.severity() if preview is not None and preview.asks_severity else None,
            moods=self.moods.worths(),
            opened=self.opened,
        )

    def keep_choice(self) -> bool:
        """Remember which column holds what, where a name was given, and what moods are worth; False where that will not do."""
        if worths := self.moods.worths():
            try:
                self._mood_words.keep(worths)
            except TrackerError as problem:
                self.issue.show_issue(problem.sentence)
                return False
        return not self._needs_mapping() or self.kept.keep(self._mapping())

    def _mapping(self) -> Mapping:
        """Which column holds what, and the letters if they were asked for: another file of the kind is in the same."""
        mapping, encoding = self.columns.mapping(), self.letters.answer()
        return replace(mapping, layout=replace(mapping.layout, encoding=encoding)) if encoding else mapping

    def _needs_mapping(self) -> bool:
        return self._preview is not None and self._preview.needs_mapping

    def _on_chosen(self) -> None:
        self._is_of_former_choice = True
        if self._needs_mapping():
            self.day.show_answer(self.columns.mapping().dates.format)
        self.choice_changed.emit()
        self._preview_timer.start_once()

    def _on_day_told(self) -> None:
        if self.day.answer():
            self.columns.choose_dates(self.day.answer())

    def _on_kept(self) -> None:
        if self._preview is not None:
            self.columns.show_mapping(self._preview.columns, self.kept.chosen_mapping() or self._preview.mapping)
            self._on_chosen()

    def _show_unread(self, preview: Preview) -> None:
        sentences = [] if preview.remark else [sentence for sentence in (_unread_words(preview), _nothing_words(preview)) if sentence]
        self.unread.setText(breakable("\n".join(sentences)))
        self.unread.setVisible(bool(sentences))

    def _show_table(self) -> None:
        preview = self._preview
        if preview is None:
            return
        if preview.columns and self.views.chosen_key() == "rows":
            self.table.show_rows(preview.columns, preview.rows)
        else:
            names = (_("Day"), _("Time"), _("What"), _("Details"))
            self.table.show_rows(names, [_cells(entry) for entry in preview.entries[:ENTRIES_SHOWN]])
        self.table.setVisible(not preview.format.is_own_copy)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        parts = (self.heading, under_label(self.format), self.issue, self.letters, self.day, self.problems, self.about, self.views)
        for part in (*parts, self.table, self.unread, self.severity, self.moods, self.columns, self.kept):
            layout.addWidget(part)
        layout.addStretch(1)


def _unread_words(preview: Preview) -> str:
    names = [column_words(name) for name in preview.unread[:UNREAD_SHOWN]]
    more = len(preview.unread) - len(names)
    names += [ngettext("and {n} more", "and {n} more", more).format(n=number_text(more))] if more > 0 else []
    return _("Nothing is taken from: {columns}.").format(columns=in_a_row(names)) if names else ""


def _nothing_words(preview: Preview) -> str:
    """Which words of the first rows are read as if the cell were empty."""
    # Translators: the name of a column of somebody's table, and the words in it that say nothing: "notes (none, n/a)".
    named = [with_brackets(column_words(name), in_a_row(words)) for name, words in preview.nothing_words]
    return _("Read as nothing: {words}.").format(words=in_a_row(named)) if named else ""


def _about(preview: Preview) -> str:
    if preview.format.is_own_copy:
        return _(
            "This is a copy of a Recovery Tracker diary. It is merged into the diary on this computer: nothing is lost. Where both "
            "changed the same thing, the later change counts and the other is kept to be looked at."
        )
    if not preview.columns:
        return _("The first entries as they would stand in the diary:") if preview.entries else _("The first rows hold nothing for the diary.")
    columns = ngettext("{count} column", "{count} columns", len(preview.columns)).format(count=len(preview.columns))
    if preview.has_more:
        return _("{columns}. The first {count} rows:").format(columns=columns, count=len(preview.rows))
    rows = ngettext("{n} row", "{n} rows", len(preview.rows)).format(n=len(preview.rows))
    return _("{columns} and {rows}:").format(columns=columns, rows=rows)


def _cells(entry: Entry) -> tuple[str, ...]:
    words = entry_words(entry)
    return (day_words(entry.moment.day), words.time, words.what, words.text)
