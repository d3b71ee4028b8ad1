"""A notification service on the session bus that writes down what it is asked, a line of JSON each, and presses what it is told to.

`python -m tests.ui.notification_service`: a line `ID KEY` on standard input presses that button of that notice.
"""

import asyncio
import json
import sys

from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Service(ServiceInterface):
    """What the specification of desktop notifications asks for, and no more."""

    def __init__(self):
        super().__init__(NAME)
        self._last = 0

    @dbus_method()
    def GetCapabilities(self) -> "as":  # noqa: F722, N802 - types and names are those of the bus
        """It shows a text and buttons."""
        return ["body", "actions"]

    @dbus_method()
    def GetServerInformation(self) -> "ssss":  # noqa: F821, N802
        """Who it is."""
        return ["tests", "nobody", "1", "1.2"]

    @dbus_method()
    def Notify(  # noqa: N802
        self,
        _app: "s",  # noqa: F821
        replaces: "u",  # noqa: F821
        _icon: "s",  # noqa: F821
        summary: "s",  # noqa: F821
        body: "s",  # noqa: F821
        actions: "as",  # noqa: F722
        _hints: "a{sv}",  # noqa: F722
        _timeout: "i",  # noqa: F821
    ) -> "u":  # noqa: F821
        """Show a notice."""
        self._last = replaces or self._last + 1
        _say({"id": self._last, "summary": summary, "body": body, "buttons": actions})
        return self._last

    @dbus_method()
    def CloseNotification(self, number: "u"):  # noqa: F821, N802
        """Take a notice away."""
        _say({"closed": number})
        self.NotificationClosed(number)

    @dbus_signal()
    def ActionInvoked(self, number, key) -> "us":  # noqa: F821, N802
        """A button was pressed."""
        return [number, key]

    @dbus_signal()
    def NotificationClosed(self, number) -> "uu":  # noqa: F821, N802
        """A notice is gone, since somebody asked for it."""
        return [number, 3]


def _say(told):
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def _serve():
    bus, service = await MessageBus().connect(), Service()
    bus.export(PATH, service)
    await bus.request_name(NAME)
    _say({"ready": True})
    ended = asyncio.get_running_loop().create_future()

    def press():
        line = sys.stdin.readline()
        if not line:
            ended.set_result(None)
            return
        number, key = line.split()
        service.ActionInvoked(int(number), key)

    asyncio.get_running_loop().add_reader(sys.stdin, press)
    await ended


if __name__ == "__main__":
    asyncio.run(_serve())
