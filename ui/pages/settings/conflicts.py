"""What two computers have changed differently: what stands and what lost, side by side, and what is to become of it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.formats.joining import with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.sync.conflict_words import Side, changed_words, losing_words, standing_words
from tracker.services.sync.conflicts import Conflict, Conflicts
from ui.desk import Desk
from ui.pages.settings.rows import RowGroup
from ui.widgets.buttons import small_button
from ui.widgets.card import CardRow
from ui.widgets.labels import HairLine, breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

AT_ONCE = 20
SPACE, ROW_SPACE = 8, 10
# Letters: of a longer text an excerpt is shown, which begins so many before the first difference.
LONGEST, BEFORE = 600, 60


class ConflictsGroup(RowGroup):
    """In view only while there is something to look at; `look_wanted` asks to be brought there. Its rows are made once and filled anew."""

    look_wanted = Signal()

    def __init__(self, desk: Desk, conflicts: Conflicts) -> None:
        super().__init__(_("Changed on both computers"))
        self._desk = desk
        self._service = conflicts
        self._conflicts: list[Conflict] = []
        self._count: int | None = None
        self._at_once = self._wanted = AT_ONCE
        self.rows: list[ConflictRow] = []
        self._explanation = plain_label("", "muted")
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        self.more_button = small_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        self.body.addWidget(self._explanation)
        self.body.addLayout(self._stack)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_at_once(self, count: int) -> None:
        """Show so many before "Show more" is pressed, and so many more with each press."""
        self._at_once = self._wanted = count
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be looked at now; what is new since the last look is told once."""
        count = self._desk.ask(self._service.count)
        # Asked only where there are some: settings are refreshed at each change, and mostly there are none.
        found = self._desk.ask(lambda: self._service.all(self._wanted)) if count else []
        if count is None or found is None:
            return
        if self._count is not None and count > self._count:
            QTimer.singleShot(0, self, self._tell)  # after what the merge itself has to say
        if (found, count) != (self._conflicts, self._count):
            self._conflicts, self._count = found, count
            self._show()

    def first_button(self) -> QWidget:
        """The first thing to press, where there is one."""
        return self.rows[0].first_button()

    def _tell(self) -> None:
        count = self._count or 0
        self._desk.messages.say(_count_words(count), action_label=_("Look at it"), action=self.look_wanted.emit)

    def _show(self) -> None:
        shown = self._conflicts[: self._wanted]
        count = self._count or 0
        while len(self.rows) < len(shown):
            self._add_row()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                row.show_conflict(shown[place], self._desk.clock.zone())
        self._explanation.setText(_count_words(count))
        self.more_button.setVisible(count > len(shown))
        self.setVisible(bool(shown))
        order_tabs(self)

    def _add_row(self) -> None:
        row = ConflictRow()
        place = len(self.rows)
        row.keep_button.clicked.connect(partial(self._on_decided, place, is_kept=True))
        row.leave_button.clicked.connect(partial(self._on_decided, place, is_kept=False))
        self.rows.append(row)
        self._stack.addWidget(row)

    def _on_decided(self, place: int, _checked: bool = False, *, is_kept: bool) -> None:
        id_ = self._conflicts[place].id
        action = self._service.keep_other if is_kept else self._service.dismiss
        if self._desk.run(lambda: action(id_)) is not None and self._conflicts:
            self.rows[min(place, len(self._conflicts) - 1)].first_button().setFocus()

    def _on_more(self) -> None:
        first_new = self._wanted
        self._wanted += self._at_once
        self.refresh()
        self.rows[min(first_new, len(self._conflicts) - 1)].first_button().setFocus()


class ConflictRow(QWidget):
    """What stands and the other text, with the two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.standing, self.other = _SideView(), _SideView()
        self.keep_button, self.leave_button = small_button(_("Keep the other")), small_button(_("Leave as it is"))
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.keep_button, self.leave_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, ROW_SPACE)
        layout.setSpacing(ROW_SPACE)
        layout.addWidget(HairLine())
        layout.addWidget(CardRow([self.standing, self.other]))
        layout.addLayout(buttons)

    def show_conflict(self, conflict: Conflict, zone: str) -> None:
        """Show a conflict."""
        standing, losing = _excerpts(standing_words(conflict), losing_words(conflict))
        self.standing.show_side(_("In the diary"), standing)
        self.other.show_side(_("The other text, {changed}").format(changed=changed_words(conflict, zone)), losing)
        self.keep_button.setVisible(conflict.can_be_kept)
        for button, side in ((self.keep_button, losing), (self.leave_button, standing)):
            button.setAccessibleDescription(side.sentence)

    def first_button(self) -> QWidget:
        """The first thing to press."""
        return self.leave_button if self.keep_button.isHidden() else self.keep_button


class _SideView(QWidget):
    """One of the two texts under its caption."""

    def __init__(self) -> None:
        super().__init__()
        self._caption, self._head, self._text = plain_label("", "small"), plain_label("", "strong"), plain_label("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for label in (self._caption, self._head, self._text):
            layout.addWidget(label)
        layout.addStretch(1)

    def show_side(self, caption: str, side: Side) -> None:
        """Show a text."""
        self._caption.setText(caption)
        self._head.setText(breakable(side.head))
        self._text.setText(breakable(side.text))
        self._text.setVisible(bool(side.text))


def _count_words(count: int) -> str:
    words = ngettext("{count} entry was changed on both computers.", "{count} entries were changed on both computers.", count)
    return with_space(words.format(count=number_text(count)), _("The later change is in the diary; the other text is kept."))


def _excerpts(side: Side, other: Side) -> tuple[Side, Side]:
    """Of long texts what stands where they begin to differ."""
    pairs = enumerate(zip(side.text, other.text, strict=False))
    same = next((place for place, (here, there) in pairs if here != there), 0)
    begin = same - BEFORE if max(len(side.text), len(other.text)) > LONGEST and same > BEFORE else 0
    return Side(side.head, _excerpt(side.text, begin)), Side(other.head, _excerpt(other.text, begin))


def _excerpt(text: str, begin: int) -> str:
    end = begin + LONGEST
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if text[end:] else ''}"
