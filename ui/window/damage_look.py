"""Tells of damage that the readings of an open diary came upon, offers back what a backup has of it, and goes on without the rest."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tracker.domain.damage import Unreadable
from tracker.errors import DiaryDamaged, TrackerError
from tracker.steps import run_to_end
from ui.desk import Desk

# What tells it is imported where there is damage: hardly a diary is ever damaged.
if TYPE_CHECKING:
    from tracker.services.recovery import KeptThings, LostThing, Recovery
    from ui.dialogs.lost_dialog import LostDialog
    from ui.stepper import Stepper
    from ui.window.damage_strip import DamageStrip

# After the page in view is filled, and after a change is shown: what was left out of it is known by then.
SOON_MS = 200


class DamageLook(QObject):
    """Keeps the strip; `look_soon` after the diary was read. `noticed` is what readings have left out and costs nothing."""

    def __init__(
        self,
        desk: Desk,
        noticed: Callable[[], Sequence[Unreadable]],
        recovery: "Callable[[], Recovery]",
        strip: "Callable[[], DamageStrip]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._noticed = noticed
        self._recovery = recovery
        self._make_strip = strip
        self._strip: DamageStrip | None = None
        self._window = window
        self._told: Sequence[Unreadable] = ()
        self._sentence = ""
        self._kept: KeptThings | None = None
        self._is_kept_refused = False
        self._stepper: Stepper | None = None
        self._dialog: LostDialog | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look)
        desk.feed.changed.connect(self.look_soon)

    def look_soon(self, _what: object = None) -> None:
        """Look in a moment whether readings have left something out."""
        self._soon.start()

    def stop(self) -> None:
        """Look no more: the diary is about to be closed."""
        self._soon.stop()
        if self._stepper is not None:
            self._stepper.cancel()

    def look_through(self) -> None:
        """Look through everything, a part at each turn: damage was found by somebody who did."""
        from ui.stepper import Stepper

        if self._stepper is not None and self._stepper.running:
            return
        self._stepper = Stepper(self._recovery().problem_steps(), self)
        self._stepper.finished.connect(self._show)
        self._stepper.failed.connect(self._desk.messages.report)
        self._stepper.start()

    def _look(self) -> None:
        if self._noticed() != self._told:
            # All of it, not only what the page in view has come upon: the person is told once.
            self.look_through()

    def _show(self, problem: DiaryDamaged | None) -> None:
        from tracker.services.recovery import damage_sentence

        recovery = self._recovery()
        damage = [part for part in problem.unreadable if isinstance(part, Unreadable)] if problem else []
        kept = self._desk.ask(lambda: (recovery.kept(damage),)) if damage else None
        self._kept = kept[0] if kept else None
        self._told = self._noticed()
        self._sentence = damage_sentence(damage, self._kept, self._desk.clock.zone()) if damage else problem.sentence if problem else ""
        if self._strip is None:
            self._strip = self._make_strip()
            self._strip.look_wanted.connect(self._open)
        self._strip.show_damage(self._sentence)
        if self._dialog is not None:
            self._show_in_dialog(self._dialog)

    def _show_now(self) -> None:
        try:
            problem = run_to_end(self._recovery().problem_steps())
        except TrackerError as error:
            self._desk.messages.report(error)
        else:
            self._show(problem)

    def _open(self) -> None:
        from ui.dialogs.lost_dialog import LostDialog

        dialog = self._dialog = LostDialog(self._desk.clock.zone(), self._window)
        dialog.wanted.connect(self._take_back)
        dialog.let_go_wanted.connect(self._let_go)
        dialog.finished.connect(self._on_closed)
        self._is_kept_refused = False
        self._show_in_dialog(dialog)
        dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None

    def _show_in_dialog(self, dialog: "LostDialog") -> None:
        if self._sentence:
            # What a backup has is brought back first; where that does not fit any more, there is no other way on.
            dialog.show_lost(self._sentence, self._kept, may_let_go=self._kept is None or self._is_kept_refused)
        else:
            dialog.accept()

    def _take_back(self, things: "tuple[LostThing, ...]") -> None:
        kept = self._kept
        if kept is None:
            return
        self._is_kept_refused = self._desk.run(lambda: self._recovery().take_back(things, kept)) is None
        self._show_now()

    def _let_go(self) -> None:
        if self._desk.run(self._recovery().let_go) is not None:
            self._show_now()
