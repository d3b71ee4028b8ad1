"""What else goes with keeping well, a short line each, and where there is more to read."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.domain.status import Status
from tracker.formats.texts import in_a_row
from tracker.language import _
from ui.widgets.buttons import link_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.opener import Opener
from ui.widgets.tab_order import order_tabs

COLUMN_SPACE, ROW_SPACE, HEAD_ROOM = 16, 6, 4
# Of the guide's subjects, by the word with which a line of the app's plan begins.
SUBJECTS = {
    "Strength": "strength-set",
    "Activity": "activity",
    "Sitting": "breaks",
    "Lifting": "lifting",
    "Fluids": "drinking",
    "Sleep": "sleep",
    "Weight": "weight",
    "Smoking": "smoking",
    "Stress": "stress",
}


class HabitsCard(Card):
    """`guide_wanted` brings the key of the guide's subject to be read."""

    guide_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Day to day"))
        self.set_phase(Phase.WELL)
        self._filled = ""
        self.set_head_room(HEAD_ROOM)
        self._words = plain_label()
        self._rows, self._held = QWidget(), QWidget()
        self._layout = QVBoxLayout(self._held)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._rows)
        # A word each is enough to see at once; what goes with it is read when there is time.
        self.opener = Opener(_("More on each"), self._held)
        self.opened = self.opener.opened
        self.add_to_header(self.opener)
        self.body.addWidget(self._words)
        self.body.addWidget(self._held)
        self.body.addStretch(1)  # what stands beside it may be higher

    def refresh(self, status: Status) -> None:
        """Show the lines of the plan in force."""
        plan = status.plan.phases[Phase.WELL]
        waits = not status.state.checked
        # By its text, which holds all that is shown: the rows are made anew only where it differs.
        if self._filled == f"{plan!r} {waits}":
            return
        self._filled = f"{plan!r} {waits}"
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(COLUMN_SPACE)
        grid.setVerticalSpacing(ROW_SPACE)
        grid.setColumnStretch(1, 1)
        lines = _lines(plan, waits=waits)
        for row, (word, text, subject) in enumerate(lines):
            self._add_row(grid, row, word, text, subject)
        self._words.setText(breakable(in_a_row(word for word, _text, subject in lines if subject)))
        self._layout.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        order_tabs(self)

    def _add_row(self, grid: QGridLayout, row: int, word: str, text: str, subject: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        more = link_button(_("Read more"))
        head, body = plain_label(word, "strong", wrap=False), plain_label(breakable(text))
        for label in (head, body):
            # A link is higher than a line of text: all rows as high as it, with their words beside its own.
            inset = max(0, (more.sizeHint().height() - label.fontMetrics().height()) // 2)
            label.setContentsMargins(0, inset, 0, inset)
        grid.addWidget(head, row, 0, top)
        if not subject:
            grid.addWidget(body, row, 1, top)
            return
        more.setAccessibleDescription(word)
        more.clicked.connect(partial(self._on_clicked, subject))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(more, 0, top | Qt.AlignmentFlag.AlignLeft)
        # Beneath the text where large type leaves no room beside it.
        grid.addWidget(ResponsiveColumns(body, held, stretch=(1, 0), narrow_below=0), row, 1)

    def _on_clicked(self, subject: str, _checked: bool = False) -> None:
        self.guide_wanted.emit(subject)


def _lines(plan: PhasePlan, *, waits: bool) -> list[tuple[str, str, str]]:
    """The word a line begins with, the rest of it, and its subject in the guide; empty where there is none."""
    found = []
    for line in plan.do:
        word, colon, text = plan.worded(_(line)).partition(":")
        text = text.strip() if colon else word
        found.append((word if colon else "", text[:1].upper() + text[1:], SUBJECTS.get(line.partition(":")[0], "")))
    for word, lines in ((_("Not now"), plan.not_now if waits else ()), (_("Never"), plan.never)):
        found += [(word, plan.worded(_(line)), "") for line in lines]
    return found
