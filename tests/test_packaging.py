"""The wheel, built and installed elsewhere, finds what it reads."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tracker import __version__
from tracker.library.resources import FOLDER

# The wheel is built and installed once, by one of the processes of a parallel run.
pytestmark = pytest.mark.xdist_group("wheel")

ROOT = FOLDER.parent
ASK = """
import json
from tracker.library.plans import default_plan
from tracker.library.resources import FOLDER
from tracker.library.safety import safety
files = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
print(json.dumps({"folder": str(FOLDER), "files": files, "help": safety().title, "plan": default_plan().name}))
"""


def run(*command: str | Path, folder: Path) -> str:
    """What a command says on standard output; an error shows all it said."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory) -> Path:
    """The folder of the programs of a fresh environment that has the wheel, and borrows from this one all that the app stands on."""
    wheels, home = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("elsewhere") / "env"
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT, folder=wheels)
    (wheel,) = wheels.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", home, folder=wheels)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    packages = Path(run(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=wheels).strip())
    (packages / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8")
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", programs / "python", *install, folder=wheels)
    return programs


def test_an_installed_wheel_finds_its_resources_from_any_folder(programs, tmp_path):
    answer = json.loads(run(programs / "python", "-I", "-c", ASK, folder=tmp_path))
    assert Path(answer["folder"]).is_relative_to(programs.parent)
    assert (answer["help"], answer["plan"]) == ("When to get help", "Back spasm")


def test_the_wheel_holds_every_file_of_the_resources(programs, tmp_path):
    answer = json.loads(run(programs / "python", "-I", "-c", ASK, folder=tmp_path))
    here = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file() and path.parent.name != "__pycache__"}
    assert here - set(answer["files"]) == set()


def test_the_installed_program_tells_its_version(programs, tmp_path):
    assert __version__ in run(programs / "recovery-tracker", "--version", folder=tmp_path)
