"""The plan as a file: opening a physiotherapist's, with a look at what it would change, saving this one, going back to the app's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Protocol
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.errors import TrackerError
from tracker.language import _
from tracker.library.plans import default_plan
from tracker.services.history import Change
from tracker.services.planner import Planner
from tracker.services.plans import Plans
from tracker.wording.plan_page import plan_changes
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, documents, files_of_kind, save_file
from ui.widgets.buttons import ordinary_button, quiet_button
from ui.widgets.card import Card, CardRow
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 8


class PlanFilesCard(Card):
    """Says which plan is in force and since when; another one is looked at before it is used, in a card of its own: `preview`."""

    opened = Signal(QWidget)

    def __init__(self, desk: Desk, plans: Plans, planner: Planner) -> None:
        super().__init__(_("The plan you follow"))
        self._desk = desk
        self._plans = plans
        self._planner = planner
        self.about = plain_label("", "muted")
        self.open_button = ordinary_button(_("Open another plan..."))
        self.save_button = ordinary_button(_("Save this plan as a file..."))
        self.default_button = ordinary_button(_("Use the app's own plan"))
        self.issue = FieldIssue(self.open_button)
        self.preview = PlanPreview()
        buttons = FlowLayout(spacing=12)
        actions = ((self.open_button, self._on_open), (self.save_button, self._on_save), (self.default_button, self._on_default))
        for button, action in actions:
            button.clicked.connect(action)
            buttons.addWidget(button)
        self.preview.used.connect(self._on_use)
        self.preview.left.connect(self._on_left)
        self.body.addWidget(self.about)
        self.body.addLayout(buttons)
        self.body.addWidget(self.issue)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the name of the plan in force, and since when it is."""
        plan = self._plans.in_force()
        versions = self._planner.versions()
        since = Moment.of(versions[-1].since, self._desk.clock.zone()).local
        is_own = plan != default_plan()
        words = [_("“{name}”, as you changed or chose it.") if is_own else _("“{name}”, as it comes with the app.")]
        words += [_("Followed since {when}; earlier days keep the plan they had.").format(when=time_words(since))] if len(versions) > 1 else []
        self.about.setText(breakable(" ".join(words).format(name=_(plan.name))))
        self.default_button.setVisible(is_own)
        if self.preview.plan is not None and not self.preview.isHidden():
            self.preview.show_plan(self.preview.file, plan, self.preview.plan)

    def show_file(self, file: Path) -> None:
        """Show what the plan in a file would change, or say what is wrong with it and in which line."""
        self.issue.clear()
        self.preview.hide()
        try:
            plan = self._plans.read_file(file)
        except TrackerError as problem:
            self.issue.show_issue(breakable(str(problem)))
            return
        self.preview.show_plan(file, self._plans.in_force(), plan)
        if self.isVisible():
            (self.preview.cancel_button if self.preview.use_button.isHidden() else self.preview.use_button).setFocus()
            self.opened.emit(self.preview)

    def _on_open(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open another plan..."), documents(), files_of_kind("*.toml"))
        if name:
            self.show_file(Path(name))

    def _on_save(self) -> None:
        save_file(
            self._desk,
            self,
            _("Save this plan as a file..."),
            # Translators: the first word of the name of the file a plan is saved in.
            _("plan"),
            [FileKind(".toml", files_of_kind("*.toml"))],
            write=self._plans.export_file,
            words=lambda file, _plan: _("Saved as {file}.").format(file=file.name),
        )

    def _on_default(self) -> None:
        self._put_in_force(self._plans.use_default)

    def _on_use(self) -> None:
        """Put the plan in force, unless the file holds another one by now: then look again."""
        file, seen = self.preview.file, self.preview.plan
        plan = self._desk.ask(lambda: self._plans.read_file(file))
        if plan is None:
            return
        # Whoever presses the button agrees to what was shown.
        if plan != seen:
            self.show_file(file)
            self._desk.messages.say(_("The file was changed meanwhile. Nothing was changed; look at the plan again."))
            return
        if self._put_in_force(lambda: self._plans.import_file(file)):
            self._on_left()

    def _on_left(self) -> None:
        self.preview.hide()
        self.open_button.setFocus()

    def _put_in_force(self, change: Callable[[], Change]) -> bool:
        return self._desk.run(change) is not None


class PlanPreview(Card):
    """What another plan would bring and what it would take away, before it is used."""

    used = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.file = Path()
        self.plan: Protocol | None = None
        self.use_button = ordinary_button(_("Use this plan"))
        self.use_button.clicked.connect(self.used)
        self.cancel_button = quiet_button(_("Cancel"))
        self.cancel_button.clicked.connect(self.left)
        for button in (self.use_button, self.cancel_button):
            self.add_to_header(button)
        self._new, self._gone = _Lines(_("What it adds"), "body"), _Lines(_("What it leaves out"), "muted")
        self._nothing = plain_label(_("It is the same as the plan you follow. Nothing would change."))
        self.body.addWidget(self._nothing)
        self.body.addWidget(CardRow([self._new, self._gone]))
        self.hide()

    def show_plan(self, file: Path, before: Protocol, plan: Protocol) -> None:
        """Show what would change with a plan."""
        self.file, self.plan = file, plan
        self.set_heading(breakable(_("The plan “{name}”, not yet in force").format(name=plan.name)))
        for shown, lines in zip((self._new, self._gone), plan_changes(before, plan), strict=True):
            shown.show_lines(lines)
        self._nothing.setVisible(before == plan)
        self.use_button.setVisible(before != plan)
        self.show()


class _Lines(QWidget):
    """Lines of text beneath a heading."""

    def __init__(self, heading: str, role: str) -> None:
        super().__init__()
        self._shown = plain_label("", role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(heading, "strong"))
        layout.addWidget(self._shown)
        layout.addStretch(1)

    def show_lines(self, lines: list[str]) -> None:
        self._shown.setText(breakable("\n".join(lines)))
        self.setVisible(bool(lines))
