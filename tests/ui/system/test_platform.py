"""Before a window opens: what is missing is said in a sentence, and the process keeps its files to itself."""

import socket
import subprocess
import sys

import pytest

from ui.system.platform import Computer, missing_for_window

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
OF_X11 = ("libxcb", "libX11-xcb", "libxkbcommon-x11", "libqxcb")


def absent(*missing):
    """A loader that does not find the libraries whose names begin so."""

    def load(library):
        name = library.rpartition("/")[2]
        return f"{library}: cannot open shared object file: No such file or directory" if name.startswith(missing) else ""

    return load


def everything(_library):
    """A loader that finds all."""
    return ""


def sentence(environment, load=everything, silent=()):
    """What is said on a computer with this environment, this loader and screens of these kinds that do not answer; empty if nothing."""
    said = missing_for_window(Computer(environment, load, lambda screen: screen not in silent)) or ""
    assert "\n" not in said
    return said


@pytest.mark.parametrize("environment", [X11, WAYLAND, {"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "xcb", **X11}])
def test_on_a_whole_desktop_nothing_is_missing(environment):
    assert sentence(environment) == ""


def test_without_a_screen_one_sentence_says_so():
    assert "no screen" in sentence({})


@pytest.mark.parametrize("environment", [X11, {"QT_QPA_PLATFORM": "xcb", **X11}, {"QT_QPA_PLATFORM": "xcb:arguments"}])
def test_all_missing_libraries_are_named_with_the_command_that_brings_them(environment):
    said = sentence(environment, absent("libxcb-cursor", "libglib", "libgthread"))
    assert "libglib-2.0.so.0, libgthread-2.0.so.0, libxcb-cursor.so.0" in said
    assert said.endswith("sudo apt-get install libglib2.0-0 libxcb-cursor0")


@pytest.mark.parametrize("environment", [WAYLAND, {"QT_QPA_PLATFORM": "offscreen"}, WAYLAND | X11])
def test_other_screens_do_not_need_the_libraries_of_x11(environment):
    assert sentence(environment, absent(*OF_X11)) == ""


@pytest.mark.parametrize("environment", [X11, WAYLAND, {"QT_QPA_PLATFORM": "offscreen"}])
def test_every_screen_needs_the_libraries_of_a_window(environment):
    assert sentence(environment, absent("libEGL")).endswith("sudo apt-get install libegl1")


@pytest.mark.parametrize(("environment", "named"), [(X11, "DISPLAY=:0"), (WAYLAND, "WAYLAND_DISPLAY=wayland-0")])
def test_a_screen_that_does_not_answer_is_named(environment, named):
    assert f"does not answer ({named})" in sentence(environment, silent=("xcb", "wayland"))


def test_where_one_of_two_screens_answers_the_window_opens_there():
    assert sentence(WAYLAND | X11, silent=("wayland",)) == ""
    assert sentence(WAYLAND | X11, silent=("xcb",)) == ""
    assert "WAYLAND_DISPLAY=wayland-0, DISPLAY=:0" in sentence(WAYLAND | X11, silent=("wayland", "xcb"))


def test_a_wayland_screen_answers_while_somebody_listens_there(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "w"))
        listener.listen()
        assert Computer().answers("wayland")
    assert not Computer().answers("wayland")


def test_the_libraries_of_the_screens_say_nothing_themselves(monkeypatch, capfd):
    monkeypatch.delenv("XDG_RUNTIME_DIR")  # libwayland would write an error of its own
    assert not Computer().answers("wayland")
    assert capfd.readouterr().err == ""


def test_a_library_beneath_another_is_named_itself():
    def load(library):
        return "libpcre2-8.so.0: cannot open shared object file: No such file or directory" if library == "libglib-2.0.so.0" else ""

    assert sentence(X11, load).endswith("sudo apt-get install libpcre2-8-0")


def test_a_library_nobody_knows_is_named_all_the_same():
    assert "needs libnew.so.9, which" in sentence(
        X11, lambda library: "libnew.so.9: cannot open shared object file" if library.endswith("libqxcb.so") else ""
    )


def test_a_damaged_library_is_named_with_what_is_wrong():
    said = sentence(X11, lambda library: f"/usr/lib/{library}: file too short" if library == "libEGL.so.1" else "")
    assert "needs libEGL.so.1, which cannot be loaded (file too short)" in said


def test_a_screen_qt_does_not_have_is_refused():
    said = missing_for_window(Computer({"QT_QPA_PLATFORM": "nonsense"}, answers=lambda _screen: True)) or ""
    assert "libqnonsense.so" in said


def test_the_process_keeps_its_files_and_its_memory_to_itself():
    code = (
        "import os, resource, sys; from ui.system.platform import missing_for_window, private_process; private_process(); missing_for_window()\n"
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), any(m.startswith('PySide6') for m in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.strip() == "0o77 (0, 0) False"
