"""Starts the window: one at a time, on a diary that could be opened."""

import contextlib
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable
from tracker.files import private_folder
from tracker.paths import Paths
from tracker.second_start import StartMessage
from tracker.start_options import StartOptions
from ui.assets import app_icon, apply_theme
from ui.messages import close_logging, setup_logging
from ui.system.garbage_collection import GarbageCollection, pass_over_what_is_there
from ui.system.locale import follow_language
from ui.system.single_instance import Claim, SingleWindow, claim_sentence
from ui.widgets.accessible_roles import install_roles
from ui.window.bring_to_front import bring_to_front
from ui.window.wiring import Life

DONE, REFUSED = 0, 1


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
        sys.stderr.write(claim_sentence(claim, paths) + "\n")
        return REFUSED
    # After the claim: two processes would turn over the same log.
    setup_logging(paths)
    try:
        tracker = _open_diary(app, single, paths, clock)
        if tracker is None:
            return REFUSED
        if options.demo:
            from tracker.services.demo.fill import Demonstration  # no other start needs it

            Demonstration(tracker.diary, clock).fill()
        return Life(app, tracker, single).live(options)
    finally:
        single.release()
        close_logging()
        garbage_collection.stop()


def _application() -> QApplication:
    # There may be one in tests; Qt allows a single one in a process. Only the program's name is passed on: the rest are our own options.
    app = QApplication.instance() or QApplication(sys.argv[:1])
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


def _open_diary(app: QApplication, single: SingleWindow, paths: Paths, clock: Clock) -> Tracker | None:
    """The open diary; where it cannot be opened, the person is told, and may bring back the newest backup."""
    while True:
        try:
            return open_tracker(paths, clock)
        except DiaryUnavailable as problem:
            from ui.dialogs.refusal_dialog import RefusalDialog  # most starts need none

            apply_theme(app, "system")
            app.setWindowIcon(app_icon())
            dialog = RefusalDialog(problem, paths, clock)
            # It stands in the place of the window: whatever a second start asks for, this comes first.
            single.listen()
            raised = single.raised.connect(lambda _message, dialog=dialog: bring_to_front(dialog))
            answer = dialog.exec()
            single.raised.disconnect(raised)
            if answer != RefusalDialog.DialogCode.Accepted:
                return None
