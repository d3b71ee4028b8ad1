"""The form of one entry: it is filled from an entry, read into a changed one, and shows what is wrong beside the fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.entries import (
    Dose,
    Entry,
    Function,
    Issue,
    PainEntry,
    Session,
    note_issues,
    time_issues,
)
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.language import _
from ui.desk import Desk
from ui.forms.edit_fields import (
    Changes,
    Part,
    kind_issues,
    no_words,
    note_part,
    parts_of,
    shape_of,
    with_amounts,
    with_end,
    with_readings,
    with_scores,
)
from ui.forms.pain_details import OwnWords, PainDetails
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.pain_scale import PainScale
from ui.widgets.soon import Soon
from ui.widgets.tab_order import order_tabs
from ui.widgets.when_fields import WhenFields

SPACE, LABEL_SPACE = 12, 4
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
FORM = "entry"  # followed by the id of an entry that is changed: each has its own place
ReadMoment = Callable[[datetime], Moment]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one kind of entry, on their ground, with room for what is wrong with each."""

    ground: QWidget
    parts: list[Part]
    issues: dict[str, FieldIssue]


class EntryForm(QWidget):
    """Edits an entry of any kind; `saved` brings the changed entry, `cancelled` nothing. On a desk, what is typed is kept until then."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, read_moment: ReadMoment, desk: Desk | None = None) -> None:
        super().__init__()
        self._read_moment = read_moment
        self._desk = desk
        self._entry: Entry | None = None
        self._is_new = False
        self._made: dict[tuple[str, ...], Fields] = {}
        self._shown_fields: Fields | None = None
        self._was_done = False
        self._restored = plain_label(_("What you typed before is here again. It is not saved yet."), "muted")
        self._grounds = QVBoxLayout()
        self.save_button = main_button(_("Save changes"))
        self.cancel_button = ordinary_button(_("Cancel"))
        self._issue = FieldIssue(self)
        self._keep = Soon(self)
        self._keep.timeout.connect(self.keep_now)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self._on_cancel)
        if desk is not None:
            desk.feed.changed.connect(self._on_published)
        self._lay_out()

    def populate(self, entry: Entry, *, is_new: bool = False) -> None:
        """Show an entry, with what was typed about it before and never saved; a new one is saved as such."""
        self._entry, self._is_new = entry, is_new
        self._build(entry)
        for part in self._parts:
            part.show(None if is_new and part.key == "pain" else part.of(entry))
        self._restored.setVisible(self._show_kept(entry))
        self._keep.stop()
        self.save_button.setText(_("Save entry") if is_new else _("Save changes"))
        self._parts[0].widget.setFocus()

    def read(self) -> Entry:
        """The entry as the fields have it; raises Refused."""
        entry = self._shown()
        return replace(entry, **self._changes(entry))

    def show_issue(self, message: str) -> None:
        """Say what is wrong, under the fields."""
        self._issue.show_issue(message)

    def keep_now(self) -> None:
        """Keep what stands in the fields."""
        self._keep.stop()
        entry, desk = self._entry, self._desk
        if entry is not None and desk is not None:
            content = {"id": entry.id, "is_new": self._is_new, "fields": {part.key: part.value() for part in self._parts}}
            desk.attempted(lambda: desk.tracker.forms.keep(self._form_name(), content))

    def _on_save(self) -> None:
        self._clear_issues()
        entry = self._shown()
        if issues := self._wrong(entry):
            self._show_issues(issues)
            return
        try:
            changed = self.read()
        except Refused as refused:
            self.show_issue(refused.sentence)
            return
        self._was_done = False
        self.saved.emit(changed)
        if self._was_done:
            self._forget()

    def _on_cancel(self) -> None:
        self._forget()
        self.cancelled.emit()

    def _on_published(self) -> None:
        self._was_done = True

    def _forget(self) -> None:
        self._keep.stop()
        if (desk := self._desk) is not None:
            desk.attempted(lambda: desk.tracker.forms.forget(self._form_name()))

    def _form_name(self) -> str:
        return FORM if self._is_new or self._entry is None else f"{FORM} {self._entry.id}"

    def _shown(self) -> Entry:
        if self._entry is None:
            raise ValueError("a form is read after it was filled")
        return self._entry

    def _changes(self, entry: Entry) -> Changes:
        changes: Changes = {}
        for part in self._parts:
            changes |= part.changes(entry, part.value())
        match entry:
            case PainEntry():
                return with_readings(entry, changes)
            case Session():
                return with_end(entry, changes)
            case Dose():
                return with_amounts(entry, changes)
            case Function():
                return with_scores(entry, changes)
        return changes

    def _wrong(self, entry: Entry) -> list[Issue]:
        """Everything that keeps the fields from being an entry."""
        changes = self._changes(entry)

        def now(name: str) -> Any:  # noqa: ANN401 - whatever the field of an entry holds
            return changes.get(name, getattr(entry, name, None))

        late = [] if self._desk is None else time_issues(now("moment"), self._desk.tracker.clock.now())
        return [*kind_issues(entry, now), *note_issues(now("note")), *late]

    def _show_issues(self, issues: Sequence[Issue]) -> None:
        for part in self._parts:
            if isinstance(part.widget, PainDetails):
                issues = part.widget.show_issues(issues)
        for issue in reversed(issues):
            self._issues.get(issue.field, self._issue).show_issue(issue.message)

    def _clear_issues(self) -> None:
        for issue in (*self._issues.values(), self._issue):
            issue.clear()

    def _show_kept(self, entry: Entry) -> bool:
        desk = self._desk
        kept = None if desk is None else desk.asked(lambda: desk.tracker.forms.kept(self._form_name()))
        if kept is None or (kept.get("id") != entry.id and not (self._is_new and kept.get("is_new"))):
            return False
        try:
            for part in self._parts:
                part.show(kept["fields"][part.key])
        except (KeyError, TypeError, ValueError):
            for part in self._parts:
                part.show(part.of(entry))
            return False
        return True

    @property
    def _parts(self) -> list[Part]:
        return self._shown_fields.parts if self._shown_fields else []

    @property
    def _issues(self) -> dict[str, FieldIssue]:
        return self._shown_fields.issues if self._shown_fields else {}

    def _build(self, entry: Entry) -> None:
        """Show the fields of this kind of entry; they are made once."""
        shape = shape_of(entry)
        if shape not in self._made:
            self._made[shape] = self._make(entry)
        if self._shown_fields is not None:
            self._shown_fields.ground.hide()
        self._shown_fields = self._made[shape]
        self._clear_issues()
        self._shown_fields.ground.show()

    def _make(self, entry: Entry) -> "Fields":
        parts = [*parts_of(entry, self._own_words()), self._when_part(), note_part()]
        fields = Fields(QWidget(self), parts, {part.key: FieldIssue(part.widget) for part in parts})
        column = QVBoxLayout(fields.ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_SPACE)
        for part in parts:
            if part.label and not isinstance(part.widget, PainDetails):
                part.widget.setAccessibleName(part.label)
                column.addWidget(plain_label(part.label, "strong"))
            column.addWidget(part.widget)
            column.addWidget(fields.issues[part.key])
            column.addSpacing(SPACE - LABEL_SPACE)
            part.changed.connect(lambda *_given: self._keep.ask())
            if isinstance(part.widget, PainScale):
                part.widget.save_requested.connect(self._on_save)
        self._grounds.addWidget(fields.ground)
        return fields

    def _own_words(self) -> OwnWords:
        return no_words if self._desk is None else self._desk.tracker.journal.words_used

    def _when_part(self) -> Part:
        fields = WhenFields()

        def changes(entry: Entry, value: str) -> Changes:
            chosen = datetime.fromisoformat(value)
            is_same = chosen == entry.moment.local.replace(second=0, microsecond=0)
            return {} if is_same else {"moment": self._read_moment(chosen)}

        return Part(
            "moment",
            _("When"),
            fields,
            fields.changed,
            lambda entry: entry.moment.local.isoformat(),
            lambda value: fields.show_time(datetime.fromisoformat(value)),
            lambda: fields.chosen().isoformat(),
            changes,
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._restored)
        layout.addLayout(self._grounds)
        layout.addWidget(self._issue)
        layout.addLayout(buttons)
        self._restored.hide()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self._on_save)

    def event(self, event: QEvent) -> bool:
        """Whenever the fields change, Tab follows the order they are seen in."""
        if event.type() == QEvent.Type.LayoutRequest:
            order_tabs(self)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves where the field in hand has no use for it, Ctrl+Enter from anywhere; Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif event.key() in ENTER:
            self._on_save()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept when the window goes."""
        if self._keep.isActive():
            self.keep_now()
        super().hideEvent(event)
