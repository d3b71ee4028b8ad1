"""An exercise as a tile: its picture, its name and dose, how often it was done today, its start, and a menu for the rest."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.language import _, ngettext, pgettext
from tracker.library.exercises import exercise_of
from tracker.wording.plan import exercise_name
from tracker.wording.plan_page import short_dosage_words
from ui.assets import set_role
from ui.pages.plan.exercises.exercise_details import ExerciseOffer
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import small_button
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.inked_picture import most_telling_position
from ui.widgets.labels import breakable, plain_label
from ui.widgets.line_stack import row_button
from ui.widgets.tab_order import order_tabs

# Pixels.
PICTURE_HEIGHT, STRENGTH_HEIGHT = 108, 92  # six stand in the row of the strength set, and a narrower tile fills no more
LEAST_WIDTH = 148
GAP = 12
MARGIN = 8


class ExerciseTile(QFrame):
    """Takes an exercise of the plan; asks by its signals for what is to be done with it."""

    start_wanted = Signal()
    steps_wanted = Signal()
    change_wanted = Signal()
    log_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, offer: ExerciseOffer) -> None:
        super().__init__()
        set_role(self, "tile")
        self.offer = offer
        self.name = exercise_name(offer.planned)
        self.setAccessibleName(self.name)
        self._done = plain_label("", "small")
        self.start_button = small_button(pgettext("button", "Start"), icon_name="play")
        self.start_button.setAccessibleDescription(self.name)
        self.start_button.clicked.connect(self.start_wanted)
        self.more_button = row_button("more", pgettext("button", "More"), self.name)
        self.more_button.clicked.connect(self._open_menu)
        self.menu = self._made_menu()
        show_open(self.more_button, is_open=False)
        self.menu.triggered.connect(self.menu.close)  # pressed by a screen reader, it would stay open
        self.menu.aboutToShow.connect(lambda: show_open(self.more_button, is_open=True))
        self.menu.aboutToHide.connect(lambda: show_open(self.more_button, is_open=False))
        self._lay_out()

    def show_done(self, times: int) -> None:
        """Show how often it was done today: no number to reach stands beside it."""
        self._done.setText(ngettext("{count} today", "{count} today", times).format(count=times) if times else _("not yet today"))

    def show_start(self, *, may_start: bool) -> None:
        """Offer its start, or not."""
        self.start_button.setVisible(may_start)

    def _made_menu(self) -> QMenu:
        menu = QMenu(self.more_button)
        entries = (
            (_("How it goes"), self.steps_wanted),
            (pgettext("button", "Change"), self.change_wanted),
            (_("Log by hand"), self.log_wanted),
            (_("Take out"), self.remove_wanted),
        )
        for words, signal in entries:
            menu.addAction(words).triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        return menu

    def _open_menu(self) -> None:
        # popup, not exec: the loop of the window goes on.
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _lay_out(self) -> None:
        exercise = exercise_of(self.offer.planned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(2)
        # The name of the tile is caption enough, and on one floor the pictures of a row are quiet.
        picture = ExercisePicture(exercise, has_captions=False, is_standing=True)
        if picture.has_pictures:
            picture.show_only(most_telling_position(exercise))
        picture.setFixedHeight(STRENGTH_HEIGHT if self.offer.phase is Phase.WELL else PICTURE_HEIGHT)
        layout.addWidget(picture)
        dose = plain_label(breakable(self.offer.about or short_dosage_words(self.offer.planned)), "small")
        for label in (plain_label(breakable(self.name), "strong"), dose, self._done):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(label)
        layout.addStretch(1)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 6, 0, 0)
        feet.setSpacing(4)
        self.start_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        feet.addWidget(self.start_button, 1)
        feet.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(feet)


class TileGrid(QWidget):
    """Tiles of one width, as many in a row as there is room for, the rows about equally long."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tiles: list[ExerciseTile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    def set_tiles(self, tiles: list[ExerciseTile]) -> None:
        """Show these tiles."""
        for former in self._tiles:
            self._grid.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._tiles = tiles
        self._columns = 0
        self._arrange()
        order_tabs(self)

    def tiles(self) -> list[ExerciseTile]:
        """The tiles in view, in order."""
        return list(self._tiles)

    def minimumSizeHint(self) -> QSize:
        """One tile wide: the others go beneath it."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many into a row as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        count = len(self._tiles)
        room = max(1, (self.width() + GAP) // (LEAST_WIDTH + GAP))
        rows = -(-count // room)
        columns = -(-count // rows) if rows else 0
        if columns == self._columns:
            return
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        self.updateGeometry()
