"""The guide's own window: search and the subjects by chapter at the left, the chosen one at the right; narrow, one after the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.domain.guide import Guide
from tracker.domain.statistics.treatments import Treatment
from tracker.language import _, pgettext
from tracker.library.safety import safety
from tracker.wording.guide import chapter_title
from tracker.wording.guide_card import found_words
from ui.assets import scaled_font
from ui.commands.shortcuts import add_shortcuts, show_keys
from ui.guide.card import CardArea
from ui.guide.subject_list import ListedSubject, SubjectList
from ui.guide.tried import own_paragraphs
from ui.widgets.announcement import announce
from ui.widgets.buttons import ActionButton, ordinary_button, small_button
from ui.widgets.keys import ENTER
from ui.widgets.labels import plain_label
from ui.widgets.layouts import resize_within_screen
from ui.widgets.tab_order import tab_through

SIZE = (980, 720)
LEAST = (480, 400)
MARGIN = 16
SPACE = 12
DIARY_MS = 60
TRIED = "what I tried"  # listed before the subjects; the keys of those are names of files, and have no blanks
NARROW = 720  # px; below that list and card take turns
# In letters of the desktop's font: how wide the list is, and how much the card beside it needs; with large letters they take turns earlier.
LIST_LETTERS, CARD_LETTERS = 34, 46
UNBOUNDED = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not pass on


class GuideWindow(QDialog):
    """Shows the subjects of a guide; `tried` tells what the person's diary has of the measures, and is asked when that is first looked at.

    `log_wanted` brings what is to be logged, `help_wanted` asks for the list "When to get help".
    """

    log_wanted = Signal(object)
    help_wanted = Signal()

    def __init__(self, guide: Guide, tried: Callable[[], Sequence[Treatment]] = tuple, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Beside the other window, not before it: the plan stays at hand, and nobody holds it to delete it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Guide"))
        self.setMinimumSize(*LEAST)
        resize_within_screen(self, *SIZE)
        self._guide = guide
        self._ask_tried = tried
        self._tried: Sequence[Treatment] | None = None
        # A diary of years takes half a second to be looked into: the card is there first, and nothing waits while somebody types.
        self._diary_pause = QTimer(self, singleShot=True, interval=DIARY_MS)
        self._diary_pause.timeout.connect(self._look_into_diary)
        self._is_narrow = False
        self.search = _GuideSearch()
        self.found = plain_label("", "small")
        self.list = SubjectList(_("Subjects"))
        self.area = CardArea(guide, self)
        self.back_button = small_button(_("Back to the list"), icon_name="previous")
        self.help_button = ActionButton(_(safety().title), "help")
        show_keys(self.help_button, "help")
        self.close_button = ordinary_button(pgettext("button", "Close"))
        self._lay_out()
        self._connect()
        self._list_subjects()
        self.show_subject(guide.subjects[0].key)
        self.search.setFocus()

    @property
    def shows_list_alone(self) -> bool:
        """Whether it is narrow and the list is in view, not a card."""
        return self._is_narrow and self._left.isVisibleTo(self)

    def show_subject(self, key: str) -> None:
        """Show a subject, found by the search or not, or what was tried; nothing where the guide has none of that key."""
        subject = self._guide.subject(key)
        if subject is None and key != TRIED:
            return
        if key not in self.list.listed_keys():
            self.search.clear()
        self.list.choose(key)
        if subject is None:
            self._tried = self._ask_tried()
            self.area.show_tried(self._tried)
        else:
            self.area.show_subject(subject, own_paragraphs(subject, self._tried or ()))
            if self._tried is None and subject.log:
                self._diary_pause.start()
        # What a card is made of anew comes at the end of the window otherwise, after its foot.
        tab_through(self._left, self._right, self.area.content, self._foot)

    def refresh(self) -> None:
        """The diary has changed: look into it again, where it was looked into."""
        if self._tried is not None:
            self._diary_pause.start()

    def _look_into_diary(self) -> None:
        before, self._tried = self._tried, self._ask_tried()
        subject = self._guide.subject(self.list.chosen_key())
        if subject is None:
            self.show_subject(self.list.chosen_key())
        elif before is None:
            self.area.card.add_own(own_paragraphs(subject, self._tried))
        # Whoever reads on is not taken back to the beginning for nothing.
        elif own_paragraphs(subject, before) != own_paragraphs(subject, self._tried):
            self.show_subject(subject.key)

    def _list_subjects(self) -> None:
        query = self.search.text().strip()
        if query:
            # Best first: a chapter's name between them would say that they are in order of chapters.
            listed = [ListedSubject(subject.key, _(subject.title)) for subject in self._guide.search(query)]
        else:
            listed = [ListedSubject(TRIED, _("What I tried"))]
            listed += [ListedSubject(subject.key, _(subject.title), chapter_title(subject.chapter)) for subject in self._guide.subjects]
        self.list.show_subjects(listed)
        self._tell(found_words(len(listed)) if query else "")

    def _tell(self, words: str) -> None:
        if words == self.found.text():
            return
        self.found.setText(words)
        self.found.setVisible(bool(words))
        # The focus is in the field, and a screen reader would not come upon the words beneath it.
        announce(self, words)

    def _on_typed(self) -> None:
        self._list_subjects()
        self._show_side(card=False)
        best = self.list.listed_keys()[:1] if self.search.text().strip() else []
        for key in best:
            self.show_subject(key)

    def _on_entered(self) -> None:
        """Enter in the search goes to the best that was found."""
        if self.list.listed_keys():
            self.read(self.list.listed_keys()[0])

    def read(self, key: str) -> None:
        """Show a subject and go to its text."""
        self.show_subject(key)
        self._show_side(card=True)
        self.area.focus_first()

    def _on_back(self) -> None:
        self._show_side(card=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self, *, card: bool) -> None:
        """Narrow, show the card or the list; wide, both."""
        self._right.setVisible(card or not self._is_narrow)
        self._left.setVisible(not card or not self._is_narrow)
        self.back_button.setVisible(card and self._is_narrow)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.entered.connect(self._on_entered)
        self.search.list_wanted.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.subject_chosen.connect(self.show_subject)
        self.list.subject_entered.connect(self.read)
        self.list.subject_clicked.connect(self._on_clicked)
        self.area.subject_wanted.connect(self.read)
        self.area.log_wanted.connect(self.log_wanted)
        self.back_button.clicked.connect(self._on_back)
        self.help_button.clicked.connect(self.help_wanted)
        self.close_button.clicked.connect(self.accept)
        add_shortcuts(self, {"search": self._on_find, "help": self.help_wanted.emit})

    def _on_clicked(self, key: str) -> None:
        # In the wide window it is in view already, and the arrows go on from the list.
        if self._is_narrow:
            self.read(key)

    def _on_find(self) -> None:
        self._show_side(card=False)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(SPACE)
        columns = QHBoxLayout()
        self._left, self._right, self._foot = QWidget(self), QWidget(self), QWidget(self)
        whole.addLayout(columns, 1)
        whole.addWidget(self._foot)
        columns.setSpacing(MARGIN)
        columns.addWidget(self._left, LIST_LETTERS)
        columns.addWidget(self._right, 2 * CARD_LETTERS)
        left, right, foot = QVBoxLayout(self._left), QVBoxLayout(self._right), QHBoxLayout(self._foot)
        for layout in (left, right, foot):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE)
        for widget in (self.search, self.found, self.list):
            left.addWidget(widget)
        right.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.area, 1)
        self.back_button.hide()
        self.found.hide()
        foot.addWidget(self.help_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold into one column where two have no room."""
        super().resizeEvent(event)
        letter = QFontMetrics(scaled_font(1)).averageCharWidth()
        is_narrow = event.size().width() < max(NARROW, (LIST_LETTERS + CARD_LETTERS) * letter + 3 * MARGIN)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._left.setMaximumWidth(UNBOUNDED if is_narrow else LIST_LETTERS * letter + MARGIN)
            self._show_side(card=self.area.holds_focus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back a step: from the card to the list where that is folded, then out of the search, then out of the guide."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_narrow and not self.shows_list_alone:
            self._on_back()
        elif self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reject()


class _GuideSearch(QLineEdit):
    """The field that is searched by: Enter reads the best, Down goes into the list."""

    entered = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search"))
        self.setMaxLength(NAME_LIMIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to what was found."""
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
