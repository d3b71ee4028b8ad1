"""Keeps the screen on and the computer awake while a session runs, where the desktop allows it."""

import contextlib
import threading


class KeepAwake:
    """Asks the desktop on a thread of its own, since a frozen desktop may not answer; no call here waits or raises."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted = False
        self._closed = False
        self._holding = False
        self._thread: threading.Thread | None = None

    @property
    def holding(self) -> bool:
        """Whether the desktop has granted it just now."""
        return self._holding

    def start(self) -> None:
        """Keep awake from now on."""
        self._want(wanted=True)
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="keep-awake", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the computer sleep again."""
        self._want(wanted=False)

    def close(self) -> None:
        """Let the computer sleep again and end the thread; a desktop that does not answer forgets the request when the process ends."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(0.5)

    def _want(self, *, wanted: bool) -> None:
        with self._changed:
            self._wanted = wanted
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted or self._closed)
                if self._closed:
                    return
            with contextlib.suppress(Exception):  # a desktop without the means to do it is no fault
                self._hold()
            self._wait_until_unwanted()

    def _hold(self) -> None:
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            self._holding = mode.active
            self._wait_until_unwanted()
            self._holding = False

    def _wait_until_unwanted(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not self._wanted)
