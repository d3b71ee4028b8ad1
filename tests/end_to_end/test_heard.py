"""A real process of the window on the accessibility bus, listened to as a screen reader does."""

import subprocess
import sys
from contextlib import closing

from tests.end_to_end.accessibility_bus import POLITE, URGENT, AccessibilityBus, Reader
from tests.end_to_end.processes import MAIN
from tests.end_to_end.screen import a_screen, wait


def test_what_is_saved_and_a_dose_over_the_limit_reach_the_accessibility_bus(tmp_path):
    with a_screen(tmp_path, "Europe/London") as screen:
        dose = [sys.executable, str(MAIN), "--data-dir", str(screen.data), "dose", "Panadol", "4000"]
        subprocess.run(dose, env=screen.environment, check=True, timeout=30, capture_output=True)
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with closing(AccessibilityBus(screen.environment)) as bus:
            reader = Reader(bus)
            screen.start()
            screen.wait_for_window()
            reader.press("Add")
            reader.press("Medicine", "menu item")
            bus.focus(reader.find("Medicine taken", "text"))
            screen.write("Panadol 1000")
            over = "Paracetamol comes to 5,000 mg in 24 hours, over 4,000 mg."
            wait(lambda: bus.hears(URGENT, over), "nothing was said of the limit")
            screen.keys("Return")
            wait(lambda: bus.hears(POLITE, "Information. Entry saved (Panadol"), "it was not said that it was saved")
