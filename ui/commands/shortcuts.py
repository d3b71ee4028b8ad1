"""Gives the keys of the table to widgets, and says them: the only place that makes a shortcut."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from tracker.formats.joining import with_brackets
from tracker.language import _
from ui.commands.table import command, short_name_of

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

COMMAND = "command"  # the property by which a shortcut says which command it is for


def add_shortcuts(widget: QWidget, actions: Mapping[str, Callable[[], object]], *, within: bool = False, repeats: bool = True) -> None:
    """Have the keys of commands do something while the window of a widget is active; `within`: only while the focus is in the widget itself.

    Raises KeyError where there is no such command.
    """
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if within else Qt.ShortcutContext.WindowShortcut
    for key, action in actions.items():
        for keys in command(key).keys:
            shortcut = QShortcut(QKeySequence(keys), widget, context=context)
            shortcut.setProperty(COMMAND, key)
            shortcut.setAutoRepeat(repeats)
            # `activated` brings nothing, and what it is given may answer something.
            shortcut.activated.connect(lambda action=action: action())


def keys_text(key: str) -> str:
    """The first keys of a command as the desktop writes them: "Ctrl+K"; empty where it has none."""
    keys = command(key).keys
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def key_caps(key: str) -> tuple[str, ...]:
    """The caps of a command, one for each key to be held: ("Ctrl", "K"), with words such as "to" between some."""
    shown = command(key)
    if shown.caps:
        return tuple(_(cap) for cap in shown.caps)
    return tuple(part or "+" for part in keys_text(key).split("+")) if shown.keys else ()


def show_keys(button: QAbstractButton, key: str) -> None:
    """Say the keys of a command in the tooltip of the button that does the same; a screen reader says them after its name.

    The tooltip does not repeat what the button says.
    """
    if keys := keys_text(key):
        button.setToolTip(keys if button.text() else with_brackets(button.accessibleName(), keys))
        # Else Qt takes the tooltip for the description, and the name is said twice.
        button.setAccessibleDescription(button.accessibleDescription() or keys)


def add_to_menu(menu: QMenu, key: str, action: Callable[[], object]) -> "QAction":
    """Add a command to a menu, with its keys, which stay those of the window: in the menu they are only shown."""
    line = menu.addAction(short_name_of(key))
    if keys := command(key).keys:
        line.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        line.setShortcut(QKeySequence(keys[0]))
    # `triggered` brings whether it is checked, which a signal without arguments cannot be emitted with.
    line.triggered.connect(lambda _checked=False: action())
    return line
