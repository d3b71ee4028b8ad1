"""The accessibility bus of a screen, and what a screen reader does there: it asks what is shown, presses it, types into it, hears what is said."""

import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.end_to_end.bus_wire import Reference, bits, body_bytes, call
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
PRESSED = 20  # the bit of the state
ROLES = {
    "check box": 7, "combo box": 11, "dialog": 16, "frame": 23, "list": 31, "list item": 32, "menu item": 35, "page tab": 37, "password text": 40,
    "progress bar": 42, "push button": 43, "radio button": 44, "spin button": 52, "table cell": 56, "text": 61, "toggle button": 62,
    "entry": 79, "chart": 80, "link": 88,
}  # fmt: skip
TOLD_STATES = ("focused", "expanded", "checked", "selected")
TOLD_PROPERTIES = ("accessible-name", "accessible-description", "accessible-value")
MATCH_ALL, MATCH_ANY, SORT_CANONICAL = 1, 2, 1
LABELLED_BY, OF_SCREEN = 2, 0
LONGEST_ANSWER = 60.0  # seconds: what answers may be making a page of charts on a busy computer
MOST_AT_ONCE = 200  # questions; more could fill what lies between, while nobody reads the answers
POLITE, URGENT = 1, 2
LABELLED = {"combo box", "check box", "radio button", "push button", "text", "entry", "spin button", "password text", "paragraph"}
FIELDS = {"text", "entry", "spin button", "password text", "paragraph"}


@dataclass(frozen=True)
class Event:
    """What the app tells by itself: that a state changed and how, that something was named anew, or words to be said and how urgent they are."""

    kind: str
    source: Reference
    value: int
    words: str = ""


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
        self.events: list[Event] = []
        self._launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"], env=environment, stderr=subprocess.DEVNULL)
        self._connection = _connected(environment["DBUS_SESSION_BUS_ADDRESS"])
        self._known: dict[Reference, tuple[Reference, str]] = {}  # what each is in, and its role
        self._windows: set[Reference] = set()  # all that were ever told
        # An app tells of nothing that nobody has asked for, and of it only while whoever asked is connected.
        for kind in ("announcement", *(f"state-changed:{state}" for state in TOLD_STATES), *(f"property-change:{name}" for name in TOLD_PROPERTIES)):
            self._call(REGISTRY, "RegisterEvent", "s", (f"object:{kind}",))
        for member in ("Announcement", "StateChanged", "PropertyChange"):
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

    @property
    def said(self) -> list[tuple[int, str]]:
        """How urgent, and what was said, in the order in which it came."""
        return [(event.value, event.words) for event in self.events if event.kind == "announcement"]

    @property
    def focused(self) -> list[Reference]:
        """Where the focus went, the last one last."""
        return [event.source for event in self.events if event.kind == "focused" and event.value]

    def settle(self) -> None:
        """Hear what comes of a deed: the app answers in turn, and what it put off for a moment it has done by the second answer."""
        for _turn in range(2):
            self._window_references()

    def hears(self, urgency: int, words: str) -> bool:
        """Whether something that begins so was said by now."""
        self.listen()
        return any(how == urgency and said.startswith(words) for how, said in self.said)

    def windows(self) -> list[Node]:
        """The windows of all apps, with all that is shown in them: what each is in, its role and its name. `tell` brings the rest."""
        windows = [Node(reference, role="frame") for reference in self._window_references()]
        for window in windows:
            nodes = {window.reference: window}
            for reference in self._matching(window.reference, ("visible",)):
                nodes[reference] = Node(reference)
            self._place([node for node in nodes.values() if node is not window], nodes)
            for node, name in zip(nodes.values(), self._properties(list(nodes), "Name"), strict=True):
                node.name = name or ""
        return [window for window in windows if window.children]

    def found(self, roles: Iterable[str] = (), *, states: Iterable[str] = ("visible",)) -> list[Node]:
        """All that is shown of some roles and in some states, in the order in which it is read, with its name."""
        nodes = []
        for window in self._window_references():
            found = self._matching(window, states, roles)
            shown = {window, *self._matching(window, ("visible",))} if found else set()
            # The lines of a drop-down list say that they are to be seen, though the list is not.
            nodes += [Node(reference, role=role) for reference, (parent, role) in zip(found, self._places(found), strict=True) if parent in shown]
        for node, name in zip(nodes, self._properties([node.reference for node in nodes], "Name"), strict=True):
            node.name = name or ""
        return nodes

    def act(self, node: Node, action: str = "") -> None:
        """Do with it what is called so, or what is done first: press, toggle, choose."""
        place = self.actions(node).index(action) if action else 0
        self._call(_of(node.reference, "org.a11y.atspi.Action"), "DoAction", "i", (place,))
        end = time.monotonic() + LONGEST_WAIT
        # Qt shows it pressed for a tenth of a second, and only then does what it is for: what is done meanwhile would come first.
        while node.role == "push button" and self._is_pressed(node):
            assert time.monotonic() < end, f"{node.name!r} stays pressed"
            self.listen(0.01)

    def forget(self) -> None:
        """Ask anew what each thing is in: one that was asked while its page was made may have been put elsewhere since."""
        self._known.clear()

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

    def value(self, node: Node) -> tuple[float, float, float]:
        """The number it has, and the least and the most it can have."""
        return tuple(self._properties([node.reference], name, "org.a11y.atspi.Value")[0] for name in ("CurrentValue", "MinimumValue", "MaximumValue"))

    def holder(self, node: Node) -> str:
        """The name of what it is in."""
        return self._properties([parent for parent, _role in self._places([node.reference])], "Name")[0] or ""

    def describe(self, nodes: Sequence[Node]) -> None:
        """Have nodes that are known by their reference alone hold all that is said of them."""
        references = [node.reference for node in nodes]
        answers = self._ask(references, ACCESSIBLE, "GetRoleName"), self._properties(references, "Name")
        for node, role, name in zip(nodes, *answers, strict=True):
            node.role, node.name = role or "", name or ""
        self.tell(nodes)

    def tell(self, nodes: Sequence[Node]) -> None:
        """Have nodes hold what only a look through them needs: states, description, place and labels."""
        references = [node.reference for node in nodes]
        answers = (
            self._ask(references, ACCESSIBLE, "GetState"),
            self._properties(references, "Description"),
            self._ask(references, "org.a11y.atspi.Component", "GetExtents", "u", (OF_SCREEN,)),
        )
        for node, states, description, box in zip(nodes, *answers, strict=True):
            shown = (states or [0, 0])[0] | (states or [0, 0])[1] << 32
            node.states = frozenset(state for state, bit in STATES.items() if shown >> bit & 1)
            node.description, node.box = description or "", tuple(box or (0, 0, 0, 0))
        self._tell_labels([node for node in nodes if node.role in LABELLED])

    def _is_pressed(self, node: Node) -> bool:
        [states] = self._ask([node.reference], ACCESSIBLE, "GetState")
        return bool(states) and bool(states[0] >> PRESSED & 1)

    def _tell_labels(self, nodes: Sequence[Node]) -> None:
        for node, relations in zip(nodes, self._ask([node.reference for node in nodes], ACCESSIBLE, "GetRelationSet"), strict=True):
            labels = [tuple(label) for kind, targets in relations or [] if kind == LABELLED_BY for label in targets]
            node.labels = tuple(name or "" for name in self._properties(labels, "Name")) if labels else ()

    def _window_references(self) -> list[Reference]:
        apps = [tuple(app) for app in self._ask([ROOT], ACCESSIBLE, "GetChildren")[0] or []]
        windows = [tuple(window) for windows in self._ask(apps, ACCESSIBLE, "GetChildren") for window in windows or []]
        if not self._windows.issuperset(windows):
            # A window that is only just made may be told anew under another name: what was in the former one is asked for its parent again.
            self._known = {thing: told for thing, told in self._known.items() if told[0] in self._known or told[0] in windows}
            self._windows.update(windows)
        return windows

    def _matching(self, window: Reference, states: Iterable[str], roles: Iterable[str] = ()) -> list[Reference]:
        """What is in a window, however deep, in all of some states and of one of some roles: one question where a tree would take thousands."""
        wanted = bits((STATES[state] for state in states), 2), bits((ROLES[role] for role in roles), 4)
        rule = (wanted[0], MATCH_ALL, {}, MATCH_ALL, wanted[1], MATCH_ANY if any(wanted[1]) else MATCH_ALL, [], MATCH_ALL, False)
        body = (rule, SORT_CANONICAL, 0, True)
        [found] = self._ask([window], "org.a11y.atspi.Collection", "GetMatches", "(aiia{ss}iaiiasib)uib", body)
        return [tuple(reference) for reference in found or []]

    def _place(self, nodes: Sequence[Node], by_reference: dict[Reference, Node]) -> None:
        """Put each into what it is in, but not what is in something that is not shown."""
        for node, (parent, role) in zip(nodes, self._places([node.reference for node in nodes]), strict=True):
            node.role, node.parent = role, by_reference.get(parent)
            if node.parent is not None:
                node.parent.children.append(node)

    def _places(self, references: Sequence[Reference]) -> list[tuple[Reference, str]]:
        """What each is in, and its role: neither changes as long as its window is there, and each is asked once."""
        new = [reference for reference in references if reference not in self._known]
        answers = (self._properties(new, "Parent"), self._ask(new, ACCESSIBLE, "GetRoleName"))
        told = {reference: (tuple(parent), role) for reference, parent, role in zip(new, *answers, strict=True) if parent and role}
        self._known |= told  # what does not answer is being made or was just taken away: it is asked again, should it be there once more
        return [self._known.get(reference, (ROOT, "")) for reference in references]

    def _properties(self, references: Sequence[Reference], name: str, interface: str = ACCESSIBLE) -> list[Any]:
        got = self._ask(references, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name))
        return [value[1] if value else None for value in got]

    def _ask(self, references: Sequence[Reference], interface: str, method: str, signature: str = "", body: tuple[object, ...] = ()) -> list[Any]:
        """The first value each answers with, None where one does not; all are asked before the first answer is waited for."""
        answers: dict[int, Message | None] = {}
        for place in range(0, len(references), MOST_AT_ONCE):
            calls = {next(self._connection.outgoing_serial): reference for reference in references[place : place + MOST_AT_ONCE]}
            told = body_bytes(signature, body)
            self._connection.sock.sendall(
                b"".join(call(serial, reference, interface, method, signature, told) for serial, reference in calls.items())
            )
            answers |= dict.fromkeys(calls)
            waiting = set(calls)
            while waiting:
                message = self._connection.receive(timeout=LONGEST_ANSWER)
                answered = message.header.fields.get(HeaderFields.reply_serial)
                if answered in waiting:
                    answers[answered] = message
                    waiting.remove(answered)
                else:
                    self._take(message)
        return [
            answer.body[0] if answer is not None and answer.header.message_type is MessageType.method_return and answer.body else None
            for answer in answers.values()
        ]

    def _call(self, address: Any, method: str, signature: str = "", body: tuple[object, ...] = ()) -> None:
        to = DBusAddress(address.object_path, address.bus_name, address.interface)
        serial = next(self._connection.outgoing_serial)
        self._connection.send(new_method_call(to, method, signature or None, body), serial=serial)
        while True:
            message = self._connection.receive(timeout=LONGEST_ANSWER)
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                assert message.header.message_type is MessageType.method_return, f"{method}: {message.body}"
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is not MessageType.signal:
            return
        kind, value, _second, words = (*message.body, None, None, None, None)[:4]
        source = (fields[HeaderFields.sender], fields[HeaderFields.path])
        if fields.get(HeaderFields.member) == "Announcement":
            self.events.append(Event("announcement", source, value, words[1]))
        elif kind in {*TOLD_STATES, *TOLD_PROPERTIES}:
            self.events.append(Event(kind, source, value))


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

    def look(self) -> list[Node]:
        """All there is now, the window in front last."""
        self.seen = [node for window in self.bus.windows() for node in window.walk()]
        return self.seen

    def find(self, name: str, role: str = "", states: Iterable[str] = ("visible",)) -> Node:
        """What is called so; waits for it. A label only where it is asked for."""
        end = time.monotonic() + LONGEST_WAIT / 2
        roles = [role] if role else [role for role in ROLES if role != "combo box"]
        while True:
            found = self.bus.found(roles, states=states)
            if node := next((node for node in reversed(found) if node.name == name), None) or self._labelled(name, role, states):
                return node
            assert time.monotonic() < end, f"nothing is called {name!r}; there is {sorted({node.name for node in found} - {''})}"
            time.sleep(0.05)
            self.bus.forget()

    def _labelled(self, name: str, role: str, states: Iterable[str]) -> Node | None:
        """A drop-down list that is called so."""
        if role not in {"", "combo box"}:
            return None
        lists = self.bus.found(["combo box"], states=states)
        self.bus.tell(lists)
        return next((node for node in lists if called(node) == name), None)

    def find_entry(self, words: str) -> Node:
        """The entry of a list whose name holds these words; waits for it."""
        found: list[Node] = []

        def is_there() -> bool:
            found.extend(node for node in self.bus.found(["list item"]) if words in node.name)
            return bool(found)

        wait(is_there, f"no entry of {words!r}")
        return found[0]

    def press(self, name: str, role: str = "") -> None:
        """Press what is called so."""
        self.bus.act(self.find(name, role, ("visible", "enabled")))
        self.bus.settle()
