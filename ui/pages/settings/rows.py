"""Settings as rows: what it is, how it stands, and what is set there, opened in place by a press."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QStyle, QStyleOptionButton, QStylePainter, QVBoxLayout, QWidget

from tracker.language import pgettext
from tracker.library.look import sizes
from ui.assets import current_palette, icon
from ui.widgets.accessible_roles import hear_as, show_open
from ui.widgets.buttons import ActionButton, show_checked
from ui.widgets.card import Card
from ui.widgets.labels import HairLine, breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

# px
HEIGHT, PADDING, LINE_SPACE, GAP = 36, 8, 8, 12
CHEVRON = 18
# The column of the names, in digits of the font: the states of all rows begin at one line. Twice as wide a row holds both beside each other.
NAME_DIGITS = 25
DETAIL_BELOW = 16
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)


class RowButton(ActionButton):
    """The name of a setting, how it stands, and a chevron; the state stands beneath the name where there is no room beside it."""

    def __init__(self, name: str, *, beside_tick: bool) -> None:
        super().__init__("", "row")
        self._before = sizes().least_control if beside_tick else 0
        self._state = ""
        self._is_on = True
        self._heights: dict[int, int] = {}
        self.is_open = False
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setVerticalPolicy(policy.Policy.Preferred)  # Fixed would hold it at the height of another width
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_name(name)
        self.set_open(is_open=False)

    def set_name(self, name: str) -> None:
        """Call the setting otherwise."""
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self._measure_anew()

    def name(self) -> str:
        """What it is called."""
        return self.accessibleName()

    def state(self) -> str:
        """How it stands."""
        return self._state

    def show_state(self, state: str, *, is_on: bool = True) -> None:
        """Show how it stands; a screen reader says it after the name."""
        self._state, self._is_on = state, is_on
        self.setAccessibleDescription(state)
        self._measure_anew()

    def set_open(self, *, is_open: bool) -> None:
        """Show whether it is open."""
        self.is_open = is_open
        show_open(self, is_open=is_open)
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as name and state need."""
        if width not in self._heights:
            name, state = self._places(QRect(0, 0, width, 0))
            self._heights[width] = max(HEIGHT, max(name.bottom(), state.bottom()) + 1 + LINE_SPACE)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as the column of names at least, and as high as its texts."""
        return QSize(self._name_width() + 2 * PADDING + CHEVRON, self.heightForWidth(max(self.width(), self.minimumSizeHint().width())))

    def minimumSizeHint(self) -> QSize:
        """Half that column: then the state stands beneath the name."""
        return QSize(self._name_width() // 2 + 2 * PADDING + CHEVRON, HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Another font takes another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure_anew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the texts and the chevron."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = current_palette()
        name, state = self._places(self.rect())
        self._draw(painter, name, self.name(), colours.text if self._is_on else colours.muted)
        self._draw(painter, state, self._state, colours.muted)
        chevron = QRect(self.width() - PADDING - CHEVRON, (min(self.height(), name.bottom() + LINE_SPACE) - CHEVRON) // 2, CHEVRON, CHEVRON)
        icon("down" if self.is_open else "next").paint(painter, self._as_read(chevron))

    def _draw(self, painter: QPainter, place: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawText(self._as_read(place), WRAP, breakable(text))

    def _as_read(self, place: QRect) -> QRect:
        """The place in a window read from the right."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _places(self, room: QRect) -> tuple[QRect, QRect]:
        """Where name and state stand: beside each other, else one under the other."""
        inside = room.width() - 2 * PADDING - CHEVRON - GAP
        column = self._name_width() - self._before
        is_beside = inside >= 2 * column
        name = self._lines(self.name(), column if is_beside else inside).translated(PADDING, LINE_SPACE)
        if is_beside:
            state = self._lines(self._state, inside - column - GAP).translated(PADDING + column + GAP, LINE_SPACE)
        else:
            state = self._lines(self._state, inside).translated(PADDING, name.bottom() + 1)
        if max(name.bottom(), state.bottom()) + LINE_SPACE < HEIGHT:  # one line each: in the middle
            for place in (name, state):
                place.moveTop((HEIGHT - place.height()) // 2)
        return name, state

    def _lines(self, text: str, width: int) -> QRect:
        asked = self.fontMetrics().boundingRect(QRect(0, 0, max(1, width), 10_000), WRAP, breakable(text))
        return QRect(0, 0, width, asked.height() if text else 0)

    def _name_width(self) -> int:
        return NAME_DIGITS * self.fontMetrics().horizontalAdvance("0")

    def _measure_anew(self) -> None:
        self._heights = {}
        self.updateGeometry()
        self.update()


class SettingRow(QWidget):
    """Takes the name, and what is set there; with a tick, `switched` tells that it was turned on or off. `opened` follows each opening by a press."""

    switched = Signal(bool)
    opened = Signal()
    closed = Signal()

    def __init__(self, name: str, *detail: QWidget | QLayout, has_tick: bool = False) -> None:
        super().__init__()
        self.button = RowButton(name, beside_tick=has_tick)
        self.check = QCheckBox()
        self.check.setFixedSize(sizes().least_control, HEIGHT)
        self.check.setAccessibleName(name)
        self.check.toggled.connect(self.switched)
        self.detail = QWidget()
        self.inside = QVBoxLayout(self.detail)
        self.inside.setContentsMargins(sizes().least_control if has_tick else PADDING, PADDING, 0, DETAIL_BELOW)
        self.inside.setSpacing(GAP)
        self.add(*detail)
        self.detail.hide()
        self.button.clicked.connect(self._on_pressed)
        self._lay_out(has_tick=has_tick)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put more into what it opens."""
        for part in parts:
            if isinstance(part, QLayout):
                self.inside.addLayout(part)
            else:
                self.inside.addWidget(part)

    @property
    def is_open(self) -> bool:
        """Whether what is set there is shown."""
        return not self.detail.isHidden()

    def show_state(self, state: str, *, is_on: bool = True) -> None:
        """Show how it stands; where it is off, that alone."""
        shown = state if is_on else pgettext("setting", "off")
        self.button.show_state(shown, is_on=is_on)
        self.check.setAccessibleDescription(shown if is_on else "")
        show_checked(self.check, is_checked=is_on)

    def set_open(self, *, is_open: bool) -> None:
        """Show what is set there, or hide it."""
        if is_open and not self.is_open:
            order_tabs(self)
        self.detail.setVisible(is_open)
        self.button.set_open(is_open=is_open)

    def close_up(self) -> None:
        """Hide what is set there; the focus is at the row then."""
        self.set_open(is_open=False)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _on_pressed(self) -> None:
        if self.is_open:
            self.close_up()
        else:
            self.set_open(is_open=True)
            self.opened.emit()

    def _lay_out(self, *, has_tick: bool) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        if not has_tick:
            self.check.hide()
        row.addWidget(self.button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(row)
        layout.addWidget(self.detail)


class RowGroup(QWidget):
    """Some rows under a small heading, if it takes one."""

    def __init__(self, heading: str = "", rows: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._heading = plain_label(heading, "small")
        hear_as(self._heading, "heading")
        self._heading.setContentsMargins(0, 0, 0, LINE_SPACE)
        self.body.addWidget(self._heading)
        if not heading:
            self._heading.hide()
        self.add(*rows)

    def add(self, *rows: QWidget) -> None:
        """Put more rows beneath."""
        for row in rows:
            self.body.addWidget(row)

    def heading(self) -> str:
        """The heading's text."""
        return self._heading.text()


def section_card(heading: str, *groups: QWidget) -> Card:
    """The one card of a section."""
    card = Card(heading)
    card.body.setSpacing(DETAIL_BELOW)
    for group in groups:
        card.body.addWidget(group)
    return card


def buttons_in_a_row(*buttons: QWidget) -> FlowLayout:
    """Buttons beside each other, beneath where there is no room."""
    flow = FlowLayout(spacing=GAP)
    for button in buttons:
        flow.addWidget(button)
    return flow
