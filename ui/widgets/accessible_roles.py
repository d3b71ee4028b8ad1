"""What a widget is to a screen reader where Qt cannot know it: a heading, a tab, one of a choice, a group, a list, what opens something."""

from collections.abc import Callable
from typing import Literal, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QMenu, QWidget

from tracker.language import _
from ui.system.accessibility_bus import tell_opened
from ui.widgets.laid_out import widgets_laid_out

Heard = Literal["heading", "text", "picture", "group", "list", "item", "chart", "progress", "tabs", "tab", "choice", "opener", "point", "dialog"]
ROLES: dict[str, QAccessible.Role] = {
    "heading": QAccessible.Role.Heading,
    "text": QAccessible.Role.StaticText,
    "picture": QAccessible.Role.Graphic,
    "group": QAccessible.Role.Grouping,
    "list": QAccessible.Role.List,
    "item": QAccessible.Role.ListItem,
    "chart": QAccessible.Role.Chart,
    "progress": QAccessible.Role.ProgressBar,
    "tabs": QAccessible.Role.PageTabList,
    "tab": QAccessible.Role.PageTab,
    "choice": QAccessible.Role.RadioButton,
    "opener": QAccessible.Role.Button,
    "point": QAccessible.Role.StaticText,
    "dialog": QAccessible.Role.Dialog,
}
BUTTONS = {"tab", "choice", "opener"}
HEARD_AS, IS_OPEN = "heardAs", "isOpen"
HEADINGS = {"heading", "title"}  # the parts in the hierarchy that are drawn as headings


@runtime_checkable
class HasActions(Protocol):
    """A widget that can be told to do something which else its keys alone would do."""

    def heard_actions(self) -> dict[str, Callable[[], None]]:
        """What it can do now, by a name that is in the catalogue, the usual first."""


@runtime_checkable
class HasValue(Protocol):
    """A widget with a value that is no text, such as a scale, a countdown, or a chart and its points."""

    def heard_value(self) -> tuple[float, float, float] | None:
        """Its value, the least and the most it can be; None while it has none."""
        ...

    def take_heard_value(self, value: float) -> None:
        """Take a value that a screen reader sets; one that cannot be set stays."""
        ...


def hear_as(widget: QWidget, heard: Heard) -> None:
    """Have a screen reader call a widget something else than Qt would."""
    if widget.property(HEARD_AS) != heard:
        widget.setProperty(HEARD_AS, heard)
        _have_asked_anew(widget)


def show_open(button: QAbstractButton, *, is_open: bool) -> None:
    """Have a screen reader say of a button that opens something whether that is open."""
    hear_as(button, "opener")
    before = button.property(IS_OPEN)
    button.setProperty(IS_OPEN, is_open)
    if before is not None and bool(before) is not is_open:
        _send(QAccessibleStateChangeEvent(button, _opened()))
        tell_opened(button, is_open=is_open)


def tell_value(widget: QWidget, value: float) -> None:
    """Have a screen reader know the value a widget has now."""
    _send(QAccessibleValueChangeEvent(widget, value))


def _opened() -> QAccessible.State:
    """What has changed of a button whose part was opened or closed."""
    changed = QAccessible.State()
    changed.expanded = changed.collapsed = True
    return changed


def _send(event: QAccessibleStateChangeEvent | QAccessibleValueChangeEvent) -> None:
    QAccessible.updateAccessibility(event)


def install_roles() -> None:
    """Have Qt ask here first; to be called once there is an application, since Qt asks the last that was installed first."""
    QAccessible.installFactory(_interface)


def _have_asked_anew(widget: QWidget) -> None:
    """With a screen reader there, Qt has asked what a widget is when it got its name, keeps the answer, and would never learn another."""
    if QAccessible.isActive() and (known := QAccessible.queryAccessibleInterface(widget)) is not None:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))


def _interface(_kind: str, heard: QObject) -> QAccessibleInterface | None:
    name = heard.property(HEARD_AS)
    if name is None and isinstance(heard, QLabel) and heard.property("role") in HEADINGS:
        name = "heading"
    if name not in ROLES or not isinstance(heard, QWidget):
        return None
    if name in BUTTONS and isinstance(heard, QAbstractButton):
        return AccessibleButton(heard, ROLES[name])
    part = PARTS.get(name, AccessiblePart)
    return (VALUED[part] if isinstance(heard, HasValue) else part)(heard, ROLES[name])


class AccessiblePart(QAccessibleWidget):
    """A widget by another role; called by its accessible name, or by the text of a label."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role, "")

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, or whatever else is asked for."""
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.accessibleName() or widget.text()
        if kind == QAccessible.Text.Description:
            return widget.accessibleDescription()  # Qt would take a tooltip for one, with its markup
        return super().text(kind)


class AccessibleValue(QAccessibleValueInterface):
    """The value of a widget that tells it as `HasValue`."""

    def __init__(self, widget: HasValue) -> None:
        super().__init__()
        self._widget = widget

    def has_one(self) -> bool:
        """Whether there is a value now."""
        return self._widget.heard_value() is not None

    def currentValue(self) -> float:
        """The value."""
        return self._told()[0]

    def minimumValue(self) -> float:
        """The least it can be."""
        return self._told()[1]

    def maximumValue(self) -> float:
        """The most it can be."""
        return self._told()[2]

    def minimumStepSize(self) -> float:
        """All values here are whole numbers."""
        return 1.0

    def setCurrentValue(self, value: object) -> None:
        """Take another."""
        if isinstance(value, int | float):
            self._widget.take_heard_value(value)

    def _told(self) -> tuple[float, float, float]:
        return self._widget.heard_value() or (0.0, 0.0, 0.0)


class AccessibleList(AccessiblePart):
    """A list of what is shown in it, so that "1 of 8" counts no line that only waits to be used again."""

    def childCount(self) -> int:
        """How many are shown."""
        return len(self._shown())

    def child(self, place: int) -> QAccessibleInterface | None:  # type: ignore[override]  # PySide's types leave out the None Qt asks for
        """The one at a place; None where there is none."""
        shown = self._shown()
        return QAccessible.queryAccessibleInterface(shown[place]) if 0 <= place < len(shown) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """At which place one is shown; -1 where it is not."""
        return next((place for place, widget in enumerate(self._shown()) if widget is child.object()), -1)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in widgets_laid_out(self.widget().layout()) if not widget.isHidden()]


class AccessiblePoint(AccessiblePart):
    """A part walked to by the keys of what holds it: it has the focus while that has it, so that a magnifier finds its place."""

    def state(self) -> QAccessible.State:
        """What every widget says of itself, and that it is where the keys are."""
        state, holder = super().state(), self.widget().parentWidget()
        state.focusable = state.focused = holder is not None and holder.hasFocus() and self.widget().isVisible()
        return state


class AccessibleItem(AccessiblePart):
    """A part that does by an action what its keys do: a pass by actions alone would end at it otherwise."""

    def actionNames(self) -> list[str]:
        """What it can do now, and what every widget can."""
        return [*self._own(), *super().actionNames()]

    def localizedActionName(self, name: str) -> str:
        """The name as a person reads it."""
        return _(name) if name in self._own() else super().localizedActionName(name)

    def doAction(self, name: str) -> None:
        """Do it, or what every widget can."""
        own = self._own()
        # Windows knows of no name, and asks for a press.
        wanted = next(iter(own), name) if name == QAccessibleActionInterface.pressAction() else name
        if wanted in own:
            own[wanted]()
        else:
            super().doAction(name)

    def _own(self) -> dict[str, Callable[[], None]]:
        widget = self.widget()
        return widget.heard_actions() if isinstance(widget, HasActions) and widget.isEnabled() else {}


class WithValue(AccessiblePart):
    """A part with a value; no other is asked for its interfaces in Python, since Qt asks with every event."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._value = AccessibleValue(widget) if isinstance(widget, HasValue) else None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """Its value, or whatever else it can be asked for."""
        if kind == QAccessible.InterfaceType.ValueInterface and self._value is not None and self._value.has_one():
            return shiboken6.VoidPtr(shiboken6.getCppPointer(self._value)[0])  # type: ignore[return-value]
        # Qt wants an address, which PySide knows by this type alone: with a number or None in its place the program would end.
        address: object = super().interface_cast(kind)
        return shiboken6.VoidPtr(0) if address is None else address  # type: ignore[return-value]


class ItemWithValue(WithValue, AccessibleItem):
    """A part with both, such as a chart and its points."""


# Made where the list, the item and the point are known.
PARTS: dict[str, type[AccessiblePart]] = {"list": AccessibleList, "item": AccessibleItem, "chart": AccessibleItem, "point": AccessiblePoint}

VALUED: dict[type[AccessiblePart], type[WithValue]] = {AccessiblePart: WithValue, AccessibleItem: ItemWithValue}


class AccessibleButton(QAccessibleWidget):
    """A button by another role, with whether it is chosen or what it opens is open; it is pressed as before."""

    def __init__(self, button: QAbstractButton, role: QAccessible.Role) -> None:
        super().__init__(button, role, "")

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, without the mark of its key, or whatever else is asked for."""
        button = self._button()
        if kind == QAccessible.Text.Name and button is not None:
            return button.accessibleName() or button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """What a button says of itself, and its own."""
        state, button = super().state(), self._button()
        if button is None:
            return state
        if self.role() == QAccessible.Role.Button:
            state.expandable = True
            is_open = bool(button.isChecked() if button.isCheckable() else button.property(IS_OPEN) or self._open_menu())
            state.expanded, state.collapsed = is_open, not is_open
        else:
            state.checkable, state.checked = True, button.isChecked()
            state.selectable, state.selected = True, button.isChecked()
        return state

    def childCount(self) -> int:
        """One while its menu is open: Qt counts a menu among the children of nobody, and it could be read by its keys alone."""
        return int(self._open_menu() is not None)

    def child(self, place: int) -> QAccessibleInterface | None:  # type: ignore[override]  # PySide's types leave out the None Qt asks for
        """The menu that is open; None where none is."""
        menu = self._open_menu()
        return QAccessible.queryAccessibleInterface(menu) if menu is not None and place == 0 else None

    def actionNames(self) -> list[str]:
        """Pressing, and taking the focus."""
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it, where it can be pressed, or do what every widget can."""
        button = self._button()
        if name != QAccessibleActionInterface.pressAction() or button is None:
            super().doAction(name)
        elif button.isEnabled():
            button.click()

    def _open_menu(self) -> QMenu | None:
        menus = self.widget().findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return next((menu for menu in menus if menu.isVisible()), None)

    def _button(self) -> QAbstractButton | None:
        widget = self.widget()
        return widget if isinstance(widget, QAbstractButton) else None
