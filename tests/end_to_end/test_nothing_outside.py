"""A session in a real window, with searching and copying, and an export beside it: nothing of the diary is in any file but those two.

Whatever else is opened for writing, such as what Qt and the desktop keep of the last folder or of fonts, holds nothing of the diary.
"""

import os
import re
import signal
import time
from pathlib import Path

from tests.end_to_end.processes import app, tool
from tests.end_to_end.screen import a_screen

CANARY = "canary-91c3f"
CALLS = "open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat"
WRITES = re.compile(r'"([^"]+)", [^)]*O_(?:WRONLY|RDWR)')
NO_FILES = re.compile(r"/dev/(?!shm/)|/proc/|/sys/|/memfd:")
PLACES_OF_THE_DESKTOP = (".local/share/recently-used.xbel", ".cache/thumbnails", ".local/share/RecentDocuments", ".config/QtProject.conf")

# One of the modules that nothing but the page needs, as it stands or compiled.
TRENDS = re.compile(r"ui/pages/trends/(?:__pycache__/)?page\.")


def _written(log: Path) -> set[Path]:
    """The files that were opened for writing, or came to be by another name."""
    found = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if " = -1 " in line:
            continue
        if opened := WRITES.search(line):
            found.add(opened[1])
        elif re.search(r"^\d+ +(rename|link|symlink)", line):
            found.update(re.findall(r'"([^"]+)"', line))
    return {Path(name) for name in found if name.startswith("/") and not NO_FILES.match(name)}


def test_after_a_session_no_file_elsewhere_holds_anything_of_the_diary(tmp_path: Path) -> None:
    log, exported = tmp_path / "calls", tmp_path / "home" / "out.csv"
    assert app(tmp_path / "data", "log", "6", "--note", f"{CANARY} on the stairs").returncode == 0
    with a_screen(tmp_path, "Europe/London") as screen:
        tracing = (tool("strace"), "-f", "--seccomp-bpf", "-qq", "--signal=none", "-s", "400", f"--trace={CALLS}", "-o", str(log))
        window = screen.start(before=tracing)
        screen.wait_for_window()
        screen.keys("ctrl+f")
        screen.write(CANARY)
        screen.keys("ctrl+a", "ctrl+c", "Return")
        time.sleep(0.5)
        for page in ("ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+6", "ctrl+1"):
            screen.keys(page)
            time.sleep(0.7)
        # On a busy computer the keys wait in the window: it is given the time it needs.
        for _tenth in range(400):
            if TRENDS.search(log.read_text(encoding="utf-8", errors="replace")):
                break
            time.sleep(0.1)
        assert app(tmp_path / "data", "export", str(exported)).returncode == 0
        # The window is the child of what records it; ended by the system it backs up, as it does at quitting.
        (child,) = Path(f"/proc/{window.pid}/task/{window.pid}/children").read_text(encoding="ascii").split()
        os.kill(int(child), signal.SIGTERM)
        assert window.wait(60) == 0
    assert CANARY in exported.read_text(encoding="utf-8")
    written = _written(log)
    assert TRENDS.search(log.read_text(encoding="utf-8", errors="replace")), "the keys did not reach the window"
    assert any(path.is_relative_to(tmp_path / "data") for path in written)
    outside = {path for path in written if not path.is_relative_to(tmp_path / "data") and path.is_file()}
    everywhere = outside | {path for path in tmp_path.rglob("*") if path.is_file() and not path.is_symlink()}
    holding = {path for path in everywhere if CANARY.encode() in path.read_bytes() or CANARY.encode("utf-16-le") in path.read_bytes()}
    assert {path for path in holding if not path.is_relative_to(tmp_path / "data")} == {exported}
    for place in PLACES_OF_THE_DESKTOP:
        kept = tmp_path / "home" / place
        assert not kept.exists() or CANARY not in kept.read_text(encoding="utf-8", errors="replace")
