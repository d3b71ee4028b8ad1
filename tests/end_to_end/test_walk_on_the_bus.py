"""Every page, form and dialog of a real process as a screen reader knows them, looked through for what would be misheard."""

import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

import pytest

from tests.end_to_end.accessibility_bus import AccessibilityBus, Node, Reader, called
from tests.end_to_end.bus_rules import described, misheard, stands_before
from tests.end_to_end.screen import Screen, a_screen, wait

SIZE = "1300x830"
PAGES = ("Today", "Diary", "Plan", "Trends", "Report", "Settings")
MOST_TABS = 70
LEAD_AWAY = {"Large view", "Guide", "Open import"}


class Walk:
    """Goes through the window of a diary that is made up, and keeps what was found by where it was found."""

    def __init__(self, bus: AccessibilityBus, screen: Screen) -> None:
        self.reader, self.bus, self.screen = Reader(bus), bus, screen
        self.faults: dict[str, None] = {}
        self.places = 0

    def look(self, place: str) -> list[Node]:
        """Look through what is shown."""
        nodes = self.reader.look()
        self.places += 1
        self.faults |= dict.fromkeys(f"{place}: {fault}" for fault in misheard(nodes))
        return nodes

    def page(self, name: str) -> None:
        """A page, and all that opens in place on it, one thing after the other."""
        self.reader.press(name, "page tab")
        self.bus.listen(0.3)
        self.tabs(name)
        for opener in self._closed():
            self.open(name, opener)

    def open(self, page: str, opener: Node) -> None:
        """Open something, look through it, and close it again; what leads elsewhere is looked through there."""
        self.bus.act(opener)
        self.bus.listen(0.15)
        nodes = self.look(f"{page}, {called(opener)}")
        if any(node.role == "popup menu" for node in nodes):
            self.screen.keys("Escape")
        elif any(node.reference == opener.reference and "expanded" in node.states for node in nodes):
            self.bus.act(opener)
        self.bus.listen(0.1)

    def tabs(self, place: str) -> None:
        """Walk with Tab, then look; where the focus went has to follow the eye, column by column."""
        self.bus.listen(0.05)
        self.bus.focused.clear()
        for _round in range(MOST_TABS // 5):
            self.screen.keys(*["Tab"] * 5)
            self.bus.listen(0.05)
            way = list(self.bus.focused)
            if len(set(way)) < len(way):
                break
        by_reference = {node.reference: node for node in self.look(place)}
        way = list(dict.fromkeys(self.bus.focused))
        nodes = [by_reference[reference] for reference in way if reference in by_reference]
        start = min(range(len(nodes)), key=lambda place: nodes[place].box[1] + nodes[place].box[0] * 10_000, default=0)
        for former, later in pairwise(nodes[start:] + nodes[:start]):
            if stands_before(later.box, former.box) and later is not nodes[start]:
                self.faults[f"{place}: Tab goes back from {described(former)} to {described(later)}"] = None

    def _closed(self) -> list[Node]:
        return [
            node
            for node in self.reader.seen
            if "collapsed" in node.states and node.role == "push button" and "enabled" in node.states and called(node) not in LEAD_AWAY
        ]


@pytest.fixture
def walk(tmp_path) -> Iterator[Walk]:
    """A walk on a screen of its own."""
    with a_screen(tmp_path, "Europe/London", SIZE) as screen:
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with closing(AccessibilityBus(screen.environment)) as bus:
            screen.start("--demo")
            wait(bus.windows, "no window on the bus")
            yield Walk(bus, screen)


def a_node(role, name="", box=(0, 0, 100, 40), *children, states=(), labels=(), description=""):
    node = Node(("", ""), None, role, name, description, frozenset(states), box, tuple(labels), list(children))
    for child in children:
        child.parent = node
    return node


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (a_node("push button"), "no name: push button ''"),
        (a_node("combo box", "Ice"), "no name: combo box ''"),
        (a_node("text", "Notes", labels=("Note",)), "a name that differs from its label: text 'Notes'"),
        (a_node("filler", "Body", states=("focusable",)), "a filler with the focus: filler 'Body'"),
        (a_node("check box", "<b>back</b>"), "markup: check box '<b>back</b>'"),
        (
            a_node("panel", "", (0, 0, 100, 90), a_node("label", "2", (0, 50, 100, 40)), a_node("label", "1")),
            "read after what stands behind it: label",
        ),
        (a_node("panel", "Mood", (0, 0, 100, 40), a_node("filler", "", (0, 0, 100, 40), a_node("panel", "Mood"))), "a group in a group of its name"),
        (a_node("panel", "", (0, 0, 300, 40), a_node("label", "2", (150, 0, 100, 40)), a_node("label", "1")), "read after what stands behind it"),
    ],
)
def test_each_rule_sees_what_breaks_it(node, fault):
    assert [line for line in misheard(list(node.walk())) if line.startswith(fault)]
    right = a_node(
        "panel", "", (0, 0, 300, 90), a_node("label", "1"), a_node("label", "2", (150, 0, 100, 40)), a_node("label", "3", (0, 50, 100, 40))
    )
    assert misheard(list(right.walk())) == []


def test_nothing_on_any_page_form_or_dialog_would_be_misheard(walk):
    begun = time.monotonic()
    for page in PAGES:
        walk.page(page)
    walk.reader.press("Today", "page tab")
    for kind in ("Activity", "Medicine", "Day note", "Session"):
        walk.reader.press("Add")
        walk.reader.press(kind, "menu item")
        walk.bus.listen(0.2)
        walk.look(f"Add, {kind}")
        walk.screen.keys("Escape")
    assert walk.places > len(PAGES)
    assert not walk.faults, "\n".join([*walk.faults, f"{time.monotonic() - begun:.0f} s, {walk.places} places"])
