"""The positions of an exercise, side by side; or one alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.exercises import Exercise
from tracker.library.look import sizes
from tracker.wording.exercise_steps import exercise_words
from ui.assets import current_palette, scaled_font
from ui.widgets.inked_picture import InkedPicture, most_telling_position
from ui.widgets.painting import start_painting

GAP = 12
LEAST_FOR_SEVERAL = 56  # px: narrower pictures side by side tell less than the most telling one alone
LEAST_FOR_CAPTIONS = 90
# A caption grows with its picture, in times the desktop's type size for each px of height, as far as the first of the two.
LARGEST_CAPTION, CAPTION_SHARE = 2.4, 0.0045
MOST_OF_PICTURE = 0.2  # that a line of the caption takes
USUAL_WIDTH, USUAL_HEIGHT = 420, 190
# Shown until there is one.
NO_EXERCISE = Exercise("", "", "", (), is_sided=False, pictures=(), source="", is_own=True)


class ExercisePicture(QWidget):
    """Takes an exercise; `ground`: the colour token it stands on.

    `is_standing`: the floor lies at the lower edge, so that pictures beside each other stand on one line.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        ground: str = "surface",
        has_captions: bool = True,
        is_standing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._has_captions, self._is_standing = has_captions, is_standing
        self._only: int | None = None
        self._caption_line = 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.show_exercise(exercise)

    @property
    def exercise(self) -> Exercise:
        """What is shown."""
        return self._exercise

    @property
    def has_pictures(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._pictures)

    def show_exercise(self, exercise: Exercise) -> None:
        """Show another exercise."""
        self._exercise = exercise
        # Own exercises may have fewer captions than pictures.
        captions = (*exercise.captions, *("" for _picture in exercise.pictures))
        shown = [
            (InkedPicture(picture, self._ground), exercise.words(caption)) for picture, caption in zip(exercise.pictures, captions, strict=False)
        ]
        self._pictures = [(picture, caption) for picture, caption in shown if picture.is_showable]
        self._only = None
        self.setAccessibleName(exercise.words(exercise.name))
        self.setAccessibleDescription(exercise_words(exercise))
        self.update()

    def show_only(self, number: int | None) -> None:
        """Show one position, counted from 0, alone; None: all again."""
        self._only = number
        self.update()

    def set_caption_line(self, height: float) -> None:
        """Have a line of the captions so many px high, to be read from afar; 0: as high as goes with the picture."""
        self._caption_line = height
        self.update()

    def shown_numbers(self) -> tuple[int, ...]:
        """The positions to be seen now, counted from 0."""
        count = len(self._pictures)
        if self._only is not None and count:
            return (min(self._only, count - 1),)
        areas = self._areas(count)
        is_small = count > 1 and areas[0].width() < LEAST_FOR_SEVERAL
        return (min(most_telling_position(self._exercise), count - 1),) if is_small else tuple(range(count))

    def sizeHint(self) -> QSize:
        """Two positions in a card."""
        return QSize(USUAL_WIDTH, USUAL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """One position as an icon."""
        return QSize(32, 24)

    def _areas(self, count: int) -> list[QRectF]:
        """A cell for each picture: beside or beneath one another, whichever leaves them larger."""
        if not count:
            return []
        whole = QRectF(self.rect())
        # 4 / 3 is the usual shape of a drawing: what counts is how wide it gets in its cell, not how large the cell is.
        wide = (whole.width() - GAP * (count - 1)) / count
        high = (whole.height() - GAP * (count - 1)) / count
        if min(wide, whole.height() * 4 / 3) >= min(whole.width(), high * 4 / 3):
            return [QRectF(whole.left() + number * (wide + GAP), whole.top(), wide, whole.height()) for number in range(count)]
        return [QRectF(whole.left(), whole.top() + number * (high + GAP), whole.width(), high) for number in range(count)]

    def _draw_position(self, painter: QPainter, number: int, area: QRectF) -> None:
        picture, caption = self._pictures[number]
        if not self._has_captions or not caption or min(area.width(), area.height()) < LEAST_FOR_CAPTIONS:
            picture.paint(painter, area, is_standing=self._is_standing)
            return
        font = scaled_font(self._caption_size(area.height()))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        height = QFontMetricsF(font).boundingRect(area, flags, caption).height() + 4
        room = area.adjusted(0, 0, 0, -height)
        picture.paint(painter, room)
        painter.setFont(font)
        painter.setPen(QColor(current_palette().muted))
        painter.drawText(QRectF(area.left(), picture.area(room).bottom() + 4, area.width(), height), flags, caption)

    def _caption_size(self, height: float) -> float:
        """In times the desktop's type, for a picture of a height in px."""
        usual = min(LARGEST_CAPTION, max(sizes().small, height * CAPTION_SHARE))
        line = min(self._caption_line, height * MOST_OF_PICTURE)
        return max(usual, line / QFontMetricsF(scaled_font(1)).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the positions to be seen, inked for the theme of now."""
        painter = start_painting(self)
        numbers = self.shown_numbers()
        for number, area in zip(numbers, self._areas(len(numbers)), strict=True):
            self._draw_position(painter, number, area)
