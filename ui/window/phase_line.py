"""The phase line on top of each page: phase, hour, how far, when next and why."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.library.look import sizes
from ui.assets import current_palette, set_style_property
from ui.assets.colours import mixed
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import announce
from ui.widgets.buttons import small_button
from ui.widgets.labels import OneLine, as_plain, plain_label, with_strong
from ui.widgets.painting import draw_tile, start_painting
from ui.widgets.phase_icon import PhaseIcon
from ui.widgets.tab_order import read_in_order

# Below this width head, bar, explanation and button do not fit into one line.
NARROW = 700
LINE_HEIGHT, TWO_LINES_HEIGHT = 48, 56  # px, at least
# px: above and beneath the words, at their left, and between them.
EDGE, SIDE, END, SPACE = 7, 20, 8, 12
BAR_HEIGHT = 8
BAR_GROUND_SHARE = 0.3


class PhaseLineText(NamedTuple):
    """What the line says; `fraction` is how far the phase is, 0-1; `when` the part of the explanation that stands out; `action` the button's text."""

    phase: Phase
    head: str
    hours: str
    fraction: float | None
    explanation: str
    when: str = ""
    action: str | None = None

    @property
    def words(self) -> "PhaseLineText":
        """All but how far it is."""
        return self._replace(fraction=None if self.fraction is None else 0.0)

    @property
    def marked_explanation(self) -> str:
        """The explanation as markup, with the time in it bold."""
        return with_strong(self.explanation, self.when)

    @property
    def sentence(self) -> str:
        """The line as one text."""
        first = " ".join(part for part in (f"{self.head}," if self.head and self.hours else self.head, self.hours) if part)
        return ". ".join(part.rstrip(".") for part in (first, self.explanation) if part) + "."


class ProgressLine(QWidget):
    """A plain bar in the colour of a phase."""

    def __init__(self) -> None:
        super().__init__()
        self._phase, self._fraction = Phase.NONE, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(280)

    def show_fraction(self, phase: Phase, fraction: float) -> None:
        """Fill the bar to a fraction of 0-1."""
        before = (self._phase, self._filled())
        self._phase, self._fraction = phase, min(1.0, max(0.0, fraction))
        if (self._phase, self._filled()) != before:
            self.update()

    def _filled(self) -> int:
        """How far it is filled, in tenths of px: half a minute of three days is not to be seen."""
        return round(10 * self.width() * self._fraction)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(280, BAR_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Short, where there is little room."""
        return QSize(32, BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole bar faintly and what is over in full."""
        colours = current_palette()
        colour, area = colours.phase(self._phase), QRectF(self.rect())
        painter = start_painting(self)
        # Without washes an edge shows how far the bar could reach.
        edge = colours.outline if colours.is_high_contrast else None
        ground = colours.track if edge else mixed(colour, colours.wash(self._phase), BAR_GROUND_SHARE)
        draw_tile(painter, area, ground, edge, radius=BAR_HEIGHT / 2)
        done = QRectF(area)
        # Never narrower than it is high: the rounded ends would not be round.
        done.setWidth(max(area.height(), area.width() * self._fraction))
        if self._fraction > 0:
            draw_tile(painter, done, colour, edge, radius=BAR_HEIGHT / 2)


class PhaseLine(QFrame):
    """A banner that screen readers read as one text; narrow, it takes two lines."""

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = PhaseLineText(Phase.NONE, "", "", None, "")
        self._said: Phase | None = None
        self._mark = PhaseIcon()
        self._head, self._hours = (as_plain(OneLine(), "", "heading") for _part in range(2))
        hear_as(self._hours, "text")  # drawn as large as a heading, it heads nothing
        self._bar = ProgressLine()
        self._explanation = plain_label()
        self._explanation.setTextFormat(Qt.TextFormat.RichText)  # all that is shown in it is escaped
        self._action = small_button("")
        self._action.clicked.connect(self.action_chosen)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setMinimumHeight(LINE_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hear_as(self, "group")
        # Not Maximum: that holds it at the height of its hint, which knows nothing of a sentence that wraps.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_text(self, text: PhaseLineText) -> None:
        """Say where the person is."""
        self._bar.show_fraction(text.phase, text.fraction or 0.0)
        before, self.text = self.text, text
        # How far it is goes on at each look; the words stay for an hour.
        if self._said is None or text.words != before.words:
            self._show(text)

    def _show(self, text: PhaseLineText) -> None:
        self._mark.show_phase(text.phase)
        set_style_property(self._head, "phase", text.phase.value)
        for label, words in ((self._head, text.head), (self._hours, text.hours), (self._explanation, text.marked_explanation)):
            label.setText(words)
            label.setVisible(bool(words))
        self._explanation.setAccessibleName(text.explanation)
        self._bar.setVisible(text.fraction is not None)
        self._first.setVisible(bool(text.head or text.hours))
        self._action.setText(text.action or "")
        self._action.setVisible(bool(text.action))
        self.setAccessibleName(text.sentence)
        # The hours go on without a word; another phase is another thing to do.
        if self._said not in {None, text.phase}:
            announce(self, text.sentence)
        self._said = text.phase
        self._fold()
        self.update()

    @property
    def is_two_lines(self) -> bool:
        """Whether it is narrow."""
        return self._lines.direction() is QBoxLayout.Direction.TopToBottom

    def _lay_out(self) -> None:
        # The button stands beside both lines: in one of them it would make that higher.
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside.setContentsMargins(SIDE, EDGE, END, EDGE)
        self._beside.setSpacing(SPACE)
        self._beside.addLayout(self._lines, 1)
        self._beside.addWidget(self._action)
        self._first = QWidget()
        first_row = QHBoxLayout(self._first)
        first_row.setContentsMargins(0, 0, 0, 0)
        first_row.setSpacing(SPACE)
        for widget in (self._mark, self._head, self._hours):
            first_row.addWidget(widget)
        # The bar takes nearly all the room up to its greatest width; the stretch after it holds the words together where there is no bar.
        first_row.addWidget(self._bar, 100)
        first_row.addStretch(1)
        self._lines.setSpacing(SPACE)
        self._lines.addWidget(self._first)
        self._lines.addWidget(self._explanation, 1)
        read_in_order(self)  # the button would be read before the phase

    def minimumSizeHint(self) -> QSize:
        """As wide as the two lines or the button need, since it can take two, and the button can stand beneath."""
        button = 0 if self._action.isHidden() else self._action.minimumSizeHint().width()
        return QSize(max(self._lines_width(), button) + SIDE + END, super().minimumSizeHint().height())

    def _lines_width(self) -> int:
        rows = (self._lines.itemAt(place) for place in range(self._lines.count()))
        return max(row.minimumSize().width() for row in rows if row is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one line or two."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        is_narrow = self.width() < NARROW and not self._explanation.isHidden()
        if is_narrow != self.is_two_lines:
            self._lines.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
            self._lines.setSpacing(0 if is_narrow else SPACE)
            self.setMinimumHeight(TWO_LINES_HEIGHT if is_narrow else LINE_HEIGHT)
            self.updateGeometry()
        self._fold_button()

    def _fold_button(self) -> None:
        """Put the button beneath the lines where there is no room beside them."""
        # In lines of their own the words may wrap; beside a button they would stand in a column of one word a line.
        words = sum(part.sizeHint().width() + SPACE for part in (self._mark, self._head, self._hours) if not part.isHidden())
        needed = max(words, self._lines_width()) + SPACE + self._action.minimumSizeHint().width() + SIDE + END
        is_beneath = not self._action.isHidden() and self.width() < needed
        if is_beneath != (self._beside.direction() is QBoxLayout.Direction.TopToBottom):
            self._beside.setDirection(QBoxLayout.Direction.TopToBottom if is_beneath else QBoxLayout.Direction.LeftToRight)
            self._beside.setAlignment(self._action, Qt.AlignmentFlag.AlignLeading if is_beneath else Qt.AlignmentFlag(0))
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the faint ground of the phase; in high contrast, which has none, an edge in its colour."""
        colours = current_palette()
        edge = colours.phase(self.text.phase) if colours.is_high_contrast else None
        draw_tile(start_painting(self), QRectF(self.rect()), colours.wash(self.text.phase), edge, radius=sizes().card_radius)
