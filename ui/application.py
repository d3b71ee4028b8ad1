"""Starts the window: one at a time, on a diary that could be opened."""

import contextlib
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.errors import DiaryDamaged, PasswordNeeded, TrackerError
from tracker.files import private_folder
from tracker.language import _
from tracker.paths import Paths
from tracker.second_start import StartMessage
from tracker.services.settings import settings_without_diary
from tracker.standard_streams import complain
from tracker.start_options import StartOptions
from ui.assets import app_icon, apply_theme
from ui.messages import close_logging, crash_details, log_fault, setup_logging
from ui.system.garbage_collection import GarbageCollection, pass_over_what_is_there
from ui.system.locale import follow_language
from ui.system.single_instance import Claim, SingleWindow, claim_sentence
from ui.widgets.accessible_roles import install_roles
from ui.window.bring_to_front import bring_to_front
from ui.window.wiring import Life

if TYPE_CHECKING:
    from ui.dialogs.lock_screen import LockScreen
    from ui.dialogs.recovery_screen import RecoveryScreen
    from ui.dialogs.refusal_dialog import RefusalDialog

DONE, REFUSED = 0, 1
# Seconds a window waits for another program that writes the diary; as long as it waits it is deaf.
PATIENCE = 0.4


def run_window(paths: Paths, clock: Clock, options: StartOptions) -> int:
    """Open the window and stay until it is closed; the answer is the exit code."""
    if options.demo:
        import tempfile  # no other start needs it

        with tempfile.TemporaryDirectory(prefix="recovery-tracker-demo-") as folder:
            return _run(Paths(Path(folder)), clock, options)
    return _run(paths, clock, options)


def _run(paths: Paths, clock: Clock, options: StartOptions) -> int:
    app = _application()
    garbage_collection = GarbageCollection(app)
    pass_over_what_is_there()
    # Before the lock, which needs the folder; where it cannot be made, opening the diary says so.
    with contextlib.suppress(OSError):
        private_folder(paths.data)
    single = SingleWindow(paths)
    claim = single.claim(StartMessage.QUICK_ENTRY if options.quick_entry else StartMessage.RAISE)
    if claim is Claim.ANOTHER_ANSWERED:
        return DONE
    if claim is Claim.ANOTHER_SILENT:
        complain(claim_sentence(claim, paths))
        return REFUSED
    # After the claim: two processes would turn over the same log.
    setup_logging(paths)
    try:
        life = _open(app, single, paths, clock, options)
        return REFUSED if life is None else life.live(options)
    finally:
        single.release()
        close_logging()
        garbage_collection.stop()


def _application() -> QApplication:
    # There may be one in tests; Qt allows a single one in a process. Only the program's name is passed on: the rest are our own options.
    # The style is the same on every desktop, and drawn from the palette; a desktop's own would bring colours of its own.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style=fusion"])
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    app.setApplicationName("recovery-tracker")
    app.setApplicationDisplayName("")
    # By this name Wayland finds the icon and the taskbar groups the windows.
    app.setDesktopFileName("recovery-tracker")
    # The app goes on in the tray with no window in view.
    app.setQuitOnLastWindowClosed(False)
    install_roles()
    follow_language(app)
    return app


def _open(app: QApplication, single: SingleWindow, paths: Paths, clock: Clock, options: StartOptions) -> Life | None:
    """The diary, open, and its window; where they cannot be made, the person is told, and chooses what is done about it."""
    remark, renewed, entry_waits = "", None, False
    while True:
        dialog = _opened_or_told(app, single, paths, clock, options, renewed)
        if isinstance(dialog, Life):
            dialog.remark = dialog.remark or remark
            if entry_waits:
                QTimer.singleShot(0, dialog.show_quick_entry)
            return dialog
        chosen = settings_without_diary(paths)
        apply_theme(app, chosen.theme, chosen.contrast)
        app.setWindowIcon(app_icon())
        # It stands in the place of the window: whatever a second start asks for, this comes first.
        single.listen()
        raised = single.raised.connect(partial(_bring_in_place, dialog))
        from PySide6.QtWidgets import QDialog  # most starts need none

        answer = dialog.exec()
        single.raised.disconnect(raised)
        # Held until a later turn of the event loop: with its last holder it would be deleted while Qt still tells of the focus it had.
        QTimer.singleShot(0, dialog.deleteLater)
        if answer != QDialog.DialogCode.Accepted:
            return None
        remark = dialog.remark
        renewed = dialog.renewed or renewed
        entry_waits = entry_waits or (dialog.entry_waits and not options.quick_entry)


def _bring_in_place(dialog: "LockScreen | RecoveryScreen | RefusalDialog", message: str) -> None:
    """Show what stands in the place of the window to who asks for that, and say that an entry that is asked for comes later."""
    bring_to_front(dialog)
    if message != StartMessage.QUICK_ENTRY:
        return
    from ui.dialogs.lock_screen import LockScreen

    if isinstance(dialog, LockScreen):
        dialog.body.tell_of_entry()


def _opened_or_told(
    app: QApplication, single: SingleWindow, paths: Paths, clock: Clock, options: StartOptions, renewed: tuple[str, str] | None = None
) -> "Life | LockScreen | RecoveryScreen | RefusalDialog":
    """The diary in its window, or what is to be said in its place; `renewed` is a recovery code, and the password that takes the old one's place."""
    try:
        return _life(app, single, paths, clock, options, renewed)
    except PasswordNeeded:
        return _lock_screen(paths, clock, options)
    except DiaryDamaged as problem:
        return _recovery_screen(problem, paths, clock)
    except TrackerError as problem:
        return _refusal(_("The diary could not be opened"), problem.sentence)
    # Whatever else it is, from a damaged cell nobody thought of to a fault of ours: a person who gets no window must be told why.
    except Exception as problem:  # noqa: BLE001 - as the line above says
        from tracker.services.rescue import found_damage

        if damage := found_damage(paths):
            return _recovery_screen(damage, paths, clock)
        log_fault(problem)
        return _refusal(
            _("The window could not be opened"),
            _("Something went wrong in the app. What was saved before is safe; try again. The details hold nothing from your diary."),
            crash_details(problem),
        )


def _life(app: QApplication, single: SingleWindow, paths: Paths, clock: Clock, options: StartOptions, renewed: tuple[str, str] | None = None) -> Life:
    tracker = _opened(paths, clock)
    try:
        if options.demo:
            from tracker.services.demo.fill import Demonstration  # no other start needs it

            Demonstration(tracker.diary, clock).fill()
        remark = _renew(tracker, *renewed) if renewed else ""
        life = Life(app, tracker, single, is_demo=options.demo)
    except BaseException:
        tracker.close()
        raise
    life.remark = remark
    return life


def _opened(paths: Paths, clock: Clock) -> Tracker:
    try:
        return open_tracker(paths, clock, PATIENCE)
    except PasswordNeeded:
        from tracker.services.password import unlock_by_keyring  # most diaries have no password

        if not unlock_by_keyring(paths):
            raise
    return open_tracker(paths, clock, PATIENCE)


def _renew(tracker: Tracker, code: str, password: str) -> str:
    """Set the password of a diary that its recovery code has opened; what is to be said of it."""
    try:
        tracker.password.change(code, password)
    except TrackerError as problem:
        return problem.sentence  # it is open all the same
    return _("The password was changed.")


def _lock_screen(paths: Paths, clock: Clock, options: StartOptions) -> "LockScreen | RefusalDialog":
    from tracker.services.password import refuse_unavailable, unlock_steps, wait_until_next  # most diaries have no password
    from ui.dialogs.lock_screen import LockScreen

    try:
        refuse_unavailable()
    except TrackerError as problem:
        return _refusal(_("The diary could not be opened"), problem.sentence)
    screen = LockScreen(partial(unlock_steps, paths, clock), partial(wait_until_next, paths, clock), settings_without_diary(paths))
    if options.quick_entry:
        screen.body.tell_of_entry()
    return screen


def _recovery_screen(problem: DiaryDamaged, paths: Paths, clock: Clock) -> "RecoveryScreen":
    from ui.dialogs.recovery_screen import RecoveryScreen  # few diaries are ever damaged

    return RecoveryScreen(problem, paths, clock)


def _refusal(title: str, sentence: str, details: str = "") -> "RefusalDialog":
    from ui.dialogs.refusal_dialog import RefusalDialog  # most starts need none

    return RefusalDialog(title, sentence, details)
