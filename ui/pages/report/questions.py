"""Questions for the physiotherapist: written down when they come up, ticked off when asked."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NOTE_LIMIT
from tracker.domain.times import Moment
from tracker.domain.visits import Question
from tracker.domain.words import day_seen_from
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.visits import Visits
from ui.assets import set_role
from ui.desk import Desk
from ui.forms.draft_keeper import DraftKeeper
from ui.widgets.buttons import quiet_button, small_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.line_stack import LineStack, row_button
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 8


class QuestionsCard(Card):
    """The list of questions, those to be asked first, and a field for a new one."""

    def __init__(self, desk: Desk, drafts: FormDrafts, visits: Visits) -> None:
        super().__init__(_("Questions for the physiotherapist"))
        self._desk = desk
        self._visits = visits
        self._shown: tuple[object, ...] | None = None
        self._edited: tuple[str, str] | None = None
        self.lines = LineStack(_("Questions"))
        self.field = QLineEdit()
        self.field.setAccessibleName(_("New question"))
        self.field.setPlaceholderText(_("New question"))
        self.field.setMaxLength(NOTE_LIMIT)
        self.field.returnPressed.connect(self.add)
        self.add_button = small_button(_("Add question"))
        self.add_button.clicked.connect(self.add)
        self.issue = FieldIssue(self.field)
        self._restored = plain_label(_("What you typed before is here again. It is not saved yet."), "muted")
        self._restored.hide()
        self._keeper = DraftKeeper(drafts, "question", self._content, desk.messages.report, self)
        self.field.textChanged.connect(self._keeper.keep_soon)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button)
        self.body.addWidget(self.lines)
        self.body.addWidget(self._restored)
        self.body.addLayout(row)
        self.body.addWidget(self.issue)
        self._bring_back(self._keeper.begin())

    def refresh(self) -> None:
        """Show the questions as they are; one that is being edited stays open."""
        questions = self._desk.ask(self._visits.questions) or []
        # Which question is edited counts, but not its words: the editor must not be made anew at each letter typed.
        shown = (*questions, self._edited and self._edited[0])
        if shown == self._shown:
            return
        self._shown = shown
        self.lines.set_lines([self._line(question) for question in questions])

    def is_begun(self) -> bool:
        """Whether something typed earlier is there again."""
        return not self._restored.isHidden()

    def add(self) -> None:
        """Keep the question that stands in the field."""
        text = self.field.text()
        if not text.strip():
            self.issue.show_issue(_("Write the question first."))
            self.issue.focus_field()
            return
        self.issue.clear()
        if self._desk.run(lambda: self._visits.ask(text)) is not None:
            self.field.clear()
            self._restored.hide()
            self._keeper.keep_now()
            self.field.setFocus()

    def _line(self, question: Question) -> QWidget:
        if self._edited is not None and self._edited[0] == question.id:
            return self._edit_line(question, self._edited[1])
        line = QuestionLine(question, self._desk.now())
        line.ticked.connect(lambda asked: self._desk.run(lambda: self._visits.tick_question(question.id, asked=asked)))
        line.edit_button.clicked.connect(lambda: self._edit(question.id, question.text))
        line.delete_button.clicked.connect(lambda: self._desk.run(lambda: self._visits.delete_question(question.id)))
        return line

    def _edit_line(self, question: Question, text: str) -> QWidget:
        editor = QuestionEditor(text)
        editor.typed.connect(lambda: self._on_edit_typed(question.id, editor.text()))
        editor.saved.connect(lambda: self._save_edit(question.id, editor))
        editor.cancelled.connect(lambda: self._edit("", ""))
        return editor

    def _edit(self, id_: str, text: str) -> None:
        """Open the editor of a question, or close the one that is open."""
        self._edited = (id_, text) if id_ else None
        self._keeper.keep_soon()
        self.refresh()

    def _on_edit_typed(self, id_: str, text: str) -> None:
        self._edited = (id_, text)
        self._keeper.keep_soon()

    def _save_edit(self, id_: str, editor: "QuestionEditor") -> None:
        text = editor.text()
        if not text.strip():
            editor.show_issue(_("Write the question first."))
            return
        # Closed before it is saved, since saving refreshes the list; open again where it was refused.
        edited, self._edited = self._edited, None
        if self._desk.run(lambda: self._visits.edit_question(id_, text)) is None:
            self._edited = edited
        self._keeper.keep_now()
        self.refresh()

    def _content(self) -> dict[str, Any]:
        id_, text = self._edited or ("", "")
        return {"new": self.field.text(), "id": id_, "text": text}

    def _bring_back(self, kept: dict[str, Any] | None) -> None:
        if not kept:
            return
        self.field.setText(str(kept.get("new", "")))
        if kept.get("id"):
            self._edited = (str(kept["id"]), str(kept.get("text", "")))
        self._restored.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept."""
        self._keeper.keep_waiting()
        super().hideEvent(event)


class QuestionLine(QWidget):
    """A question with its tick; `ticked` brings whether it is asked now."""

    ticked = Signal(bool)

    def __init__(self, question: Question, now: Moment) -> None:
        super().__init__()
        self.check = WrappingCheckBox(question.text)
        self.check.label().setText(_shown_text(question, now))
        self.check.setChecked(question.asked_at is not None)
        self.check.clicked.connect(self.ticked)
        self.edit_button, self.delete_button = row_button("edit", _("Edit"), question.text), row_button("bin", _("Delete"), question.text)
        if question.asked_at is not None:
            set_role(self.check.label(), "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(SPACE)
        layout.addWidget(self.check, 1)
        for button in (self.edit_button, self.delete_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.check.box)


class QuestionEditor(QWidget):
    """A question being put in other words."""

    typed = Signal()
    saved = Signal()
    cancelled = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self._field = QLineEdit(text)
        self._field.setAccessibleName(_("Question"))
        self._field.setMaxLength(NOTE_LIMIT)
        self._field.textChanged.connect(self.typed)
        self._issue = FieldIssue(self._field)
        save, cancel = small_button(_("Save")), quiet_button(_("Cancel"))
        save.clicked.connect(self.saved)
        cancel.clicked.connect(self.cancelled)
        buttons = FlowLayout()
        for button in (save, cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(SPACE)
        layout.addWidget(self._field)
        layout.addWidget(self._issue)
        layout.addLayout(buttons)
        self.setFocusProxy(self._field)

    def text(self) -> str:
        """The words as they stand."""
        return self._field.text()

    def show_issue(self, text: str) -> None:
        """Say what is wrong."""
        self._issue.show_issue(text)
        self._issue.focus_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Escape cancels."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


def _shown_text(question: Question, now: Moment) -> str:
    text = breakable(question.text)
    if question.asked_at is None:
        return text
    return _("{question} (asked {day})").format(question=text, day=day_seen_from(Moment.of(question.asked_at, now.zone).day, now.day))
