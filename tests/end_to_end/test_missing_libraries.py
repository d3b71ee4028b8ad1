"""Real starts on a computer that lacks a shared library, or a screen: one sentence and exit code 1; the command line goes on."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.processes import MAIN, ROOT, in_a_box
from tracker.library.shared_libraries import shared_libraries

QT = Path(importlib.util.find_spec("PySide6").submodule_search_locations[0])
MODULES = tuple(QT / f"{module}.abi3.so" for module in ("QtWidgets", "QtSvg", "QtPrintSupport", "QtNetwork"))
PLUGINS = {"xcb": QT / "Qt/plugins/platforms/libqxcb.so", "wayland": QT / "Qt/plugins/platforms/libqwayland.so"}
NOWHERE = {"xcb": {"DISPLAY": ":4711"}, "wayland": {"WAYLAND_DISPLAY": "nowhere-4711"}}
OF_THE_C_LIBRARY = ("libc.", "libm.", "libdl.", "libpthread.", "libresolv.", "librt.", "libmvec.", "ld-linux")


def _libraries(*files: Path) -> list[Path]:
    """Where the loader finds what files need, at any depth, but for what the wheels bring and what no Python starts without."""
    # What is loaded into every process here, such as faketime, is no need of the files.
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    lines = subprocess.run(["ldd", *files], capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
    found = {Path(match[1]) for line in lines if (match := re.search(r" => (/.+) \(0x", line))}
    wheels = QT.parent.resolve()
    outside = [path for path in found if not path.resolve().is_relative_to(wheels) and not path.name.startswith(OF_THE_C_LIBRARY)]
    return sorted(path.parent.resolve() / path.name for path in outside)


def _environment(**more: str) -> dict[str, str]:
    screens = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE"}
    return {name: value for name, value in os.environ.items() if name not in screens} | {"PYTHONPATH": str(ROOT)} | more


def _starts(folder: Path, takings: list[list[Path]], environment: dict[str, str], *arguments: str) -> list[tuple[list[str], int, str]]:
    """Start the app without some libraries, time after time: the names that were away, the exit code, and what was said.

    Those are left out that the starting process itself had to load.
    """
    options = []
    for number, place in enumerate(sorted({path.parent for taking in takings for path in taking})):
        real, linked = folder / f"real-{number}", folder / f"linked-{number}"
        real.mkdir()
        linked.mkdir()
        for entry in place.iterdir():
            (linked / entry.name).symlink_to(real / entry.name)
        options += ["--bind", str(place), str(real), "--bind", str(linked), str(place)]
    asked = {"takings": [[str(path) for path in taking] for taking in takings], "arguments": ["--data-dir", str(folder / "data"), *arguments]}
    command = [*in_a_box(*options), sys.executable, str(Path(__file__).with_name("without_libraries.py"))]
    done = subprocess.run(command, env=environment, input=json.dumps(asked), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return [(names, code, said) for names, code, said in json.loads(done.stdout) if names]


def _wrong(starts: list[tuple[list[str], int, str]]) -> list[tuple[str, int, str]]:
    """Those starts without one library that did not end in one sentence naming it and its package."""
    packages = {library.name: library.package for library in shared_libraries()}
    return [
        (name, code, said)
        for (name,), code, said in starts
        if (code, said.count("\n")) != (1, 1) or name not in said or not said.endswith(f" {packages.get(name)}\n")
    ]


def test_whatever_library_of_a_window_is_missing_it_is_named_in_one_sentence_with_what_brings_it(tmp_path):
    takings = [[path] for path in _libraries(*MODULES, PLUGINS["xcb"])]
    starts = _starts(tmp_path, takings, _environment(**NOWHERE["xcb"]))
    assert len(starts) > 40
    assert _wrong(starts) == []
    assert not (tmp_path / "data").exists()


def test_whatever_library_of_wayland_is_missing_it_is_named_too(tmp_path):
    takings = [[path] for path in _libraries(PLUGINS["wayland"]) if path.name.startswith("libwayland")]
    starts = _starts(tmp_path, takings, _environment(**NOWHERE["wayland"]))
    assert len(starts) > 1
    assert _wrong(starts) == []


def test_a_library_that_figures_need_is_named_by_the_command_line_too(tmp_path):
    takings = [[path] for path in _libraries(*MODULES) if path.name.startswith("libstdc++")]
    starts = _starts(tmp_path, takings, _environment(), "export", str(tmp_path / "chart.png"))
    assert len(starts) == 1
    assert _wrong(starts) == []


@pytest.mark.parametrize(
    ("environment", "words"),
    [({}, "There is no screen"), (NOWHERE["xcb"], "The screen does not answer ("), (NOWHERE["wayland"], "The screen does not answer (")],
)
def test_where_there_is_no_screen_one_sentence_says_so(environment, words, tmp_path):
    command = [sys.executable, str(MAIN), "--data-dir", str(tmp_path / "data")]
    told = subprocess.run(command, env=_environment(**environment), capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert told.stderr.startswith(words)
    assert not (tmp_path / "data").exists()


def test_the_command_line_needs_none_of_the_libraries_of_a_window(tmp_path):
    ((away, code, said),) = _starts(tmp_path, [_libraries(*MODULES, *PLUGINS.values())], _environment(), "status")
    assert len(away) > 25
    assert (code, said.count("\n")) == (0, 1)
    assert said.startswith("No episode")
