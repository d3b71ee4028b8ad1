"""The small window for one pain entry: a value, a note, saved in ten seconds."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.errors import DiaryBusy, TrackerError
from tracker.formats.joining import with_colon
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from ui.assets import set_role
from ui.forms.draft_keeper import DraftKeeper
from ui.forms.fields.place_chips import PlaceChips
from ui.forms.form import point_or_none
from ui.widgets.buttons import ordinary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.fields.note_field import NoteField
from ui.widgets.keys import ENTER
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.pain_scale import PainScale
from ui.widgets.soon import SaveAgain

FORM = "quick entry"
AT = "at"
MARGIN, SPACE, WIDTH = 12, 12, 700
DIGITS = "0123456789"


def may_keep_number(drafts: FormDrafts) -> bool:
    """Whether no number of it is kept yet, that another would replace."""
    try:
        return (drafts.kept(FORM) or {}).get("pain") is None
    except TrackerError:
        return False


def keep_number(drafts: FormDrafts, now: Callable[[], Moment], value: int) -> str:
    """Keep a number typed while nothing of the diary may be shown, with its time, for the small window to show; why not, where it cannot."""
    try:
        drafts.keep(FORM, {**(drafts.kept(FORM) or {}), "pain": value, AT: now().at.isoformat()})
    except TrackerError as problem:
        return problem.sentence
    return ""


class QuickEntry(QWidget):
    """Takes what records a draft, the present moment, the usual places and what keeps half-filled forms."""

    saved = Signal(object)
    closed = Signal()

    def __init__(self, record: Callable[[PainDraft], Change], now: Callable[[], Moment], forms: FormDrafts) -> None:
        super().__init__()
        self._record, self._now = record, now
        self._hurting: dict[str, None] = {}  # the places that are on
        self._typed_at: Moment | None = None  # of a number that was typed while the diary was locked
        self.is_open = False
        self.setWindowTitle(with_colon(_("Recovery Tracker"), _("Pain now")))
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        set_role(self, "page")
        # A subclass of QWidget paints no ground from a style sheet without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.scale = PainScale()
        self.issue = FieldIssue(self.scale)
        self.problem = FieldIssue(self)
        self.places = PlaceChips()
        self.restored = plain_label("", "muted")
        self.note = NoteField(_("Note"), enter_saves=True, least_lines=1)
        self.save_button = ordinary_button(_("Save entry"))
        self.cancel_button = quiet_button(_("Cancel"))
        self.keeper = DraftKeeper(forms, FORM, self._content, self._report, self)
        self._again = SaveAgain(self.save, self._content, self._report, self)
        self._lay_out()
        self._connect()

    def open(self, places: tuple[str, ...]) -> None:
        """Show it afresh, or with what was typed before and never saved; these places stand ready, and can be turned off."""
        self.is_open = True
        self._hurting = dict.fromkeys(places)
        self.places.offer(places)
        self.places.show_sites(self._hurting)
        self.places.setVisible(bool(places))
        if self.isVisible():
            self.raise_()
        else:
            self._fill()
            self.adjustSize()
            self.show()
            # In the next turn of the event loop: until its style is there, all of it asks for more height than it takes.
            QTimer.singleShot(0, self, lambda: self.resize(self.width(), self._outer.totalHeightForWidth(self.width())))
        # Also where it was open already: a shortcut of the desktop may ask for it from anywhere.
        self.activateWindow()
        # On the whole, which goes on to the value that is chosen: the focus on 0 would look like a choice.
        self.scale.setFocus()
        self._show_filled()

    def save(self) -> None:
        """Save what the fields hold; what is wrong is said beneath the scale, and the fields keep their text."""
        self._again.stop()
        value = self.scale.value()
        draft = PainDraft(
            pain=None if value is None else float(value),
            moment=self._typed_at or self._now(),
            sites=tuple((name, None) for name in self.places.places if name in self._hurting),
            note=self.note.text().strip(),
        )
        self._clear_issues()
        try:
            change = self._record(draft)
        except DiaryBusy as problem:
            self._again.on_busy(problem)
            return
        except TrackerError as problem:
            self._report(problem)
            return
        if change.issues:
            self.issue.show_issue(change.issues[0].message)
            self.issue.focus_field()
            return
        self._empty()
        self.saved.emit(change)
        self.close()

    def cancel(self) -> None:
        """Forget what was typed, and close."""
        self._again.stop()
        self._empty()
        self.close()

    def _fill(self) -> None:
        self._empty_fields()
        kept = self.keeper.begin()
        try:
            self._show_content(kept or {})
        except (TypeError, ValueError, OverflowError):
            self.keeper.forget()
            self._empty_fields()
            kept = None
        again = _("What you typed before is here again. It is not saved yet.")
        self.restored.setText(again if self._typed_at is None else with_colon(time_words(self._typed_at.local), again))
        self.restored.setVisible(kept is not None)

    def _content(self) -> dict[str, Any]:
        typed_at = {} if self._typed_at is None else {AT: self._typed_at.at.isoformat()}
        return {"pain": self.scale.value(), "note": self.note.text(), **typed_at}

    def _show_content(self, content: dict[str, Any]) -> None:
        self.scale.set_value(point_or_none(content.get("pain")))
        self.note.set_text(str(content.get("note", "")))
        if AT in content:
            self._typed_at = Moment.of(datetime.fromisoformat(content[AT]), self._now().zone)

    def _empty(self) -> None:
        self._empty_fields()
        self.keeper.forget()

    def _empty_fields(self) -> None:
        self._clear_issues()
        self._typed_at = None
        self.scale.set_value(None)
        self.note.set_text("")

    def _report(self, problem: TrackerError) -> None:
        """The window with its messages may not be there: what went wrong is said here."""
        self._clear_issues()
        # Nothing is wrong with the value: no field is marked.
        self.problem.show_issue(problem.sentence)

    def _clear_issues(self) -> None:
        self.issue.clear()
        self.problem.clear()

    def _on_place_toggled(self, name: str, is_on: bool) -> None:
        if is_on:
            self._hurting[name] = None
        else:
            self._hurting.pop(name, None)
        self.places.show_sites(self._hurting)

    def _on_chosen(self) -> None:
        self._typed_at = None  # another number is of now
        self.keeper.keep_soon()
        self._show_filled()

    def _show_filled(self) -> None:
        """The button is the main one once there is a number to save."""
        self.save_button.set_kind("ordinary" if self.scale.value() is None else "main")

    def _connect(self) -> None:
        self.scale.value_chosen.connect(lambda _value: self._on_chosen())
        self.scale.save_requested.connect(self.save)
        self.places.toggled.connect(self._on_place_toggled)
        self.note.changed.connect(self.keeper.keep_soon)
        self.note.save_requested.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)

    def _lay_out(self) -> None:
        # As on Today: the value, the places, the note with what saves beside it.
        card = Card(_("Pain now"), is_named=False)
        card.add_to_header(self.cancel_button)
        last_row = QHBoxLayout()
        last_row.setSpacing(SPACE)
        last_row.addWidget(self.note, 1)
        last_row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.restored, self.scale, self.issue, self.places):
            card.body.addWidget(widget)
        card.body.addLayout(last_row)
        card.body.addWidget(self.problem)
        card.body.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._outer.addWidget(card)
        self.setMinimumWidth(WIDTH)
        self.restored.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose and Enter saves from anywhere in the window; Escape leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in ENTER:
            self.save()
        elif event.text() and event.text() in DIGITS:
            # Handed to the scale before it gets the focus, or the digit that brought it there would be lost.
            self.scale.keyPressEvent(event)
            self.scale.focus_scale()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed just now is kept when the window is closed by the desktop."""
        self.is_open = False
        self.keeper.keep_waiting()
        super().closeEvent(event)
        self.closed.emit()
