"""What closing the window does, and whether the app starts with the computer."""

from PySide6.QtWidgets import QCheckBox, QWidget

from tracker.changes import Touched
from tracker.language import _
from tracker.services.settings import ChosenSettings
from tracker.startup import LoginStart
from ui.desk import Desk
from ui.widgets.buttons import show_checked
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.segmented_bar import SegmentedBar


class ClosingCard(Card):
    """Chooses what closing the window does."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("When the window is closed"))
        self._desk = desk
        self._settings = settings
        self.bar = SegmentedBar([("tray", _("Go to the tray")), ("quit", _("Quit"))], self.heading())
        self.bar.chosen.connect(self._on_chosen)
        self.body.addWidget(plain_label(_("In the tray the reminders go on. Where the desktop has no tray, closing ends them."), "muted"))
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        self.bar.choose(self._settings.now.closing)

    def first_control(self) -> QWidget:
        """What is chosen."""
        return self.bar.segment(self.bar.chosen_key())

    def _on_chosen(self, key: str) -> None:
        if self._desk.tell_failures(lambda: self._settings.choose(closing=key)):
            self._desk.feed.publish(Touched.SETTINGS)
        else:
            self.refresh()


class StartCard(Card):
    """Lets the app start at login; `start` is this desktop's way of doing that."""

    def __init__(self, desk: Desk, start: LoginStart) -> None:
        super().__init__(_("Start with the computer"))
        self._desk = desk
        self._start = start
        self.check = QCheckBox(_("Start when I log in"))
        self.check.toggled.connect(self._on_toggled)
        self.body.addWidget(plain_label(_("It starts minimised, so that reminders come without the app being opened first."), "muted"))
        self.body.addWidget(self.check)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it does; the desktop's own settings may have changed it."""
        show_checked(self.check, is_checked=self._start.is_on())

    def _on_toggled(self, is_wanted: bool) -> None:
        # Whether it was done or refused, the box shows what the desktop has now.
        self._desk.tell_failures(self._start.turn_on if is_wanted else self._start.turn_off)
        self.refresh()
