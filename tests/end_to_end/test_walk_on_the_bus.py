"""Every page, form and dialog of a real process as a screen reader knows them, looked through for what would be misheard."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.end_to_end.accessibility_bus import AccessibilityBus, Event, Node, Reader, called
from tests.end_to_end.bus_rules import described, misheard, stands_before, tells_as_radio, unannounced
from tests.end_to_end.processes import MAIN
from tests.end_to_end.screen import Screen, a_screen, wait

SIZE = "1300x830"
PAGES = ("Today", "Diary", "Plan", "Trends", "Report")
SECTIONS = (
    "Diary and backups",
    "Password",
    "Import and export",
    "Reminders",
    "Notifications",
    "Appearance",
    "This computer",
    "Medicines",
    "What you can do",
    "About this app",
)
MOST_TABS = 70
TAB_MS = 10  # between two strokes
LATEST_LAYOUT = 5  # s
LATEST_WORDS = 60  # s; what is worked out first is said after that
LEAD_AWAY = {"Guide", "Open import"}


class Walk:
    """Goes through the window of a diary that is made up, and keeps what was found by where it was found."""

    def __init__(self, bus: AccessibilityBus, screen: Screen) -> None:
        self.reader, self.bus, self.screen = Reader(bus), bus, screen
        self.faults: dict[str, None] = {}
        self.places: list[str] = []
        self._names: dict[tuple[str, str], str] = {}  # what was looked through, and what it was called

    def look(self, place: str) -> list[Node]:
        """Look through what is shown and was not before, and what stands beside it."""
        self.bus.settle()
        nodes = self.reader.look()
        self.places.append(place)
        new = [node for node in nodes if self._names.get(node.reference) != node.name]
        holders = list(dict.fromkeys(node.parent for node in new if node.parent is not None))
        told = list(dict.fromkeys([*new, *holders, *(child for holder in holders for child in holder.children)]))
        self.bus.tell(told)
        self._names |= {node.reference: node.name for node in nodes}
        looked_at = [*new, *(holder for holder in holders if holder not in new)]
        laid_out_by = time.monotonic() + LATEST_LAYOUT
        while misheard(looked_at) and time.monotonic() < laid_out_by:  # what has just come may be laid out in the next moment
            self.bus.listen(0.2)
            self.bus.tell(told)
        self.faults |= dict.fromkeys(f"{place}: {fault}" for fault in misheard(looked_at))
        return new

    def page(self, name: str, section: str = "") -> None:
        """A page, and all that opens in place on it, one thing after the other."""
        self._names.clear()
        self.reader.press(section or name, "page tab")
        if name == "Report":  # what tells which page is shown changes when they have been made, whatever is done meanwhile
            wait(lambda: any(node.name.startswith("Page 1 of ") for node in self.reader.look()), "the pages of the report were not made")
        if name == "Trends":  # the page is there before what is drawn
            wait(lambda: any(node.name.startswith("Highest in the period") for node in self.reader.look()), "the chart was not made")
        opened = self.look(section or name) if section else self.tabs(name)
        for opener in _closed(opened):
            self.open(section or name, opener)
        self.choices(section or name, opened)

    def open(self, page: str, opener: Node) -> None:
        """Open something, look through it, and close it again; what leads elsewhere is looked through there."""
        place = f"{page}, {called(opener)}"
        new = self.do(place, opener)
        if any(node.role == "popup menu" for node in new):
            self.screen.keys("Escape")
        else:
            self.bus.tell([opener])
            if "expanded" in opener.states:
                if not self._tells("expanded", opener):
                    self.faults[f"{place}: opened, and not told so: {described(opener)}"] = None
                self.bus.act(opener)

    def do(self, place: str, node: Node, deed: Callable[[], None] | None = None) -> list[Node]:
        """Do what a thing does, or something else with it, and look through what comes of it; what changes is to be said."""
        before, self._begun = dict(self._names), len(self.bus.events)
        deed() if deed is not None else self.bus.act(node)
        new = self.look(place)
        said_by = time.monotonic() + LATEST_WORDS
        renamed = [there for there in self.reader.seen if there.reference in before and before[there.reference] != there.name]
        while unannounced(renamed, self._told(), node) and time.monotonic() < said_by:  # such as that the pages of the report are others
            self.bus.listen(0.05)
        self.faults |= dict.fromkeys(f"{place}: {fault}" for fault in unannounced(renamed, self._told(), node))
        return new

    def changes(self, place: str, node: Node, deed: Callable[[], None] | None = None) -> None:
        """Do what changes something elsewhere while it is looked at: that has to be said, whatever it is called then."""
        self.look(place)
        self.do(place, node, deed)
        wait(lambda: self.bus.listen(0.05) or any(event.kind == "announcement" for event in self._told()), f"{place}: a live change unannounced")

    def choices(self, page: str, nodes: list[Node]) -> None:
        """Check two of several check boxes, one after the other: none beside it may be unchecked by that."""
        boxes = [node for node in nodes if node.role == "check box" and "enabled" in node.states]
        for holder in dict.fromkeys(node.parent for node in boxes):
            group = [node for node in boxes if node.parent is holder]
            off = [node for node in group if "checked" not in node.states]
            checked = off[:2] if len(group) > 1 else []
            for box in checked:
                self.do(page, box)
                self.faults |= dict.fromkeys(f"{page}: {fault}" for fault in tells_as_radio(box, group, self._told()))
            for box in checked:
                self.bus.act(box)

    def press(self, place: str, *names: str, role: str = "") -> list[Node]:
        """Press one after the other, and look through what the last opens."""
        for name in names:
            self.reader.press(name, role)
        return self.look(place)

    def opens(self, place: str, name: str) -> list[Node]:
        """Press what opens a window of its own, and look through that."""
        windows = len(self.bus.windows())
        self.reader.press(name)
        wait(lambda: len(self.bus.windows()) > windows, f"{name} opens nothing")
        return self.look(place)

    def command(self, words: str) -> None:
        """Have the palette do a command that opens a window of its own; what is found first by these words."""
        windows = len(self.bus.windows())
        self.strike("Every command", "ctrl+k")
        self.screen.write(words)
        self.screen.keys("Return")
        wait(lambda: len(self.bus.windows()) > windows, f"{words} opens nothing")

    def strike(self, place: str, keys: str) -> list[Node]:
        """Strike keys, and look through what they open."""
        shown = len(self.reader.look())
        self.screen.keys(keys)
        wait(lambda: len(self.reader.look()) != shown, f"{keys} opens nothing")
        return self.look(place)

    def leave(self, *, times: int = 1) -> None:
        """Close with Escape what was opened, and wait until it is gone."""
        shown = len(self.reader.look())
        self.screen.keys(*["Escape"] * times)
        wait(lambda: len(self.reader.look()) < shown, f"Escape did not close {self.places[-1]}")

    def tabs(self, place: str, *, first: str = "") -> list[Node]:
        """Walk with Tab, then look; where the focus went has to follow the eye, column by column, from what is called `first` or stands leftmost."""
        self.bus.settle()
        self.bus.events.clear()
        for _round in range(MOST_TABS // 10):
            self.screen.keys(*["Tab"] * 10, rest=TAB_MS)
            self.bus.settle()
            way = list(self.bus.focused)
            if len(set(way)) < len(way):
                break
        new = self.look(place)
        by_reference = {node.reference: node for node in new}
        way = list(dict.fromkeys(self.bus.focused))
        nodes = [by_reference[reference] for reference in way if reference in by_reference]
        start = min(range(len(nodes)), key=lambda place: (called(nodes[place]) != first, nodes[place].box[0], nodes[place].box[1]), default=0)
        for former, later in pairwise(nodes[start:] + nodes[:start]):
            if stands_before(later.box, former.box) and later is not nodes[start]:
                self.faults[f"{place}: Tab goes back from {described(former)} to {described(later)}"] = None
        return new

    def _told(self) -> list[Event]:
        return self.bus.events[self._begun :]

    def _tells(self, kind: str, node: Node) -> bool:
        return any(event.kind == kind and event.source == node.reference and event.value for event in self._told())


def _closed(nodes: list[Node]) -> list[Node]:
    return [
        node
        for node in nodes
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


def test_what_changes_unsaid_and_a_check_box_that_is_one_of_a_choice_are_seen():
    kept, changed, off, on = (a_node(role, role) for role in ("heading", "label", "check box", "check box"))
    for place, node in enumerate((kept, changed, off, on)):
        node.reference = ("", str(place))
    named, said = Event("accessible-name", kept.reference, 0), Event("announcement", kept.reference, 1, "7 days")
    assert [fault.split(":")[0] for fault in unannounced([kept, changed], [named], kept)] == ["a live change unannounced"]
    assert unannounced([kept, changed], [named, said]) == []
    assert unannounced([changed], [Event("accessible-name", changed.reference, 0)]) != []  # only of what has the focus is that said
    assert unannounced([changed], [], changed) == []
    unchecked = Event("checked", on.reference, 0)
    assert [fault.split(":")[0] for fault in tells_as_radio(off, [off, on], [unchecked])] == ["a check box that is a radio"]
    assert tells_as_radio(off, [off, on], [Event("checked", off.reference, 1)]) == []


def test_nothing_on_any_page_form_or_dialog_would_be_misheard(walk, tmp_path):
    begun = time.monotonic()
    _pages(walk)
    _forms(walk)
    _live(walk)
    _dialogs(walk)
    _guide_and_quick_entry(walk)
    _files(walk, tmp_path)
    _first_run(walk, tmp_path)
    assert not walk.faults, "\n".join([*walk.faults, f"{time.monotonic() - begun:.0f} s, {len(walk.places)} places"])


def _pages(walk: Walk) -> None:
    for page in PAGES:
        walk.page(page)
    walk.reader.press("Settings", "page tab")
    for section in SECTIONS:
        walk.page("Settings", section)


def _live(walk: Walk) -> None:
    """What is shown elsewhere than where the hand is: what a chart says, what was found, what was saved; of a countdown see test_heard."""
    walk.reader.press("Trends", "page tab")
    walk.changes("Trends, another period", walk.reader.find("14 days", "radio button"))
    walk.reader.press("Diary", "page tab")
    field = walk.reader.find("Search notes, places, medicines")
    walk.changes("Diary, a search", field, lambda: walk.bus.write(field, "Panadol"))
    walk.bus.write(field, "")
    walk.reader.press("Today", "page tab")
    walk.reader.press("6", "radio button")
    walk.changes("Today, saved", walk.reader.find("Save entry"))


def _forms(walk: Walk) -> None:
    for section, words in (("Reminders", "Add a reminder"), ("Medicines", "Add a medicine")):
        walk.reader.press(section, "page tab")
        walk.press(words, words)
        walk.reader.press("Cancel")
    walk.reader.press("Plan", "page tab")
    walk.press("Own exercise", "See the exercises", "Add an exercise")
    walk.reader.press("Cancel")
    walk.reader.press("Today", "page tab")
    for kind in ("Activity", "Medicine", "Day note", "Session"):
        walk.reader.press("Add")
        walk.choices(f"Add, {kind}", walk.press(f"Add, {kind}", kind, role="menu item"))
        walk.screen.keys("Escape")


def _dialogs(walk: Walk) -> None:
    levels = [node.name for node in walk.opens("When to get help", "When to get help") if node.role == "heading"]
    assert len(levels) > 3, levels
    walk.leave()
    walk.strike("Every command", "ctrl+k")
    walk.leave()
    walk.strike("These keys", "F1")
    walk.leave()
    walk.opens("Large view", "Large view")
    walk.leave()


def _guide_and_quick_entry(walk: Walk) -> None:
    walk.command("Guide")
    walk.tabs("Guide")
    walk.bus.write(walk.reader.find("Search"), "damp heat")
    walk.look("Guide, what was found")
    walk.leave(times=2)
    walk.command("Quick entry")
    walk.tabs("Quick entry", first="Cancel")  # in the head, at its right
    walk.leave()


def _first_run(walk: Walk, folder: Path) -> None:
    """A diary that is empty asks first when it began."""
    walk.screen.start("--data-dir", str(folder / "empty"))
    walk.reader.find("Continue")
    walk.tabs("Welcome")
    walk.reader.press("Continue")
    for opener in _closed(walk.tabs("When did it begin?")):
        walk.open("When did it begin?", opener)


def _files(walk: Walk, folder: Path) -> None:
    """An import and its steps, a merge, and what is asked before a backup is restored."""
    table, other = folder / "elsewhere.csv", [sys.executable, str(MAIN), "--data-dir", str(folder / "other")]
    table.write_text("date,time,pain,notes\n2026-11-20,08:00,4,first\n2026-11-21,08:00,3,second\n", encoding="utf-8")
    for command in (("log", "5"), ("export", str(folder / "other.json")), ("backup", str(folder / "other.sqlite3"))):
        subprocess.run([*other, *command], env=walk.screen.environment, check=True, timeout=60, capture_output=True)
    walk.reader.press("Settings", "page tab")
    walk.reader.press("Import and export", "page tab")
    walk.reader.press("A file")
    for file in (table, folder / "other.json"):
        walk.opens("Import, the file", "Import a file")
        _choose(walk, "Choose a file...", file)
        walk.look(f"Import, what was understood of {file.suffix}")
        if file == table:
            walk.press("Import, what would come in", "Continue")
        walk.leave()
    walk.reader.press("Diary and backups", "page tab")
    walk.reader.press("Backups")
    _choose(walk, "Restore a backup", folder / "other.sqlite3")
    walk.look("Restore a backup")


def _choose(walk: Walk, button: str, file: Path) -> None:
    walk.reader.press(button)
    walk.bus.write(walk.reader.find("File name:"), str(file))
    shown = len(walk.bus.said)
    walk.reader.press("Open")
    wait(lambda: walk.bus.listen(0.05) or len(walk.bus.said) > shown, f"nothing was said of {file.name}")
