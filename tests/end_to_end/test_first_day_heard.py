"""A first day by the actions of a screen reader alone; what is said meanwhile is kept beside this file and compared."""

import re
from contextlib import closing
from pathlib import Path

from tests.end_to_end.accessibility_bus import URGENT, AccessibilityBus, Reader
from tests.end_to_end.screen import Screen, a_screen, wait

KEPT = Path(__file__).with_name("first_day_heard.txt")
SIZE = "1300x830"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WHEN = re.compile(r"(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?(?:\b\d{1,2} \w{3} |\b\w{3} \d{1,2},? )?\b\d{1,2}:\d{2}(?:\s?[AP]M)?")


class FirstDay:
    """Does one thing after the other, and writes down what each has a screen reader say."""

    def __init__(self, bus: AccessibilityBus, screen: Screen) -> None:
        self.bus, self.screen, self.reader = bus, screen, Reader(bus)
        self.lines: list[str] = []
        self._heard = 0

    def press(self, *names: str, role: str = "") -> None:
        """Press one after the other."""
        for name in names:
            self.reader.press(name, role)
            self._note(f"> {name}")

    def write(self, field: str, text: str) -> None:
        """Write into a field."""
        self.bus.write(self.reader.find(field), text)
        self._note(f"> {field}: {text}")

    def do(self, action: str, entry: str) -> None:
        """Do with an entry of a list what an action of this name does; it is found by what its name holds."""
        self.bus.act(self.reader.find_entry(entry), action)
        self._note(f"> {action} {entry}")

    def reads(self, name: str) -> None:
        """What is shown has to be there to be read."""
        node = self.reader.find(name)
        self._note(f"  {node.role} of {node.parent.name if node.parent else ''}: {name}")

    def add(self, kind: str) -> None:
        """Choose what to add to the day."""
        self.press("Add")
        self.press(kind, role="menu item")

    def hears(self, words: str) -> None:
        """What was done has to be said."""
        wait(lambda: self._place_of(words) is not None, f"not said: {words}; {self.bus.said}")
        end = (self._place_of(words) or 0) + 1
        for how, said in self.bus.said[self._heard : end]:
            self.lines.append(("! " if how == URGENT else "  ") + DAY.sub("[day]", WHEN.sub("[when]", said)))
        self._heard = end

    def _place_of(self, words: str) -> int | None:
        self.bus.listen(0.05)
        return next((place for place, (_how, said) in enumerate(self.bus.said) if place >= self._heard and words in said), None)

    def _note(self, line: str) -> None:
        self.lines.append(line)


def test_a_first_day_is_gone_through_by_actions_and_all_that_is_done_is_said(tmp_path):
    with a_screen(tmp_path, "Europe/London", SIZE) as screen:
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with closing(AccessibilityBus(screen.environment)) as bus:
            screen.start()
            wait(bus.windows, "no window on the bus")
            day = FirstDay(bus, screen)
            _begin(day)
            _fill(day)
            _change(day)
            _look_back(day)
    assert list((tmp_path / "home").glob("*.pdf"))  # there are no Documents; not where the app happens to run
    log = "\n".join(day.lines) + "\n"
    (tmp_path / KEPT.name).write_text(log, encoding="utf-8")  # to be looked at, and to take the place of the other where it is right
    assert log == KEPT.read_text(encoding="utf-8")


def _begin(day: FirstDay) -> None:
    day.press("Continue", "Begin the plan")
    day.hears("Ice, hour")
    day.hears("Episode begun")
    day.press("6", role="radio button")
    day.press("Another place...")
    day.press("Lower back", "Groin right", role="check box")
    day.press("Save entry")
    day.hears("Entry saved")
    day.press("Start ice", "I have read this, start")
    day.hears("Ice started")
    day.press("Stop")
    day.hears("Ice stopped")


def _fill(day: FirstDay) -> None:
    day.add("Medicine")
    day.press("Save dose")
    day.hears("Write")
    day.write("Medicine taken", "Panadol 500 mg")
    day.press("Save dose")
    day.hears("Entry saved")
    day.add("Activity")
    day.press("Walking", "10 min", "Save activity")
    day.hears("Entry saved")
    day.add("Day note")
    day.write("About the day", "slept badly")
    day.press("Save day note")
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


def _look_back(day: FirstDay) -> None:
    day.press("Diary", role="page tab")
    day.write("Search notes, places, medicines", "Panadol")
    day.hears("1 entry found")
    day.press("Trends", role="page tab")
    day.press("Show as table")
    day.reads("4")
    day.press("Report", role="page tab")
    day.press("Save report")
    day.press("Save", role="push button")  # in the dialog, under the name that is suggested
    day.hears("The report was saved")
    day.press("Settings", "Appearance", role="page tab")
    day.press("Dark", role="radio button")
    day.press("Today", role="page tab")
    day.press("Large view")
