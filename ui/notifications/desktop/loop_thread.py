"""One daemon thread with an asyncio loop, started at the first notice, on which the notification service is spoken with."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.notifications.desktop.notice import Notice

if TYPE_CHECKING:
    from ui.notifications.desktop.service import NotificationService

# Closing may take a second at most: the farewell and the disconnection have to fit into the time the thread is waited for.
FAREWELL = 0.4  # seconds to take the shown notices away
JOIN = 0.9  # seconds until the thread is left behind: it is a daemon and ends with the process


class LoopThread:
    """Runs actions on the service one after the other; its callbacks come from this thread and must only emit signals."""

    def __init__(self, icon: Path | None, pressed: Callable[[str, str], None], clicked: Callable[[str], None]) -> None:
        self._icon = icon
        self._pressed = pressed
        self._clicked = clicked
        self._loop = asyncio.new_event_loop()
        self._service: NotificationService | None = None
        self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)
        self._thread.start()

    def show(self, notice: Notice, still_wanted: Callable[[], bool], settled: Callable[[bool], None]) -> None:
        """Show the notice, then say whether the desktop has it."""
        self._schedule(self._show(notice, still_wanted, settled))

    def withdraw(self, key: str) -> None:
        """Take the notice away."""
        self._schedule(self._withdraw(key))

    def close(self) -> None:
        """End the thread within a second, whatever the desktop does."""
        self._schedule(self._close())
        self._thread.join(JOIN)

    def _schedule(self, action: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(action, self._loop)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda _loop, _context: None)  # a lost bus leaves futures behind that nobody waits for
        self._loop.run_forever()
        self._loop.close()

    def _known_service(self) -> "NotificationService":
        if self._service is None:
            from ui.notifications.desktop.service import NotificationService

            self._service = NotificationService(self._icon, self._pressed, self._clicked)
        return self._service

    async def _show(self, notice: Notice, still_wanted: Callable[[], bool], settled: Callable[[bool], None]) -> None:
        delivered = False
        try:
            await self._known_service().show(notice, still_wanted)
            delivered = True
        except Exception:  # noqa: BLE001, S110 - whatever the desktop lacks, the own window takes over
            pass
        settled(delivered)

    async def _withdraw(self, key: str) -> None:
        if self._service is not None:
            await self._service.withdraw(key)

    async def _close(self) -> None:
        if self._service is not None:
            await self._service.close(FAREWELL)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        self._loop.call_soon(self._loop.stop)
