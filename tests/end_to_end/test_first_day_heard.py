"""A first day by the actions of a screen reader alone; what is said meanwhile is kept beside this file and compared."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.end_to_end.accessibility_bus import URGENT, AccessibilityBus, Node, Reader, called
from tests.end_to_end.bus_wire import Reference
from tests.end_to_end.screen import Screen, a_screen, wait

KEPT = Path(__file__).with_name("first_day_heard.txt")
SIZE = "1300x830"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, [A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?")
SHARE = re.compile(r"\d %$")  # how far long work is: told of now and then, on another computer elsewhere
SECONDS = re.compile(r"Ice, \d+ m?i?n?s?,")  # how long the ice lay between two presses
FOLDER = re.compile(r"/\S*/")
WHEN = re.compile(r"(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?(?:\b\d{1,2} \w{3} |\b\w{3} \d{1,2},? )?\b\d{1,2}:\d{2}(?:\s?[AP]M)?")


class FirstDay:
    """Does one thing after the other, and writes down what each has a screen reader say, in the order in which it comes."""

    def __init__(self, bus: AccessibilityBus, screen: Screen) -> None:
        self.bus, self.screen, self.reader = bus, screen, Reader(bus)
        self.lines: list[str] = []
        self._heard = self._deed = 0
        self._focused: Node | None = None  # where the focus came to, of what is being done
        self._in_hand: Reference | None = None  # what was acted on last: of it, a change of state is said

    def press(self, *names: str, role: str = "") -> None:
        """Press one after the other."""
        for name in names:
            node = self.reader.find(name, role, ("visible", "enabled"))
            self._do(name, node, lambda node=node: self.bus.act(node))

    def write(self, field: str, text: str, *, shown: str = "") -> None:
        """Write into a field; `shown` stands in the log where the text is another each time."""
        node = self.reader.find(field)
        self._do(f"{field}: {shown or text}", node, lambda: self.bus.write(node, text))

    def do(self, action: str, entry: str) -> None:
        """Do with an entry of a list what an action of this name does; it is found by what its name holds."""
        node = self.reader.find_entry(entry)
        self._do(f"{action} {entry}", node, lambda: self.bus.act(node, action))

    def walk(self, chart: str, action: str) -> None:
        """Do with a chart what an action of this name does; the value says at which point it is then."""
        node = self.reader.find(chart, "chart")
        self._do(f"{action} of {chart}", node, lambda: self.bus.act(node, action))
        value, least, most = self.bus.value(node)
        self.lines.append(f"  value {value:.0f} of {least:.0f} to {most:.0f}")

    def waits_for(self, chart: str) -> None:
        """Until it has points: whether with its page or a moment later depends on how long the app is open, so it is not written down."""
        written, node = len(self.lines), self.reader.find(chart, "chart")
        wait(lambda: self.bus.value(node)[0] is not None, f"not drawn: {chart}")
        self._listen()
        del self.lines[written:]

    def reads(self, name: str) -> None:
        """What is shown has to be there to be read."""
        node = self.reader.find(name)
        self.lines.append(f"  {node.role} of {self.bus.holder(node)}: {name}")

    def add(self, kind: str) -> None:
        """Choose what to add to the day."""
        self.press("Add")
        self.press(kind, role="menu item")

    def press_in_dialog(self, button: str) -> None:
        """Press a button of the dialog for a file, once that has the focus: a window gets it from the window manager, in its own time."""
        self.comes_to("File name:")
        self.press(button, role="push button")

    def hears(self, words: str) -> None:
        """What was done has to be said."""
        wait(lambda: self._is_said(words), f"not said: {words}; {self.bus.said}")
        self._listen()

    def comes_to(self, name: str) -> None:
        """Once what was opened is gone, the focus has to be there."""
        wait(lambda: self._listen() or (self._focused is not None and called(self._focused) == name), f"the focus is not on {name}")

    def note_focus(self) -> None:
        """Write down where the focus came to: of the places that it passes while one thing is done only the last is heard to its end."""
        if self._focused is not None:
            self.lines.append("@ " + _lasting(_heard_as(self._focused)))
        self._focused = None

    def _do(self, words: str, node: Node, deed: Callable[[], None]) -> None:
        self._listen()
        self.note_focus()
        self.lines.append(f"> {words}")
        self._deed, self._in_hand = len(self.bus.events), node.reference
        deed()
        self.bus.settle()
        self._listen()

    def _is_said(self, words: str) -> bool:
        """Whether it was said since what was done last."""
        self.bus.listen(0.02)
        return any(event.kind == "announcement" and words in event.words for event in self.bus.events[self._deed :])

    def _listen(self) -> None:
        """Write down what came since, as it is said: what the focus came to, what was chosen or opened, and what was announced."""
        self.bus.listen()
        events, self._heard = self.bus.events[self._heard :], len(self.bus.events)
        focused = [Node(event.source) for event in events if event.kind == "focused" and event.value]
        self.bus.describe(focused)
        nodes = iter(focused)
        for event in events:
            if event.kind == "announcement" and not SHARE.search(event.words):
                self.lines.append(("! " if event.value == URGENT else "  ") + _lasting(event.words))
            elif event.kind == "focused" and event.value:
                self._focused = next(nodes)
            elif event.kind in {"checked", "expanded"} and event.source == self._in_hand:
                self.lines.append(f"  {event.kind if event.value else NOT[event.kind]}")


NOT = {"checked": "not checked", "expanded": "collapsed"}
SAID_STATES = ("checked", "expanded", "collapsed")


def _heard_as(node: Node) -> str:
    """Name, role, states and description of what has the focus, as they are said."""
    states = [state for state in SAID_STATES if state in node.states]
    named = ", ".join(filter(None, (called(node), node.role, *states)))
    return f"{named}. {node.description}" if node.description not in {"", called(node)} else named


def _lasting(words: str) -> str:
    """Words without what is another at each hour, on each day and on each computer."""
    words = WHEN.sub("[when]", words.replace("\n", " "))
    return SECONDS.sub("Ice, [length],", FOLDER.sub("[folder]", DAY.sub("[day]", words)))


def test_a_first_day_is_gone_through_by_actions_and_all_that_is_done_is_said(tmp_path):
    with a_screen(tmp_path, "Europe/London", SIZE) as screen:
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with closing(AccessibilityBus(screen.environment)) as bus:
            screen.start()
            wait(bus.windows, "no window on the bus")
            day = FirstDay(bus, screen)
            try:
                _go_through(day, tmp_path / "home")
            finally:  # to be looked at, and to take the place of the other where it is right
                log = "\n".join(day.lines) + "\n"
                (tmp_path / KEPT.name).write_text(log, encoding="utf-8")
    assert list((tmp_path / "home").glob("*.pdf"))  # there are no Documents; not where the app happens to run
    assert list((tmp_path / "home").glob("*.csv"))
    (archive,) = (tmp_path / "home").glob("*.json")
    assert {"ice", "walking", "day_note"} <= set(re.findall(r'"kind": ?"(\w+)"', archive.read_text(encoding="utf-8")))
    assert log == KEPT.read_text(encoding="utf-8")


def _go_through(day: FirstDay, home: Path) -> None:
    _begin(day)
    _fill(day)
    _change(day)
    _look_back(day)
    _carry_out_and_in(day, home)
    _go_on_with_the_plan(day)
    day.press("Today", role="page tab")
    day.press("Large view")


def _begin(day: FirstDay) -> None:
    day.press("Continue", "Begin the plan")
    day.hears("Ice, hour")
    day.hears("Episode begun")
    day.press("6", role="radio button")
    day.press("Another place")
    day.press("Lower back", "Groin right", role="check box")
    day.press("Save entry")
    day.hears("Entry saved")
    day.press("Start ice", "I have read this, start")
    day.hears("Ice started")
    day.press("Stop")
    day.hears("Ice stopped")


def _fill(day: FirstDay) -> None:
    day.add("Medicine")
    day.press("Save")
    day.hears("Write")
    day.write("Medicine", "Panadol 500 mg")
    day.press("Save")
    day.hears("Entry saved")
    day.add("Activity")
    day.press("Walking", "10 min", "Save")
    day.hears("Entry saved")
    day.add("Day note")
    day.write("About the day", "slept badly")
    day.press("Save")
    day.hears("Entry saved")
    day.press("Undo")
    day.hears("Undone")


def _change(day: FirstDay) -> None:
    day.do("Edit", "Pain 6")
    day.press("4", role="radio button")
    day.press("Save changes")
    day.hears("Entry")
    day.do("Delete", "Walking")
    day.hears("deleted")
    day.press("Undo")
    day.hears("Undone")
    day.do("Delete", "Walking")
    day.hears("deleted")
    day.press("Diary", role="page tab")
    day.press("Deleted entries")
    day.do("Bring back", "Walking")
    day.hears("Entry brought back")
    day.comes_to("Bring back")
    day.press("Back to the day")
    day.write("Search notes, places, medicines", "Panadol")
    day.hears("1 found")


def _look_back(day: FirstDay) -> None:
    day.press("Trends", role="page tab")
    day.waits_for("Pain over time")
    for action in ("Next point", "Next point", "Previous point"):
        day.walk("Pain over time", action)
    day.press("Show as table")
    day.reads("4")
    day.press("Report", role="page tab")
    day.press("Save report")
    day.press_in_dialog("Save")  # under the name that is suggested
    day.hears("Saved as")
    day.comes_to("This episode")


def _carry_out_and_in(day: FirstDay, folder: Path) -> None:
    day.press("Settings", "Appearance", role="page tab")
    day.press("Dark", role="radio button")
    day.press("Import and export", role="page tab")
    day.press("Table (CSV)", "Export a table (CSV)...")
    day.press_in_dialog("Save")
    day.hears("Saved")
    day.comes_to("Import and export")
    day.press("Archive (JSON)", "Export an archive (JSON)...")
    day.press_in_dialog("Save")
    day.hears("Saved as diary.json")
    day.comes_to("Import and export")
    file = folder / "elsewhere.csv"
    file.write_text("date,time,pain,notes\n2026-11-20,08:00,4,first\n2026-11-21,08:00,3,second\n", encoding="utf-8")
    day.press("A file", "Import a file", "Choose a file...")
    day.comes_to("File name:")
    day.write("File name:", str(file), shown=file.name)
    day.press("Open")
    day.hears("Reading the file.")
    day.comes_to("Continue")
    day.press("Continue")
    day.hears("Ready to import")
    day.comes_to("Import")
    day.press("Import")
    day.hears("2 rows came in")
    day.comes_to("Import and export")
    day.press("Undo")
    day.hears("Import undone")


def _go_on_with_the_plan(day: FirstDay) -> None:
    day.press("Plan", role="page tab")
    day.press("The pain has eased", role="check box")
    day.hears("Tick set")
    day.press("See the exercises", "Add an exercise")
    day.press("Save")
    day.hears("Give it a name")
    day.write("Name", "Slow turn")
    day.write("Steps, each on a line of its own", "Turn slowly.")
    day.press("Save")
    day.hears("in force from now on")
    day.press("Begin earlier...")
    day.write("Reason", "my physiotherapist says so")
    day.press("Begin now")
    day.hears("Stretches")
    day.press("It is over")
    day.hears("Episode ended")
    day.press("Undo")
    day.hears("Undone")
