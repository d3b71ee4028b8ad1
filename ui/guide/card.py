"""A subject of the guide as a card: where it stands in the plan, how sure it is, what is said of it and by whom, and the way to log it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise
from tracker.domain.guide import Guide, LogTarget, Subject
from tracker.domain.statistics.treatments import Treatment
from tracker.language import _, pgettext
from tracker.library.exercises import exercise
from tracker.wording.guide import chapter_title
from tracker.wording.guide_card import card_sections, log_words, plan_words, short_grade, ways_to_log
from ui.assets import set_role
from ui.guide.reading_text import Part, ReadingText, TextLine
from ui.guide.tried import TriedCard
from ui.widgets.buttons import ActionButton, main_button, ordinary_button, small_button
from ui.widgets.chips import Chip
from ui.widgets.exercise_picture import NO_EXERCISE, USUAL_WIDTH, ExercisePicture
from ui.widgets.labels import HairLine, breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

MARGIN = 20
SPACE = 8
WIDEST = 760  # px; longer lines are hard to read
PICTURE_HEIGHT = 150
AROUND_CARET = 40  # px kept in view above and below the caret


class CardArea(QScrollArea):
    """Shows one card at a time; `log_wanted` brings what to log, `subject_wanted` the key of another subject."""

    log_wanted = Signal(object)
    subject_wanted = Signal(str)

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is within has the focus, and scrolls it by keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # From the outside in, here as in the window: what is put into a parent with all its children is dressed anew with each of them.
        self.content = set_role(QWidget(self), "page")
        self.setWidget(self.content)
        self._ground = QVBoxLayout(self.content)
        self._ground.setContentsMargins(0, 0, 0, 0)
        self.card = SubjectCard(self.content)
        self._ground.addWidget(self.card)
        self._ground.addStretch(1)
        self.card.log_wanted.connect(self.log_wanted)
        self.card.subject_wanted.connect(self.subject_wanted)
        self.card.text.caret_moved.connect(self._follow_caret)
        self.card.text.page_wanted.connect(self._turn_page)

    @cached_property
    def tried(self) -> TriedCard:
        """The card of all that was tried, made when it is first looked at."""
        card = TriedCard()
        self._ground.insertWidget(0, card)
        return card

    def show_subject(self, subject: Subject, own: Iterable[str] = ()) -> None:
        """Show a subject from its beginning, and after it what the person's own diary has of it, a paragraph each."""
        self.card.show_subject(subject, self._guide, own)
        self._bring(self.card)

    def show_tried(self, tried: Sequence[Treatment]) -> None:
        """Show what was tried instead of a subject."""
        self.tried.show_tried(tried)
        self._bring(self.tried)

    def focus_first(self) -> None:
        """Go to the text, or to the table, to read it."""
        place = self.tried.table if self.card.isHidden() else self.card.text
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, card: QWidget) -> None:
        shown = card is self.card
        self.card.setVisible(shown)
        if not shown or "tried" in vars(self):
            self.tried.setVisible(not shown)
        self.verticalScrollBar().setValue(0)

    def holds_focus(self) -> bool:
        """Whether the text or a button of the card has the focus."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _follow_caret(self, caret: QRect) -> None:
        if self.card.text.hasFocus():
            place = self.card.text.mapTo(self.content, caret.center())
            self.ensureVisible(place.x(), place.y(), 0, AROUND_CARET)

    def _turn_page(self, step: int) -> None:
        """A page on or back, and the caret with it: reading goes on from what is in view."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * (self.viewport().height() - AROUND_CARET))
        ground, text = self.widget(), self.card.text
        if ground is None:
            return
        is_end = bar.value() == before
        in_view = bar.value() - text.mapTo(ground, text.rect().topLeft()).y() + AROUND_CARET
        end = text.height() if step > 0 else 0
        text.put_caret_at(end if is_end else min(max(0, in_view), text.height() - 1))


class SubjectCard(QFrame):
    """Every card has the same shape, whatever the subject: what it lacks is left out."""

    log_wanted = Signal(object)
    subject_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        self.chapter = plain_label("", "small")
        self.title = plain_label("", "title")
        self.plan = plain_label("")
        self.grade = plain_label("", "strong")
        self.about_grades = plain_label(_("Grades speak of groups of people, never of one person."), "small")
        self.picture = ExercisePicture(NO_EXERCISE)
        self.picture.setFixedHeight(PICTURE_HEIGHT)
        self.picture.setMaximumWidth(USUAL_WIDTH)
        self.text = ReadingText()
        self._logs, self._related = _Buttons(pgettext("button", "Log")), _Buttons(_("See also"))
        self._see_also = plain_label(_("See also"), "strong")
        for widget in (self.chapter, self.title, self.plan, self.grade, self.about_grades, self.picture, self._logs):
            layout.addWidget(widget)
        layout.addWidget(HairLine())
        for part in (self.text, self._see_also, self._related):
            layout.addWidget(part)

    def show_subject(self, subject: Subject, guide: Guide, own: Iterable[str] = ()) -> None:
        """Show a subject."""
        title = _(subject.title)
        self.setAccessibleName(title)
        self.chapter.setText(chapter_title(subject.chapter))
        self.title.setText(breakable(title))
        for shown, words in ((self.plan, plan_words(subject)), (self.grade, short_grade(subject))):
            shown.setText(words)
            shown.setVisible(bool(words))
        self.about_grades.setVisible(subject.grade is not None)
        drawn = _drawn(subject)
        self.picture.setVisible(drawn is not None)
        self.picture.show_exercise(drawn or NO_EXERCISE)
        self.text.show_lines([*_lines(subject, guide), *_own_lines(own)], title)
        self._offer_logs(subject)
        related = [other for key in subject.related if (other := guide.subject(key)) is not None]
        self._related.set_buttons([self._chip(other) for other in related])
        self._see_also.setVisible(bool(related))
        order_tabs(self)

    def add_own(self, own: Iterable[str]) -> None:
        """Show at the end what the person's own diary has of the subject, a paragraph each."""
        self.text.add_lines(list(_own_lines(own)))

    def log_buttons(self) -> list[QWidget]:
        """The buttons that log it, in order."""
        return self._logs.buttons

    def related_buttons(self) -> list[QWidget]:
        """The buttons that lead to other subjects, in order."""
        return self._related.buttons

    def _offer_logs(self, subject: Subject) -> None:
        made: list[ActionButton] = []
        for target in ways_to_log(subject):
            button = _log_button(target, log_words(target, subject), is_first=not made)
            button.setAccessibleDescription(_(subject.title))
            button.clicked.connect(partial(self._on_log, target))
            made.append(button)
        self._logs.set_buttons(made)

    def _on_log(self, target: object, _checked: bool = False) -> None:
        self.log_wanted.emit(target)

    def _chip(self, other: Subject) -> Chip:
        chip = Chip(_(other.title))
        chip.clicked.connect(partial(self._on_related, other.key))
        return chip

    def _on_related(self, key: str, _checked: bool = False) -> None:
        self.subject_wanted.emit(key)


def _drawn(subject: Subject) -> Exercise | None:
    """What is drawn of a subject: the one exercise it is about; a set of several is drawn where each is told."""
    known = [found for target in subject.log if (found := exercise(target.kind)) is not None]
    return known[0] if len(known) == 1 else None


def _log_button(target: LogTarget, words: str, *, is_first: bool) -> ActionButton:
    if target.form == "exercise":
        return small_button(words, icon_name="play")
    # One filled button: the first way to log it is the usual one.
    return main_button(words) if is_first else ordinary_button(words)


class _Buttons(QWidget):
    """Buttons in rows, exchanged as a whole; hidden while there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: list[QWidget] = []
        self._flow = FlowLayout(self)

    def set_buttons(self, buttons: Iterable[QWidget]) -> None:
        """Show other buttons."""
        while self._flow.count():
            self._flow.takeAt(0)
        for former in self.buttons:
            former.hide()
            former.deleteLater()
        self.buttons = list(buttons)
        for button in self.buttons:
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(self.buttons))


def _lines(subject: Subject, guide: Guide) -> Iterator[TextLine]:
    for section in card_sections(subject, guide):
        if section.heading:
            yield TextLine(section.heading, Part.HEADING)
        for paragraph in section.paragraphs:
            yield TextLine(paragraph.text)
            if paragraph.beneath:
                yield TextLine(paragraph.beneath, Part.SOURCE)


def _own_lines(own: Iterable[str]) -> Iterator[TextLine]:
    for place, text in enumerate(own):
        if place == 0:
            yield TextLine(_("In your diary"), Part.HEADING)
        yield TextLine(text)
