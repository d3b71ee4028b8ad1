"""Keeps the screen on and the computer awake while a session runs, where the desktop allows it."""

import contextlib
import threading
from itertools import count


class KeepAwake:
    """Asks the desktop on a thread of its own, since a frozen desktop may not answer; no call here waits long or raises."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        # A wish has a number, not a flag: the thread that still waits on an old one sees that it is over, even when a new one came meanwhile.
        self._numbers = count(1)
        self._wish = 0
        self._closed = False
        self._holding = False
        self._thread: threading.Thread | None = None

    @property
    def holding(self) -> bool:
        """Whether the desktop has granted it just now."""
        return self._holding

    def start(self) -> None:
        """Keep awake from now on."""
        if self._wish or self._closed:
            return
        with self._changed:
            self._wish = next(self._numbers)
            self._changed.notify_all()
        # Made for the first session, and a daemon: a desktop that never answers must not keep the process from ending.
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="keep-awake", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the computer sleep again."""
        with self._changed:
            self._wish = 0
            self._changed.notify_all()

    def close(self) -> None:
        """Let the computer sleep again and end the thread; a desktop that does not answer forgets the wish when the process ends."""
        with self._changed:
            self._wish, self._closed = 0, True
            self._changed.notify_all()
        if self._thread is not None:
            # A desktop that answers does so well within this; another must not hold up the closing of the window, which has 2 seconds in all.
            self._thread.join(0.5)

    def _run(self) -> None:
        while not self._closed:
            with self._changed:
                self._changed.wait_for(lambda: self._wish or self._closed)
                wish = self._wish
            if wish:
                with contextlib.suppress(Exception):  # a desktop without the means to do it is no fault
                    self._hold(wish)
                self._wait_until_over(wish)

    def _hold(self, wish: int) -> None:
        # Imported here: only an app that comes to a session needs it, and it loads beside the window.
        from wakepy import keep

        # Presenting keeps the screen on too; with pass, a desktop that cannot do it is no error.
        with keep.presenting(on_fail="pass") as mode:
            self._holding = mode.active
            self._wait_until_over(wish)
            self._holding = False

    def _wait_until_over(self, wish: int) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._wish != wish)
