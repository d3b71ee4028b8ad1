"""Line icons, drawn crisp at any size in the colour of the text they stand with."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from tracker.library.resources import resource
from ui.assets.theme import current_palette

ICON_NAMES = (
    "today",
    "diary",
    "plan",
    "trends",
    "report",
    "settings",
    "plus",
    "close",
    "previous",
    "next",
    "down",
    "closed",
    "opened",
    "undo",
    "bin",
    "edit",
    "more",
    "help",
    "play",
    "stop",
    "ice",
    "heat",
    "stretch",
    "well",
    "check",
    "warning",
    "search",
)
# Those that point where the reading goes, or back.
TURNED_AROUND = {"previous", "next", "closed"}
# Every size a desktop asks for, from the tray to the launcher; it would scale another one, and blur it.
APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


class LineIcon(QIconEngine):
    """A square icon where reading begins in what room it gets; it looks its colour up each time it is drawn, to follow the theme."""

    def __init__(self, name: str, colour: str, colour_when_on: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._colour_when_on = colour_when_on

    # QIcon copies its engine when it is copied; Qt would end in an abstract method without this.
    def clone(self) -> "LineIcon":
        """The same icon again."""
        return LineIcon(self._name, self._colour, self._colour_when_on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        _draw(painter, rect, self._name, self._colour_now(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon in device pixels."""
        return _icon_pixmap(self._name, self._colour_now(mode, state), size)

    def _colour_now(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return current_palette().disabled
        return _colour_of(self._colour_when_on if state is QIcon.State.On else self._colour)


def icon(name: str, colour: str | None = None, *, when_on: str | None = None) -> QIcon:
    """The icon `name` in a colour: a token such as "accent", or #RRGGBB; by default that of text. `when_on`: while checked."""
    plain = colour or "text"
    return QIcon(LineIcon(name, plain, when_on or plain))


def app_icon() -> QIcon:
    """The icon of the application, from 16 to 256 px."""
    result = QIcon()
    for edge in APP_ICON_SIZES:
        result.addPixmap(_icon_pixmap("recovery-tracker", current_palette().text, QSize(edge, edge)))
    return result


def _colour_of(colour: str) -> str:
    return colour if colour.startswith("#") else str(getattr(current_palette(), colour))


def _icon_pixmap(name: str, colour: str, size: QSize) -> QPixmap:
    # The colour is in the key, so that a new theme finds no icon of the one before; Qt's cache throws out the oldest by itself.
    key = f"line-icon {name} {colour} {size.width()}x{size.height()} {QGuiApplication.isRightToLeft()}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, QRect(QPoint(0, 0), size), name, colour)
    # A pixmap must not be given away while a painter is at work on it.
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _draw(painter: QPainter, room: QRect, name: str, colour: str) -> None:
    # The height twice: buttons keep room after the icon by a size wider than high.
    area = QRectF(room.x(), room.y(), room.height(), room.height())
    painter.save()
    if QGuiApplication.isRightToLeft():
        area.moveRight(room.x() + room.width())
        if name in TURNED_AROUND:
            painter.translate(2 * area.center().x(), 0)
            painter.scale(-1, 1)
    _renderer(name, colour).render(painter, area)
    painter.restore()


@lru_cache(maxsize=128)  # an icon is painted at each painting of what shows it: read and parsed once in each colour
def _renderer(name: str, colour: str) -> QSvgRenderer:
    # An SVG drawn by itself has no text around it whose colour currentColor could be: it would be black in both themes.
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(source.encode())
