"""A picture of an exercise, inked in the colours of the theme; one of the person's own on white, as it is."""

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tracker.domain.exercises import Exercise, Way
from tracker.library.exercises import drawing, drawing_names
from tracker.library.look import Palette
from tracker.library.own_pictures import is_drawable_svg, png_of
from ui.assets import current_palette
from ui.widgets.painting import draw_tile

# Not an SVG library: the drawings are our own and write each colour as var(--ink, #...), which QSvgRenderer does not know.
COLOUR = re.compile(r"var\(--(\w+),[^)]*\)")
INKS = {"ink": "text", "accent": "accent", "far": "outline", "muted": "outline", "heat": "heat", "ice": "ice"}
WHITE = "#FFFFFF"
USUAL = QSizeF(4, 3)
# px; what a picture says of its size is looked at before it is decoded, so that a small file cannot ask for gigabytes.
LONGEST_EDGE = 6000
PADDING = 4.0
# In so small a room the floor would leave the figure fewer pixels still.
SMALL = 64  # px
FIGURE = "figure"  # the part of a drawing without the floor
FLOOR = 173.0  # where the floor lies in every drawing, in its own measure
FLOOR_ROOM = 4.0  # px beneath the floor


class InkedPicture:
    """Takes a picture as an exercise keeps it, and the token of the ground it stands on."""

    def __init__(self, picture: str, ground: str = "surface") -> None:
        self._picture, self._ground = picture, ground
        self._is_own = picture not in drawing_names()
        self._image = _image_of(picture) if self._is_own else None
        self._svg: tuple[str, QSvgRenderer] | None = None

    @property
    def is_showable(self) -> bool:
        """Whether there is anything to see."""
        if not self._is_own or self._image is not None:
            return True
        return is_drawable_svg(self._picture) and self._renderer(current_palette()).isValid()

    def shape(self) -> QSizeF:
        """Width and height in proportion."""
        if self._image is not None:
            return QSizeF(self._image.size())
        size = QSizeF(self._renderer(current_palette()).viewBoxF().size())
        return size if size.width() > 0 and size.height() > 0 else USUAL

    def area(self, room: QRectF) -> QRectF:
        """What it takes of a room: as large as it fits, in the middle."""
        return _fitted_area(self.shape(), room)

    def paint(self, painter: QPainter, room: QRectF, *, is_standing: bool = False) -> None:
        """Draw it; in a small room the figure alone. Standing: with the floor at the lower edge, in the middle of the width."""
        if not self._is_own and room.width() < SMALL:
            self._paint_figure(painter, room)
            return
        if not self._is_own and is_standing:
            self._paint_standing(painter, room)
            return
        area = self.area(room)
        if self._is_own:
            # A picture of one's own may be dark lines on nothing: on a dark ground they would vanish.
            draw_tile(painter, area, WHITE, current_palette().hairline)
            area = area.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        else:
            self._renderer(current_palette()).render(painter, area)

    def _paint_standing(self, painter: QPainter, room: QRectF) -> None:
        renderer = self._renderer(current_palette())
        box = renderer.viewBoxF()
        above = FLOOR - box.top()
        # Each as large as it fits; what lies beneath the floor is empty, and may be cut.
        scale = min(room.width() / box.width(), (room.height() - FLOOR_ROOM) / above)
        area = QRectF(0, room.bottom() - FLOOR_ROOM - above * scale, box.width() * scale, box.height() * scale)
        area.moveLeft(room.center().x() - area.width() / 2)
        renderer.render(painter, area)

    def _paint_figure(self, painter: QPainter, room: QRectF) -> None:
        renderer = self._renderer(current_palette())
        figure = renderer.boundsOnElement(FIGURE)
        renderer.render(painter, FIGURE, _fitted_area(figure.size(), room))

    def _renderer(self, colours: Palette) -> QSvgRenderer:
        """Inked once for each theme."""
        if self._svg is None or self._svg[0] != colours.name:
            text = self._picture if self._is_own else inked(drawing(self._picture), colours, self._ground)
            self._svg = colours.name, QSvgRenderer(QByteArray(text.encode()))
        return self._svg[1]


def inked(text: str, colours: Palette, ground: str = "surface") -> str:
    """The SVG text with the colours of a theme in the place of its variables."""
    inks = {**INKS, "paper": ground}
    return COLOUR.sub(lambda found: str(getattr(colours, inks[found[1]])), text)


def most_telling_position(exercise: Exercise) -> int:
    """The position, counted from 0, that tells most alone: the last; where one presses until it lets go, the first."""
    return 0 if exercise.way is Way.OPEN else len(exercise.pictures) - 1


def exercise_icon(exercise: Exercise, edge: int = 32) -> QIcon:
    """The most telling position of an exercise as an icon of `edge` pixels width, in the theme's colours of now; empty without a picture."""
    picture = InkedPicture(exercise.pictures[most_telling_position(exercise)]) if exercise.pictures else None
    if picture is None or not picture.is_showable:
        return QIcon()
    result = QIcon()
    # For screens of 100, 200 and 300 %; Qt takes the next larger and scales it down.
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(edge, edge) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.paint(painter, QRectF(pixmap.rect()))
        painter.end()
        result.addPixmap(pixmap)
    return result


def _image_of(picture: str) -> QImage | None:
    content = png_of(picture)
    if content is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The format is given: else Qt would try each of its decoders on content that comes from a file of somebody else.
    reader = QImageReader(buffer, QByteArray(b"png"))
    if max(reader.size().width(), reader.size().height()) > LONGEST_EDGE:
        return None
    image = reader.read()
    return None if image.isNull() else image


def _fitted_area(shape: QSizeF, room: QRectF) -> QRectF:
    size = shape.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(room.topLeft(), size)
    area.moveCenter(room.center())
    return area
