"""The first run in three short steps: what the app is, when it began, and then Today."""

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.times import local_moment
from tracker.errors import TrackerError
from tracker.language import _
from tracker.library.safety import safety
from tracker.services.exchange.importing import Importing
from tracker.services.planner import Planner
from tracker.services.settings import ChosenSettings
from ui.assets import set_role
from ui.desk import Desk
from ui.importing.opener import open_import
from ui.pages.page import Page
from ui.widgets.buttons import link_button, main_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.fields.onset_fields import OnsetFields
from ui.widgets.help_list import HelpList
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout, ResponsiveColumns
from ui.widgets.margins import NARROW_PAGE_MARGIN, PAGE_MARGIN

WIDTH = 680
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
SPACE = 16


class FirstRunPage(Page):
    """Asks once when the pain began, or for just the diary; `done` opens Today."""

    done = Signal()

    def __init__(self, desk: Desk, planner: Planner, importing: Importing, settings: ChosenSettings) -> None:
        super().__init__(desk)
        self._planner = planner
        self.continue_button = main_button(_("Continue"))
        self.continue_button.clicked.connect(self._on_continue)
        self.fields = OnsetFields()
        self.begin_button = main_button(_("Begin the plan"))
        self.begin_button.clicked.connect(self._on_begin)
        self.diary_button = ordinary_button(_("Just the diary, no plan"))
        self.diary_button.clicked.connect(self.done)
        self.import_link = link_button(_("Import a file"))
        self.import_link.clicked.connect(lambda: open_import(desk, importing, self, self.done.emit))
        self._since_asked = QElapsedTimer()
        self._welcome, self._question = self._what_it_is(settings), self._when_it_began()
        self._question.hide()
        # No stack, in which each step would be as high as the highest.
        steps = QWidget()
        layout = QVBoxLayout(steps)
        layout.setContentsMargins(0, 0, 0, 0)
        for card in (self._welcome, self._question):
            layout.addWidget(card)
        layout.addStretch(1)
        self.set_content(_in_the_middle(steps))
        # Over the foot of the part that scrolls, in view however far the help list is scrolled. A child of the viewport: of a child beside it
        # a screen reader would be told nothing.
        self._foot = set_role(_in_the_middle(_at_the_right(self.continue_button)), "page")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot.setContentsMargins(PAGE_MARGIN, SPACE // 2, PAGE_MARGIN, SPACE)
        self._foot.setParent(self.viewport())
        # All of it comes out from under the foot in a narrow window too, whose edge is less.
        self.set_foot_room(self._foot.sizeHint().height() - NARROW_PAGE_MARGIN)

    def first_control(self) -> QWidget:
        """The button that goes on."""
        return self.continue_button

    def _on_continue(self) -> None:
        self._planner.shown_help()
        now = self.desk.now().local
        self.fields.when.limit_to(now)
        self.fields.show_time(now)
        for step in (self._welcome, self._foot):
            step.hide()
        self._question.show()
        self.set_foot_room(0)
        self._since_asked.start()
        self.verticalScrollBar().setValue(0)
        self.fields.when.day.setFocus()

    def _on_begin(self) -> None:
        planner = self._planner
        read = local_moment(self.fields.onset(), self.desk.clock.zone())
        try:
            change = planner.start_episode(read.moment, self.fields.sites(), self.fields.cause.text().strip())
        except TrackerError as problem:
            self.fields.show_problem(problem)
            return
        planner.shown_help(planner.open_episode())
        self.desk.feed.publish(change.touched)
        self.done.emit()
        self.desk.say_done(change)

    def _what_it_is(self, settings: ChosenSettings) -> QWidget:
        card = Card()
        card.setAccessibleName(_("Welcome"))
        card.body.setSpacing(SPACE)
        card.body.addWidget(plain_label(_("Welcome"), "title"))  # no smaller than what stands under it
        card.body.addWidget(plain_label(_(safety().about.text)))
        card.body.addWidget(plain_label(_(safety().title), "title"))
        card.body.addWidget(HelpList(settings.now))
        return card

    def _when_it_began(self) -> QWidget:
        card = Card(_("When did it begin?"))
        card.body.setSpacing(SPACE)
        words = _("The plan counts from when the pain began: ice for {hours} hours, then damp heat, then stretches when it has eased.")
        card.body.addWidget(plain_label(words.format(hours=72)))
        card.body.addWidget(self.fields)
        others = QWidget()
        flow = FlowLayout(others, SPACE)
        for button in (self.diary_button, self.import_link):
            flow.addWidget(button)
        # Large type leaves no room for all three in a row.
        card.body.addWidget(ResponsiveColumns(others, _at_the_right(self.begin_button), stretch=(1, 0), narrow_below=0))
        return card

    def _has_focus_in_fields(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.fields.isAncestorOf(focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the foot where it is."""
        super().resizeEvent(event)
        room, height = self.viewport().size(), self._foot.sizeHint().height()
        self._foot.setGeometry(0, room.height() - height, room.width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins the plan from any field of the second step; a button that has the focus has taken it before."""
        if event.key() in ENTER and self._has_focus_in_fields():
            # Continue pressed twice is no answer to the question that has just come.
            if self._since_asked.elapsed() > QApplication.doubleClickInterval():
                self._on_begin()
        else:
            super().keyPressEvent(event)


def _in_the_middle(part: QWidget) -> QWidget:
    """Nearly all the room for a part, up to its greatest width; the stretches at its sides keep it in the middle beyond that."""
    part.setMaximumWidth(WIDTH)
    content = QWidget()
    row = QHBoxLayout(content)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(part, 100)
    row.addStretch(1)
    return content


def _at_the_right(button: QWidget) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(button)
    return part
