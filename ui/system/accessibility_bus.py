"""What Qt does not tell the accessibility bus of Linux: that something opened or closed."""

import sys

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

QT_CONNECTION = "a11y"  # as Qt itself calls its connection with that bus: what comes by another would be taken for another app's
PLACE = "/org/a11y/atspi/accessible/{id}"
EVENT, MEMBER, STATE = "org.a11y.atspi.Event.Object", "StateChanged", "expanded"


def tell_opened(widget: QWidget, *, is_open: bool) -> None:
    """Tell the bus whether a widget is expanded now; nothing where nobody listens.

    Qt 6.11 tells of no state but checked, enabled, focused and selected: nothing was said when a button was pressed that opens something.
    """
    if sys.platform != "linux" or not QAccessible.isActive():
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant  # only where somebody listens

    bus, heard = QDBusConnection(QT_CONNECTION), QAccessible.queryAccessibleInterface(widget)
    if not bus.isConnected() or heard is None:
        return
    signal = QDBusMessage.createSignal(PLACE.format(id=QAccessible.uniqueId(heard)), EVENT, MEMBER)
    signal.setArguments([STATE, int(is_open), 0, QDBusVariant(0), {}])
    bus.send(signal)
