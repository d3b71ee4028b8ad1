"""A card: a surface with a hairline edge, a heading, and room at its right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.library.look import sizes
from ui.assets import set_role, set_style_property
from ui.widgets.accessible_roles import hear_as
from ui.widgets.labels import plain_label
from ui.widgets.laid_out import widgets_laid_out
from ui.widgets.margins import is_in_narrow_window
from ui.widgets.phase_icon import PhaseIcon
from ui.widgets.tab_order import first_stop

NARROW = 760
SPACE = 16


# px; between the icon of a phase and the heading.
MARK_SPACE = 8
EDGES = 4  # px; of the card and of letters, which a width rounds away


class Card(QFrame):
    """Takes a heading; `body` takes what it holds, `add_to_header` what stands beside the heading.

    `is_named`: whether the card is called by its heading; not where a group in it is, which would be heard twice.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None, *, is_named: bool = True) -> None:
        super().__init__(parent)
        self._is_named = is_named
        set_role(self, "card")
        self._mark = PhaseIcon()
        self._heading = plain_label("", "heading")
        self._header, self._beside = QWidget(), QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._header)
        self.header = QHBoxLayout(self._beside)
        for layout in (self._head, self.header):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(12)
        title = QHBoxLayout()
        title.setSpacing(MARK_SPACE)
        title.addWidget(self._mark)
        title.addWidget(self._heading, 1)
        self._head.addLayout(title, 1)
        self._head.addWidget(self._beside)
        self._beside.hide()
        # Maximum: where a card is stretched to the height of its neighbour, its body takes what is left, not its heading.
        self._header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(12)
        self._outer.addWidget(self._header)
        self._outer.addLayout(self.body, 1)
        self._set_padding(sizes().card_padding)
        self.set_heading(heading)

    def set_head_room(self, space: int) -> None:
        """Leave so many px between the heading and what the card holds."""
        self._outer.setSpacing(space)

    def set_heading(self, text: str) -> None:
        """Head the card with another text."""
        self._heading.setText(text)
        self._fit_head()
        self.setAccessibleName(text if self._is_named else "")
        self._header.setVisible(bool(text) or self.header.count() > 0)

    def heading(self) -> str:
        """The heading's text."""
        return self._heading.text()

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget beside the heading, at the right."""
        self.header.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._beside.show()
        self._header.show()

    def set_phase(self, phase: Phase | None) -> None:
        """Give the heading the icon and the colour of a phase."""
        self._mark.show_phase(phase)
        set_style_property(self._heading, "phase", phase.value if phase is not None else None)

    def take_focus(self) -> None:
        """Have the focus itself: what had it is gone, and on a button one more Enter would press that. A screen reader says the heading."""
        hear_as(self, "group")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """From the card itself Tab leads into it: where in the chain of Qt it stands, nobody laid out."""
        first = first_stop(self) if self.hasFocus() else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return (first is not None and is_next) or super().focusNextPrevChild(is_next)

    def minimumSizeHint(self) -> QSize:
        """No wider than what stands beside the heading needs, since it can go beneath."""
        beside = max((widget.minimumSizeHint().width() for widget in self._beside_widgets()), default=0)
        # 2 px for the hairline at both sides. The heading wraps and asks for nothing.
        inside = max(beside, self.body.minimumSize().width()) + 2 * self._padding()[1] + 2
        return QSize(inside, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what stands beside the heading beneath it where there is no room."""
        super().resizeEvent(event)
        self._set_padding(self._padding())
        self._fit_head()

    def _fit_head(self) -> None:
        margins = self._outer.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        # Measured by the text, not by the label's hint: a label that wraps asks for less than its line.
        widths = [widget.sizeHint().width() for widget in self._beside_widgets()]
        beside = sum(widths) + self.header.spacing() * max(0, len(widths) - 1)
        natural = self._heading.fontMetrics().horizontalAdvance(self._heading.text()) + beside
        natural += 0 if self._mark.isHidden() else self._mark.width() + MARK_SPACE
        is_narrow = self.header.count() > 0 and natural > inside - self._head.spacing() - EDGES
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._head.setAlignment(self._beside, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight)
        # Beneath the heading, and in rows of their own where one does not hold them.
        self.header.setDirection(QBoxLayout.Direction.TopToBottom if beside > inside else QBoxLayout.Direction.LeftToRight)
        # Its policy knows no height for a width: a heading of two lines would be cut to one.
        self._header.setMinimumHeight(max(0, self._head.heightForWidth(inside)))

    def _beside_widgets(self) -> list[QWidget]:
        # Asked for at each laying out, and nearly all cards have nothing there.
        return [widget for widget in widgets_laid_out(self.header) if not widget.isHidden()] if self.header.count() else []

    def _padding(self) -> tuple[int, int]:
        return sizes().card_padding_narrow if is_in_narrow_window(self) else sizes().card_padding

    def _set_padding(self, padding: tuple[int, int]) -> None:
        upright, aside = padding
        self._outer.setContentsMargins(aside, upright, aside, upright)


class CardRow(QWidget):
    """A row of equally wide cards; a column below 760 px."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        for card in cards:
            # Ignored: else a card with a longer text would be wider than its neighbour in spite of equal stretches.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._layout.addWidget(card, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a column would be."""
        hint = super().minimumSizeHint()
        # A row would ask for the sum of its cards; the window could then never be made narrow enough to turn it.
        widest = max((card.minimumSizeHint().width() for card in widgets_laid_out(self._layout)), default=0)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn to a column or a row."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
