"""What the forms in place share: rows with their issues, keeping what is typed, saving and cancelling."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.entries import Issue
from tracker.domain.times import Read
from tracker.errors import DiaryBusy
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from ui.commands.shortcuts import add_shortcuts
from ui.desk import Desk
from ui.forms.draft_keeper import DraftKeeper
from ui.forms.save_again import SaveAgain
from ui.widgets.buttons import ordinary_button, quiet_button
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.keys import ENTER
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.tab_order import order_tabs

SPACE = 12
LABEL_SPACE = 4
MOST_MINUTES = 1_000_000  # two years: more than any entry has, and no more than can be counted back from today


class InPlaceForm(QWidget):
    """A form in place; `done` says that it was saved or cancelled, `saved` brings the change. What stands in it is kept until then."""

    done = Signal()
    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, form_name: str, heading: str, save_words: str, cancel_words: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.tell_done: Callable[[Change], object] = desk.say_done  # how it is said that it was saved; a page with a place for that takes another
        self.setAccessibleName(heading)
        self._issues: dict[str, FieldIssue] = {}
        self._keeper = DraftKeeper(drafts, form_name, self.content, desk.messages.report, self)
        self._again = SaveAgain(self.save, self.content, self._report_busy, self)
        self.heading = plain_label(heading, "strong")
        self._restored = plain_label(_("What you typed before is here again. It is not saved yet."), "muted")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE)
        self._general = FieldIssue(self)
        self.save_button = ordinary_button(save_words)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = quiet_button(cancel_words or _("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self._lay_out()

    def open(self) -> None:
        """Fill the form afresh, or with what was kept of it, and say so."""
        self._clear_issues()
        self.fill()
        kept = self._keeper.begin()
        self._restored.setVisible(kept is not None and self.is_for_subject(kept) and self._restore(kept))
        self._order_soon()

    def is_for_subject(self, kept: dict[str, Any]) -> bool:  # noqa: ARG002 - a form of many subjects asks of which the draft is
        """Whether kept data belongs to what the form is open for; what belongs to another stays kept, unseen."""
        return True

    def has_draft(self) -> bool:
        """Whether something was typed that is neither saved nor cancelled."""
        return self._keeper.kept() is not None

    def fill(self) -> None:
        """Show the fields as they stand before anything is typed."""
        raise NotImplementedError

    def content(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        raise NotImplementedError

    def show_content(self, content: dict[str, Any]) -> None:
        """Put such data back into the fields; raises KeyError, TypeError or ValueError where it is of another kind."""
        raise NotImplementedError

    def issues(self) -> Sequence[Issue]:
        """What keeps it from being saved, field by field."""
        raise NotImplementedError

    def record(self) -> Change:
        """Save what the fields hold."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        raise NotImplementedError

    def save(self) -> None:
        """Save, or say beside the fields what is missing."""
        self._again.stop()
        self._clear_issues()
        issues = self.issues()
        if issues:
            self.show_issues(issues)
            return
        done = self.desk.run_quietly(self.record, self._again.on_busy)
        if done is not None and done.issues:
            self.show_issues(done.issues)
        elif done is not None:
            self.close_form()
            self.tell_done(done)
            self.saved.emit(done)

    def cancel(self) -> None:
        """Leave without saving."""
        self.close_form()
        self.cancelled.emit()

    def close_form(self) -> None:
        """Forget what was kept, and say that the form is done."""
        self._again.stop()
        self._keeper.forget()
        self.done.emit()

    def on_typed(self) -> None:
        """Something was typed or chosen."""
        self._keeper.keep_soon()

    def add_row(self, key: str, label: str, field: QWidget) -> None:
        """A field beneath its label, with room for what is wrong with it."""
        row = QVBoxLayout()
        row.setSpacing(LABEL_SPACE)
        shown = plain_label(label, "strong")
        shown.setBuddy(field.focusProxy() or field)
        issue = FieldIssue(field.focusProxy() or field)
        self.add_issue(key, issue)
        for widget in (shown, field, issue):
            row.addWidget(widget)
        self.rows.addLayout(row)

    def add_issue(self, key: str, issue: FieldIssue) -> None:
        """Room for what is wrong with a field that stands in no row of its own."""
        self._issues[key] = issue

    def now_local(self) -> datetime:
        """The wall-clock time now, to the minute."""
        return self.desk.now().local.replace(second=0, microsecond=0)

    def _report_busy(self, problem: DiaryBusy) -> None:
        self.desk.messages.report(problem, lambda: self._again.is_refused)

    def _restore(self, kept: dict[str, Any]) -> bool:
        try:
            self.show_content(kept)
        # What another version kept may lack a field or hold another kind of value: a form that cannot open would be worse than a draft lost.
        except (KeyError, TypeError, ValueError):
            self._keeper.forget()
            self.fill()
            return False
        return True

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Say what is wrong beside the fields, and put the focus on the first."""
        for issue in issues:
            self._issues.get(issue.field, self._general).show_first(issue.message)
        for issue in issues[:1]:
            if issue.field in self._issues:
                self._issues[issue.field].focus_field()

    def _clear_issues(self) -> None:
        for issue in (*self._issues.values(), self._general):
            issue.clear()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.heading)
        layout.addWidget(self._restored)
        layout.addLayout(self.rows)
        layout.addWidget(self._general)
        layout.addLayout(buttons)
        self._restored.hide()
        add_shortcuts(self, {"save": self.save}, within=True)

    def event(self, event: QEvent) -> bool:
        """Whenever the fields change, Tab follows the order they are seen in."""
        # Out of view nobody goes through it, and each field that is made or hidden would be a reason.
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            order_tabs(self)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed out of view is put in order."""
        super().showEvent(event)
        self._order_soon()

    def _order_soon(self) -> None:
        """In the next turn of the event loop, once for all that asked for it: of requests for a layout Qt keeps one."""
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept when the window goes."""
        self._keeper.keep_waiting()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels; Enter saves where the field in hand has no use for it. No key of the form reaches the pain scale of the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in ENTER:
            self.save()
        elif not event.text().isprintable() or not event.text():
            super().keyPressEvent(event)


def with_moved_time_remark(done: Change, read: Read) -> Change:
    """What was done, with the remark that a clock change moved the time that was read: the window shows one message at a time."""
    if not done.remark or not read.remark:
        return done
    return done._replace(remark=_("{done}. {remark}").format(done=done.remark, remark=read.remark))


def point_or_none(value: object) -> float | None:
    """A kept value of 0-10 points; raises ValueError or TypeError for what is none."""
    return None if value is None else float(str(value))


def minutes_or_none(value: object) -> float | None:
    """A kept number of minutes; raises ValueError or TypeError for what is none, or is longer than the calendar reaches back."""
    minutes = point_or_none(value)
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(value)
    return minutes


def time_text(chosen: datetime | None) -> str:
    """A chosen wall-clock time as kept; empty for now."""
    return chosen.isoformat() if chosen else ""


def show_when(when: WhenChoice, kept: object, now: datetime) -> None:
    """Show a kept time; raises ValueError where it is none."""
    if kept:
        when.show_time(datetime.fromisoformat(str(kept)))
    else:
        when.show_now(now)
