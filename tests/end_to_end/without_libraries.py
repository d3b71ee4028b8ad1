"""Inside a box whose folders of libraries are links to the real ones: start the app without some of them, time after time, and tell how it went.

Each start is a fork of one process that has imported everything but Qt, so that a start costs milliseconds.
"""

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

import main
import tracker.cli  # noqa: F401 - every start would import it again


def start(arguments: list[str]) -> tuple[int, str]:
    """The exit code of a start in a process of its own, and what it wrote; a signal is a code below zero."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            try:
                code = main.main(arguments)
            except BaseException:  # noqa: BLE001 - the child has to end here, whatever it was
                traceback.print_exc()
                code = 99
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read().decode()


def loaded(library: Path) -> bool:
    """Whether this process has the library already, so that a start would not look for it."""
    return library.name in Path("/proc/self/maps").read_text(encoding="utf-8")


def without(links: list[Path], arguments: list[str]) -> tuple[int, str]:
    """Take links away, start, put them back."""
    targets = {link: link.readlink() for link in links}
    for link in links:
        link.unlink()
    try:
        return start(arguments)
    finally:
        for link, target in targets.items():
            link.symlink_to(target)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    takings = [[link for name in names if not loaded((link := Path(name)).resolve())] for names in asked["takings"]]
    answers = [([link.name for link in links], *without(links, asked["arguments"])) for links in takings]
    json.dump(answers, sys.stdout)
