"""Tells of damage that the readings of an open diary came upon, and offers back what a backup has of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tracker.domain.damage import Unreadable
from ui.desk import Desk
from ui.window.damage_strip import DamageStrip

# What tells it is imported where there is damage: hardly a diary is ever damaged.
if TYPE_CHECKING:
    from tracker.services.recovery import KeptThings, LostThing, Recovery
    from ui.dialogs.lost_dialog import LostDialog

# After the page in view is filled, and after a change is shown: what was left out of it is known by then.
SOON_MS = 200


class DamageLook(QObject):
    """Keeps the strip; `look_soon` after the diary was read. `noticed` is what readings have left out and costs nothing."""

    def __init__(
        self, desk: Desk, noticed: Callable[[], Sequence[Unreadable]], recovery: "Callable[[], Recovery]", strip: DamageStrip, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._noticed = noticed
        self._recovery = recovery
        self._strip = strip
        self._window = window
        self._told: Sequence[Unreadable] = ()
        self._kept: KeptThings | None = None
        self._dialog: LostDialog | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look)
        strip.look_wanted.connect(self._open)
        desk.feed.changed.connect(self.look_soon)

    def look_soon(self, _what: object = None) -> None:
        """Look in a moment whether readings have left something out."""
        self._soon.start()

    def _look(self) -> None:
        if self._noticed() != self._told:
            self._show()

    def _show(self) -> None:
        from tracker.services.recovery import damage_sentence

        recovery = self._recovery()
        # All of it, not only what the page in view has come upon: the person is told once.
        damage = self._desk.ask(recovery.damage)
        if damage is None:
            return
        kept = self._desk.ask(lambda: (recovery.kept(damage),)) if damage else None
        self._kept = kept[0] if kept else None
        self._told = self._noticed()
        self._strip.show_damage(damage_sentence(damage, self._kept, self._desk.clock.zone()), is_kept=self._kept is not None)

    def _open(self) -> None:
        from ui.dialogs.lost_dialog import LostDialog

        if self._kept is None:
            return
        dialog = self._dialog = LostDialog(self._desk.clock.zone(), self._window)
        dialog.wanted.connect(self._take_back)
        dialog.finished.connect(self._on_closed)
        dialog.show_kept(self._kept)
        dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None

    def _take_back(self, things: "tuple[LostThing, ...]") -> None:
        kept = self._kept
        if kept is None or self._desk.run(lambda: self._recovery().take_back(things, kept)) is None:
            return
        self._show()
        if self._dialog is None:
            return
        if self._kept is None:
            self._dialog.accept()
        else:
            self._dialog.show_kept(self._kept)
