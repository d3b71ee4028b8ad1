"""Buttons in the three kinds the window has, filled, outlined and quiet, some with the key that does the same drawn in them."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from ui.assets import current_palette, icon, scaled_font, set_style_property
from ui.widgets.keys import ENTER
from ui.widgets.painting import KeptPicture

ICON = 18
# px; wider than the icon itself, and drawn at the left of it: a style sheet can set no distance between icon and text.
ICON_ROOM = {"navigation": 30, "opener": 13}
USUAL_ICON_ROOM = 24
# app.qss makes these bold once they are checked; room is kept from the start, so that no neighbour moves.
BOLD_WHEN_CHECKED = {"navigation", "segment"}
GAP = 8
CAP_PADDING = 6
CAP_HEIGHT = 18
# The name of a key is secondary: smaller than the text it follows.
CAP_FACTOR = 0.85
# Filled: main. Outlined: ordinary, small, icon; danger and help in red. Quiet: quiet, quiet-small, bare (an icon alone), muted in grey,
# opener, whose mark stands on the edge of the text above.
INKS = {
    "main": "on_accent",
    "danger": "danger",
    "help": "danger",
    "quiet": "accent",
    "quiet-small": "accent",
    "opener": "accent",
    "bare": "accent",
    "muted": "muted",
}
# px; the tick of a chosen segment stands in what is its padding while it is not chosen, so that no neighbour moves.
TICK = 14
TICK_GAP = 5


class ActionButton(QPushButton):
    """A push button of one kind: one of `INKS`, ordinary, small, icon, segment or navigation."""

    def __init__(self, text: str, kind: str = "ordinary", *, keys: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self._icon_name, self._icon_height = icon_name, ICON
        self._picture = KeptPicture()
        # In a dialog Qt would make whatever button has the focus the one that Enter presses from any field.
        self.setAutoDefault(False)
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Take another kind."""
        if self.property("kind") != kind:  # with its icon set again, all that stands around it would be laid out anew
            set_style_property(self, "kind", kind)
            self._take_icon(kind)
        self._fit_icon(kind)

    def set_icon_name(self, icon_name: str) -> None:
        """Show another icon."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self._take_icon(str(self.property("kind")))
            self._fit_icon(str(self.property("kind")))

    def set_icon_height(self, height: int = ICON) -> None:
        """Have the icon as high as goes with a text of another size, in px; by default as in all buttons."""
        self._icon_height = height
        self._fit_icon(str(self.property("kind")))

    def sizeHint(self) -> QSize:
        """As large as the text, and the key cap where there is one."""
        hint = super().sizeHint()
        wider = GAP + self._cap_width() if self._keys else 0
        if self.property("kind") in BOLD_WHEN_CHECKED:
            wider += _advance(scaled_font(1, strong=True), self.text()) - _advance(scaled_font(1), self.text()) + 2
        return QSize(hint.width() + wider, hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; held down it counts once."""
        # Qt presses with Enter only what is default or auto-default.
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, the key cap after its text, and the tick before that of a chosen segment."""
        is_ticked = self.property("kind") == "segment" and self.isChecked()
        if not self._keys and not is_ticked:
            super().paintEvent(event)
            return
        self.paint_framed(self._draw_ticked if is_ticked else self._draw_label, self._keys)

    def paint_framed(self, draw: Callable[[QPainter], None], *look: object) -> None:
        """Paint the frame as the style does, without a text, and in it what is drawn, of which `look` is all that the button does not know."""
        from PySide6.QtWidgets import QStyle, QStyleOptionButton  # none of the frame's buttons needs them

        option = QStyleOptionButton()
        self.initStyleOption(option)
        # The style draws its frame alone: text and key cap are centred together, which it knows nothing of.
        option.text, option.icon = "", QIcon()

        def draw_all(painter: QPainter) -> None:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            draw(painter)

        self._picture.paint(self, draw_all, option.state, option.features, self.property("kind"), self.text(), *look)

    def _take_icon(self, kind: str) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, INKS.get(kind), when_on="on_selected"))

    def _fit_icon(self, kind: str) -> None:
        """Keep the room after the icon that the kind has before a text."""
        if self._icon_name:
            width = ICON_ROOM.get(kind, USUAL_ICON_ROOM) if self.text() else ICON
            self.setIconSize(QSize(width, ICON) * (self._icon_height / ICON))

    def _draw_ticked(self, painter: QPainter) -> None:
        ink = current_palette().on_selected if self.isEnabled() else current_palette().muted
        font = scaled_font(1, strong=True)
        width = _advance(font, self.text())
        left = (self.width() - width - TICK - TICK_GAP) // 2
        tick, words = QRect(left, (self.height() - TICK) // 2, TICK, TICK), QRect(left + TICK + TICK_GAP, 0, width, self.height())
        if self.isRightToLeft():
            tick.moveRight(self.width() - 1 - tick.left())
            words.moveRight(self.width() - 1 - words.left())
        icon("check", ink).paint(painter, tick)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.text())

    def _draw_label(self, painter: QPainter) -> None:
        width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - GAP - self._cap_width()) // 2
        colour = QColor(self._ink())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour)
        painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        cap = QRect(left + width + GAP, (self.height() - CAP_HEIGHT) // 2, self._cap_width(), CAP_HEIGHT)
        painter.setPen(QPen(colour, 1))
        # Half a pixel in: a line of 1 px on whole coordinates would be smeared over two.
        painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(scaled_font(CAP_FACTOR))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _ink(self) -> str:
        colours = current_palette()
        if not self.isEnabled():
            return colours.muted if self.property("kind") == "main" else colours.disabled
        return str(getattr(colours, INKS.get(str(self.property("kind")), "text")))

    def _cap_width(self) -> int:
        return _advance(scaled_font(CAP_FACTOR), self._keys) + 2 * CAP_PADDING


def in_lines(text: str, metrics: QFontMetrics, room: int) -> str:
    """The text of a button, which does not wrap by itself, in lines of so many px at most; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def main_button(text: str, *, keys: str = "", icon_name: str = "") -> ActionButton:
    """A filled button, the one of its page."""
    return ActionButton(text, "main", keys=keys, icon_name=icon_name)


def ordinary_button(text: str, *, keys: str = "", icon_name: str = "") -> ActionButton:
    """An outlined button."""
    return ActionButton(text, keys=keys, icon_name=icon_name)


def danger_button(text: str, *, keys: str = "", icon_name: str = "") -> ActionButton:
    """An outlined button for what destroys something."""
    return ActionButton(text, "danger", keys=keys, icon_name=icon_name)


def quiet_button(text: str, *, keys: str = "", icon_name: str = "") -> ActionButton:
    """A quiet button: text in the accent, without an edge."""
    return ActionButton(text, "quiet", keys=keys, icon_name=icon_name)


def muted_button(text: str) -> ActionButton:
    """A quiet button that steps back: for what may be done, and is not proposed."""
    return ActionButton(text, "muted")


def small_button(text: str, *, icon_name: str = "") -> ActionButton:
    """An outlined button of the least height, for rows."""
    return ActionButton(text, "small", icon_name=icon_name)


def link_button(text: str, *, icon_name: str = "") -> ActionButton:
    """A quiet button of the least height, for rows and beneath text."""
    return ActionButton(text, "quiet-small", icon_name=icon_name)


def icon_button(icon_name: str, text: str) -> ActionButton:
    """A square button that shows an icon alone; `text` is its name and its tooltip."""
    button = ActionButton("", "icon", icon_name=icon_name)
    button.setAccessibleName(text)
    button.setToolTip(text)
    return button


def show_checked(button: QAbstractButton, *, is_checked: bool) -> None:
    """Show a button checked or not, without its signals."""
    blocked = button.blockSignals(True)
    button.setChecked(is_checked)
    button.blockSignals(blocked)


def _advance(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
