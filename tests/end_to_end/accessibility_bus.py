"""The accessibility bus of a screen, and what a screen reader does there: it asks what is shown, presses it, types into it, hears what is said."""

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.end_to_end.screen import LONGEST_WAIT, wait

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
ACCESSIBLE = "org.a11y.atspi.Accessible"
EVENT = "org.a11y.atspi.Event.Object"
REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
# Numbers of the protocol: states by their bit, relations, kinds of coordinates.
STATES = {
    "checked": 4, "collapsed": 5, "enabled": 8, "expandable": 9, "expanded": 10, "focusable": 11, "focused": 12,
    "selected": 23, "showing": 25, "visible": 30, "checkable": 41,
}  # fmt: skip
LABELLED_BY, OF_SCREEN = 2, 0
POLITE, URGENT = 1, 2
FIELDS = {"text", "entry", "spin button", "password text", "paragraph"}
Reference = tuple[str, str]  # the name of a process on the bus, and the path of what is meant


@dataclass(eq=False)
class Node:
    """One thing of the window as a screen reader knows it; `box` is left, top, width and height on the screen."""

    reference: Reference
    parent: "Node | None" = None
    role: str = ""
    name: str = ""
    description: str = ""
    states: frozenset[str] = frozenset()
    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    labels: tuple[str, ...] = ()
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Itself and all that is in it, in the order in which it is read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def holders(self) -> Iterator["Node"]:
        """What it is in, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class AccessibilityBus:
    """Takes the environment of a screen; starts the bus of it, and hears what is said from then on."""

    def __init__(self, environment: dict[str, str]) -> None:
        if not LAUNCHER.exists():
            pytest.fail("This test needs the accessibility bus. Install it with: sudo apt install at-spi2-core")
        self.said: list[tuple[int, str]] = []  # how urgent, and what
        self.focused: list[Reference] = []  # where the focus went, the last one last
        self._launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"], env=environment, stderr=subprocess.DEVNULL)
        self._connection = _connected(environment["DBUS_SESSION_BUS_ADDRESS"])
        # An app tells of nothing that nobody has asked for, and of it only while whoever asked is connected.
        for event in ("object:announcement", "object:state-changed:focused"):
            self._call(REGISTRY, "RegisterEvent", "s", (event,))
        for member in ("Announcement", "StateChanged"):
            rule = MatchRule(type="signal", interface=EVENT, member=member)
            self._call(message_bus, "AddMatch", "s", (rule.serialise(),))

    def close(self) -> None:
        """Listen no more."""
        self._connection.close()
        self._launcher.terminate()
        self._launcher.wait()

    def listen(self, seconds: float = 0.0) -> None:
        """Hear what comes within a time."""
        end = time.monotonic() + seconds
        with suppress(TimeoutError):
            while True:
                self._take(self._connection.receive(timeout=max(0.0, end - time.monotonic())))

    def hears(self, urgency: int, words: str) -> bool:
        """Whether something that begins so was said by now."""
        self.listen()
        return any(how == urgency and said.startswith(words) for how, said in self.said)

    def windows(self, *, is_brief: bool = False) -> list[Node]:
        """The windows of all apps, with all that is shown in them; briefly, without what only a look through them needs."""
        apps = [Node(tuple(reference)) for reference in self._ask([ROOT], ACCESSIBLE, "GetChildren")[0] or []]
        windows = []
        for app, found in zip(apps, self._ask([app.reference for app in apps], ACCESSIBLE, "GetChildren"), strict=True):
            windows += [Node(tuple(reference), app) for reference in found or []]
        self._read(windows, is_brief=is_brief)
        windows = [window for window in windows if "showing" in window.states]
        level = windows
        while level:
            for node, found in zip(level, self._ask([node.reference for node in level], ACCESSIBLE, "GetChildren"), strict=True):
                node.children = [Node(tuple(reference), node) for reference in found or []]
            level = [child for node in level for child in node.children]
            self._read(level, is_brief=is_brief)
            hidden = {node for node in level if "showing" not in node.states and "visible" not in node.states}
            for node in {node.parent for node in hidden if node.parent is not None}:
                node.children = [child for child in node.children if child not in hidden]
            level = [node for node in level if node not in hidden]
        return windows

    def act(self, node: Node, action: str = "") -> None:
        """Do with it what is called so, or what is done first: press, toggle, choose."""
        place = self.actions(node).index(action) if action else 0
        self._call(_of(node.reference, "org.a11y.atspi.Action"), "DoAction", "i", (place,))

    def actions(self, node: Node) -> list[str]:
        """What can be done with it, by its names in the language of the app."""
        [found] = self._ask([node.reference], "org.a11y.atspi.Action", "GetActions")
        return [name for name, _description, _keys in found or []]

    def focus(self, node: Node) -> None:
        """Give it the focus."""
        self._call(_of(node.reference, "org.a11y.atspi.Component"), "GrabFocus")

    def write(self, node: Node, text: str) -> None:
        """Have it hold a text."""
        self._call(_of(node.reference, "org.a11y.atspi.EditableText"), "SetTextContents", "s", (text,))

    def set_value(self, node: Node, value: float) -> None:
        """Have it hold a number."""
        properties = _of(node.reference, "org.freedesktop.DBus.Properties")
        self._call(properties, "Set", "ssv", ("org.a11y.atspi.Value", "CurrentValue", ("d", value)))

    def select(self, node: Node, place: int) -> None:
        """Choose a child of a list by its place."""
        self._call(_of(node.reference, "org.a11y.atspi.Selection"), "SelectChild", "i", (place,))

    def text(self, node: Node) -> str:
        """The text it holds."""
        [text] = self._ask([node.reference], "org.a11y.atspi.Text", "GetText", "ii", (0, -1))
        return text or ""

    def _read(self, nodes: Sequence[Node], *, is_brief: bool) -> None:
        references = [node.reference for node in nodes]
        roles, states_of_all = (self._ask(references, ACCESSIBLE, method) for method in ("GetRoleName", "GetState"))
        for node, role, name, states in zip(nodes, roles, self._properties(references, "Name"), states_of_all, strict=True):
            node.role, node.name = role or "", name or ""
            bits = (states or [0, 0])[0] | (states or [0, 0])[1] << 32
            node.states = frozenset(state for state, bit in STATES.items() if bits >> bit & 1)
        nodes = [node for node in nodes if not is_brief or node.role == "combo box"]
        references = [node.reference for node in nodes]
        answers = (
            self._properties(references, "Description"),
            self._ask(references, "org.a11y.atspi.Component", "GetExtents", "u", (OF_SCREEN,)),
            self._ask(references, ACCESSIBLE, "GetRelationSet"),
        )
        for node, description, box, relations in zip(nodes, *answers, strict=True):
            node.description, node.box = description or "", tuple(box or (0, 0, 0, 0))
            labels = [tuple(label) for kind, targets in relations or [] if kind == LABELLED_BY for label in targets]
            node.labels = tuple(name or "" for name in self._properties(labels, "Name")) if labels else ()

    def _properties(self, references: Sequence[Reference], name: str) -> list[Any]:
        got = self._ask(references, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, name))
        return [value[1] if value else None for value in got]

    def _ask(self, references: Sequence[Reference], interface: str, method: str, signature: str = "", body: tuple[object, ...] = ()) -> list[Any]:
        """The first value each answers with, None where one does not; all are asked before the first answer is waited for."""
        serials = []
        for reference in references:
            serials.append(next(self._connection.outgoing_serial))
            call = new_method_call(_of(reference, interface), method, signature or None, body)
            self._connection.send(call, serial=serials[-1])
        answers: dict[int, Message] = {}
        while len(answers) < len(serials):
            message = self._connection.receive(timeout=LONGEST_WAIT)
            answered = message.header.fields.get(HeaderFields.reply_serial)
            if answered in serials:
                answers[answered] = message
            else:
                self._take(message)
        told = [answers[serial] for serial in serials]
        return [answer.body[0] if answer.header.message_type is MessageType.method_return and answer.body else None for answer in told]

    def _call(self, address: Any, method: str, signature: str = "", body: tuple[object, ...] = ()) -> None:
        to = DBusAddress(address.object_path, address.bus_name, address.interface)
        serial = next(self._connection.outgoing_serial)
        self._connection.send(new_method_call(to, method, signature or None, body), serial=serial)
        while True:
            message = self._connection.receive(timeout=LONGEST_WAIT)
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                assert message.header.message_type is MessageType.method_return, f"{method}: {message.body}"
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is not MessageType.signal:
            return
        kind, first, _second, value = (*message.body, None, None, None, None)[:4]
        match fields.get(HeaderFields.member):
            case "Announcement":
                self.said.append((first, value[1]))
            case "StateChanged" if kind == "focused" and first:
                self.focused.append((fields[HeaderFields.sender], fields[HeaderFields.path]))


def _of(reference: Reference, interface: str) -> DBusAddress:
    return DBusAddress(reference[1], reference[0], interface)


def _connected(session_address: str) -> DBusConnection:
    """The bus whose address the session's bus knows."""
    with open_dbus_connection(session_address) as session:
        door = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        found: list[str] = []

        def is_there() -> bool:
            answer = session.send_and_get_reply(new_method_call(door, "GetAddress"))
            found.extend(answer.body if answer.header.message_type is MessageType.method_return else ())
            return bool(found)

        wait(is_there, "no accessibility bus")
    return open_dbus_connection(found[0])


def called(node: Node) -> str:
    """What a person hears it called: on Linux the name of a drop-down list is its value, and what it is about is its label or description."""
    if node.role == "combo box":
        return (*node.labels, node.description, node.name)[0]
    return node.name


class Reader:
    """A screen reader's hands: finds by the name that is said, waits until it is there, and acts on it."""

    def __init__(self, bus: AccessibilityBus) -> None:
        self.bus = bus
        self.seen: list[Node] = []

    def look(self, *, is_brief: bool = False) -> list[Node]:
        """All there is now, the window in front last."""
        self.seen = [node for window in self.bus.windows(is_brief=is_brief) for node in window.walk()]
        return self.seen

    def find(self, name: str, role: str = "", is_wanted: Callable[[Node], bool] = lambda _node: True) -> Node:
        """What is called so; waits for it."""
        end = time.monotonic() + LONGEST_WAIT / 2
        while True:
            for node in reversed(self.look(is_brief=True)):
                if called(node) == name and role in {"", node.role} and (role or node.role != "label") and is_wanted(node):
                    return node
            assert time.monotonic() < end, f"nothing is called {name!r}; there is {sorted({called(node) for node in self.seen} - {''})}"
            time.sleep(0.05)

    def find_entry(self, words: str) -> Node:
        """The entry of a list whose name holds these words; waits for it."""
        found: list[Node] = []

        def is_there() -> bool:
            found.extend(node for node in self.look(is_brief=True) if node.role == "list item" and words in node.name)
            return bool(found)

        wait(is_there, f"no entry of {words!r}")
        return found[0]

    def press(self, name: str, role: str = "") -> None:
        """Press what is called so."""
        self.bus.act(self.find(name, role, lambda node: "enabled" in node.states))
        self.bus.listen(0.05)
