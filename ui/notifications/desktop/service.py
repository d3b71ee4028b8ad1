"""Speaks with the desktop's notification service through desktop-notifier; every coroutine runs on one asyncio loop, away from the window."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from desktop_notifier import Button, Capability, DesktopNotifier, Icon, Notification, Urgency

from tracker.language import N_, _
from ui.notifications.desktop.notice import LONGEST_TITLE, Notice, body_for_service, sendable_text

PATIENCE = 2.0  # seconds for the whole of one action
DISCONNECTION = 0.1  # seconds
NAME = N_("Recovery Tracker")
READS_UNANNOUNCED = "dunst"  # without a setting of its own it announces no markup and yet reads it

T = TypeVar("T")


class Undelivered(Exception):  # noqa: N818 - named for what happened to the notice
    """The desktop did not show the notice."""


class NotificationService:
    """The desktop's service; `pressed(notice key, button key)` and `clicked(notice key)` are called on the loop's thread."""

    def __init__(self, icon: Path | None, pressed: Callable[[str, str], None], clicked: Callable[[str], None]) -> None:
        self._icon = Icon(path=icon) if icon else None
        self._pressed = pressed
        self._clicked = clicked
        self._desktop: DesktopNotifier | None = None
        self._shown: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()

    async def show(self, notice: Notice, still_wanted: Callable[[], bool]) -> None:
        """Show the notice unless it is no longer wanted by then; raises Undelivered, TimeoutError or whatever the bus raises."""
        try:
            await asyncio.wait_for(self._deliver(notice, still_wanted), PATIENCE)
        except BaseException:
            # Of a wait that is cancelled too: CancelledError is no Exception.
            await self._leave_a_lost_bus()
            raise
        if not still_wanted():
            await self.withdraw(notice.key)

    async def withdraw(self, key: str) -> None:
        """Take the notice away, if it is still shown."""
        identifier = self._shown.pop(key, None)
        if identifier is not None and self._desktop is not None:
            await _quietly(self._desktop.clear(identifier), PATIENCE)

    async def close(self, patience: float) -> None:
        """Take away all that is shown, in at most `patience` seconds: once the app is gone nobody hears their buttons."""
        shown, self._shown = list(self._shown.values()), {}
        if self._desktop is not None and shown:
            await _quietly(asyncio.gather(*map(self._desktop.clear, shown)), patience)
        await self._disconnect()

    async def _deliver(self, notice: Notice, still_wanted: Callable[[], bool]) -> None:
        async with self._one_at_a_time:  # two first notices would make two connections
            await self._deliver_alone(notice, still_wanted)

    async def _deliver_alone(self, notice: Notice, still_wanted: Callable[[], bool]) -> None:
        desktop = self._desktop = self._desktop or DesktopNotifier(_(NAME), self._icon)
        markup = await self._reads_markup(desktop, notice)
        if not still_wanted():
            raise Undelivered
        await self.withdraw(notice.key)
        dispatched: list[str] = []
        notification = self._notification(notice, partial(dispatched.append, notice.key), markup=markup)
        await self._send(desktop, notification)
        if not dispatched:  # the library logs a failure and goes on
            raise Undelivered
        self._shown[notice.key] = notification.identifier
        self._numbers[notice.key] = _number(desktop, notification.identifier)

    async def _send(self, desktop: DesktopNotifier, notification: Notification) -> None:
        sending = asyncio.ensure_future(desktop.send_notification(notification))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            # A slow service may show it yet, when the own window has it already. Its number, by which alone it can be taken away,
            # comes with the late answer.
            self._finish_in_time(_take_away(desktop, notification, sending))
            raise

    async def _reads_markup(self, desktop: DesktopNotifier, notice: Notice) -> bool:
        """Ask before each notice: a service that froze must not find the notice in its post when it wakes, and another may have come."""
        capabilities = await desktop.get_capabilities()
        needed = {Capability.URGENCY} | ({Capability.BUTTONS} if notice.buttons else set())
        if not needed <= capabilities:
            raise Undelivered
        interface: Any = getattr(_backend(desktop), "interface", None)
        if interface is None:
            return False
        if "body-markup" in await interface.call_get_capabilities():
            return True
        name = (await interface.call_get_server_information())[0]
        return bool(name == READS_UNANNOUNCED)

    def _notification(self, notice: Notice, on_dispatched: Callable[[], None], *, markup: bool) -> Notification:
        buttons = tuple(
            Button(sendable_text(button.label, LONGEST_TITLE), partial(self._on_pressed, notice.key, button.key), f"answer-{number}")
            for number, button in enumerate(notice.buttons)
        )
        return Notification(
            sendable_text(notice.title, LONGEST_TITLE),
            body_for_service(notice.body, markup=markup),
            urgency=Urgency.Critical if notice.urgent else Urgency.Normal,
            buttons=buttons,
            on_dispatched=on_dispatched,
            on_clicked=partial(self._on_clicked, notice.key),
        )

    def _on_pressed(self, notice_key: str, button_key: str) -> None:
        self._close_answered(notice_key)
        self._pressed(notice_key, button_key)

    def _on_clicked(self, notice_key: str) -> None:
        self._close_answered(notice_key)
        self._clicked(notice_key)

    def _close_answered(self, key: str) -> None:
        """Some services leave an answered notice on screen; the library has forgotten its number by now."""
        self._shown.pop(key, None)
        interface: Any = getattr(_backend(self._desktop), "interface", None)
        number = self._numbers.pop(key, 0)
        if interface is not None and number:
            self._finish_in_time(_quietly(interface.call_close_notification(number), PATIENCE))

    def _finish_in_time(self, closing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(closing)
        # The loop holds a task weakly: without this reference it may be collected before it has run.
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _leave_a_lost_bus(self) -> None:
        """Keep a living connection, since it brings the answers to earlier notices; a lost one is made anew at the next notice."""
        bus = getattr(_backend(self._desktop), "bus", None)
        if bus is None or not bus.connected or getattr(_backend(self._desktop), "interface", None) is None:
            await self._disconnect()

    async def _disconnect(self) -> None:
        bus: Any = getattr(_backend(self._desktop), "bus", None)
        self._desktop = None
        if bus is not None:
            bus.disconnect()
            await _quietly(bus.wait_for_disconnect(), DISCONNECTION)


def _backend(desktop: DesktopNotifier | None) -> object:
    return getattr(desktop, "_backend", None)  # the library tells of markup and of the connection's health nowhere else


def _number(desktop: DesktopNotifier, identifier: str) -> int:
    numbers: Any = getattr(_backend(desktop), "_platform_to_interface_notification_identifier", None)
    return numbers.inverse.get(identifier, 0) if numbers is not None else 0


async def _take_away(desktop: DesktopNotifier, notification: Notification, sending: "asyncio.Future[Any]") -> None:
    with contextlib.suppress(Exception):  # what was never shown needs no taking away
        await sending
        await desktop.clear(notification.identifier)


async def _quietly(action: Awaitable[T], patience: float) -> None:
    with contextlib.suppress(Exception):  # a notice that cannot be taken away is no matter to stop for
        await asyncio.wait_for(action, patience)
