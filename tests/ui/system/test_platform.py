"""Before a window opens: what is missing is said in a sentence, and the process keeps its files to itself."""

import subprocess
import sys

import pytest

from ui.system.platform import missing_for_window

X11 = {"DISPLAY": ":0"}


def everything(_library: str) -> bool:
    return True


def nothing(_library: str) -> bool:
    return False


@pytest.mark.parametrize("environment", [X11, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "xcb", **X11}])
def test_on_a_whole_desktop_nothing_is_missing(environment: dict[str, str]) -> None:
    assert missing_for_window(environment, everything) is None


def test_without_a_screen_one_sentence_says_so() -> None:
    assert "no screen" in (missing_for_window({}, everything) or "")


@pytest.mark.parametrize("environment", [X11, {"QT_QPA_PLATFORM": "xcb", **X11}])
def test_a_missing_library_is_named_with_the_command_that_brings_it(environment: dict[str, str]) -> None:
    sentence = missing_for_window(environment, lambda library: library != "libxcb-cursor.so.0") or ""
    assert sentence.endswith("sudo apt install libxcb-cursor0")
    assert "\n" not in sentence


@pytest.mark.parametrize("environment", [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "w", **X11}])
def test_other_screens_do_not_need_the_libraries_of_x11(environment: dict[str, str]) -> None:
    assert missing_for_window(environment, nothing) is None


def test_the_process_keeps_its_files_and_its_memory_to_itself() -> None:
    code = (
        "import os, resource, sys; from ui.system.platform import missing_for_window, private_process; private_process(); missing_for_window()\n"
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), any(m.startswith('PySide6') for m in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.strip() == "0o77 (0, 0) False"
