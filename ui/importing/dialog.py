"""A file brought into the diary in three steps: the file, what was understood of it, what will happen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.errors import PasswordNeeded, TrackerError
from tracker.importers.table.dates import UnclearDates
from tracker.language import _, pgettext
from tracker.services.exchange.import_preview import Preview, ReadOptions
from tracker.services.exchange.importing import Importing, ImportResult
from ui.importing.file_step import FileStep
from ui.importing.locked import opened_by_password
from ui.importing.outcome_step import OutcomeStep
from ui.importing.run import ImportRun
from ui.importing.step_frame import StepFrame
from ui.importing.understood_step import UnderstoodStep
from ui.widgets.announcement import announce

FILE, UNDERSTOOD, OUTCOME = range(3)


class ImportDialog(StepFrame):
    """Takes the service that reads files; `imported` tells what came in, after which the dialog is closed."""

    imported = Signal(object)  # ImportResult

    def __init__(self, importing: Importing, parent: QWidget | None = None) -> None:
        self.file_step, self.outcome = FileStep(), OutcomeStep()
        self.understood = UnderstoodStep(importing.formats(), importing.mappings, importing.moods)
        super().__init__(_("Import a file"), (self.file_step, self.understood, self.outcome), parent)
        self._importing = importing
        self._file: Path | None = None
        self._preview: Preview | None = None
        self._result: ImportResult | None = None
        self._step = FILE
        self._run = ImportRun(self.progress, self)
        self._connect()
        self._show_step(FILE)

    def open_file(self, file: Path) -> None:
        """Look at a file, and go on where it can be read."""
        self._file, self._preview = file, None
        self.understood.let_go()
        self.file_step.show_file(file)
        self._show_step(FILE)
        self._run.begin(self._importing.look_steps(file), self._on_preview_made, self._on_unreadable, _("Reading the file. Nothing is changed yet."))

    def is_running(self) -> bool:
        """Whether something runs that is shown, or the file is being looked at again."""
        return self._run.is_running

    def _on_preview_made(self, preview: Preview) -> None:
        if self._file is None:
            return
        self._preview = preview
        self.understood.show_file(self._file, preview)
        if self._step == UNDERSTOOD:
            self._show_buttons()
        else:
            self._show_step(UNDERSTOOD)

    def _on_unreadable(self, problem: TrackerError) -> None:
        if isinstance(problem, PasswordNeeded) and self._file is not None:
            self.understood.opened = opened_by_password(self._importing, self._file, self)
            if self.understood.opened is not None:
                work = self._importing.look_steps(self._file, ReadOptions(opened=self.understood.opened))
                self._run.begin(work, self._on_preview_made, self._on_unreadable, _("Reading the file. Nothing is changed yet."))
                return
        self._file = None
        self.file_step.show_file(None)
        self.file_step.show_issue(problem.sentence)
        self._show_step(FILE)

    def _on_format(self) -> None:
        """The person says what kind of file it is, or what its letters are: look at it again, from the beginning."""
        if self._file is not None:
            options = self.understood.options_anew()
            self._run.begin(self._importing.look_steps(self._file, options), self._on_preview_made, self._on_not_of_format)

    def _on_not_of_format(self, problem: TrackerError) -> None:
        self.understood.show_issue(problem.sentence)
        self._show_buttons()

    def _on_preview_wanted(self) -> None:
        """Something was chosen about the same file: show what that makes of the first rows."""
        self._show_buttons()
        if self._file is not None and self._step == UNDERSTOOD and self.understood.can_be_looked_at():
            self._run.begin(self._importing.look_steps(self._file, self.understood.options()), self._on_choices_previewed, self._on_not_of_format)

    def _on_choices_previewed(self, preview: Preview) -> None:
        self.understood.show_preview(preview)
        self._show_buttons()

    def _on_next(self) -> None:
        if self._step == FILE:
            self._show_step(UNDERSTOOD)
        elif self._step == UNDERSTOOD:
            self._start_dry_run()
        elif self._result is None or not self._result.changes_something:
            self.leave()
        else:
            self._import()

    def _start_dry_run(self) -> None:
        if self._file is None or not self.understood.can_go_on() or not self.understood.keep_choice():
            return
        self._result = None
        self.outcome.clear()
        self._show_step(OUTCOME)
        # The very import, without keeping anything: what it says of the outcome is what will happen.
        work = self._importing.steps(self._file, self.understood.options(), dry_run=True)
        self._run.begin(work, self._on_dry_run_done, self._on_refused, _("Reading the file. Nothing is changed yet."))

    def _on_dry_run_done(self, result: ImportResult) -> None:
        self._result = result
        self.outcome.show_result(result)
        self._show_step(OUTCOME)
        announce(self, f"{self.outcome.heading.text()}. {self.outcome.counts.words()}")

    def _on_refused(self, problem: TrackerError) -> None:
        # The first rows were clear and told no format to choose from; here the person has to go back.
        is_unclear = isinstance(problem, UnclearDates)
        words = _("Further down, dates can be read in two ways. Nothing was imported; go back and choose how dates are written.")
        sentence = words if is_unclear else problem.sentence
        self.outcome.show_issue(sentence)
        self._show_step(OUTCOME)

    def _import(self) -> None:
        if self._file is not None:
            self.outcome.issue.clear()
            work = self._importing.steps(self._file, self.understood.options())
            self._run.begin(work, self._on_imported, self._on_refused, _("Importing. Cancel leaves nothing of it."))

    def _on_imported(self, result: ImportResult) -> None:
        self.leave()
        self.imported.emit(result)

    def _on_cancel(self) -> None:
        """Stop what runs; where nothing does, close."""
        if not self._run.is_shown:
            self.leave()
            return
        self._run.stop()
        if self._step == OUTCOME and self._result is not None:
            self.outcome.show_issue(_("Stopped. The diary is as it was."))
            self._show_step(OUTCOME)
        elif self._step == OUTCOME:
            self._show_step(UNDERSTOOD)
        else:
            self._file = None
            self.understood.let_go()
            self.file_step.show_file(None)
            self._show_step(FILE)

    def _show_step(self, step: int) -> None:
        self._step = step
        self.bring_step(step, _("Import, step {number} of {count}").format(number=step + 1, count=OUTCOME + 1))
        self._show_buttons()
        if self.next_button.isEnabled() and not self.next_button.isHidden():
            first: QWidget = self.next_button
        else:
            first = (self.file_step.choose_button, self.understood.first_control(), self.back_button)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_run_changed(self) -> None:
        self._show_buttons()
        if self._run.is_shown:
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        is_running, step, result = self._run.is_shown, self._step, self._result
        is_over = step == OUTCOME and result is not None and not result.changes_something
        is_ready = (self._preview is not None, self.understood.can_go_on(), result is not None)[step]
        self.setAcceptDrops(not is_running)
        self.holder.setEnabled(not is_running)
        self.back_button.setVisible(step > FILE)
        self.back_button.setEnabled(not is_running)
        self.cancel_button.setVisible(is_running or not is_over)
        self.next_button.setText(pgettext("button", "Close") if is_over else _("Import") if step == OUTCOME else _("Continue"))
        self.next_button.setVisible(step > FILE or self._preview is not None)
        self.next_button.setEnabled(is_ready and not is_running)
        self.say_missing(self.understood.obstacle() if step == UNDERSTOOD else "")

    def _connect(self) -> None:
        self._run.changed.connect(self._on_run_changed)
        self._run.broke.connect(self.leave)
        self.file_step.file_chosen.connect(self.open_file)
        self.file_dropped.connect(self.open_file)
        self.understood.format_chosen.connect(self._on_format)
        self.understood.choice_changed.connect(self._show_buttons)
        self.understood.preview_wanted.connect(self._on_preview_wanted)
        self.back_button.clicked.connect(lambda: self._show_step(self._step - 1))
        self.next_button.clicked.connect(self._on_next)
        self.cancel_wanted.connect(self._on_cancel)
        self.put_away.connect(self._run.stop)
        self.finished.connect(self.understood.let_go)
