"""`run`, in a clone of its own, among made-up programs: what it makes, installs and says, and when it does nothing but start."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REAL = ("awk", "cat", "cksum", "cp", "dirname", "mkdir", "readlink", "rm", "sort")
TOOLS = ("Xvfb", "openbox", "xdotool", "dunst", "dbus-daemon", "dbus-launch", "busctl", "qpdf", "pdftotext", "strace", "bwrap", "faketime")
FILES = {"font": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "accessibility": "/usr/libexec/at-spi-bus-launcher"}
LIBRARIES = tuple(
    line.split() for line in (ROOT / "resources/libraries/debian.txt").read_text(encoding="ascii").splitlines() if line and line[0] != "#"
)
PYTHON = """#!/bin/sh
case "$*" in
*ensurepip*) [ -e "$STAGE/fitting" ]; exit ;;
esac
printf '%s|' "$PWD" "$@" >>"$STAGE/log"; echo >>"$STAGE/log"
case "$*" in
'-m venv --clear .venv') rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
*'pip install'*) if [ -e "$STAGE/offline" ]; then echo 'no index' >&2; exit 3; fi ;;
*main.py\\ * | *pytest*) exit 7 ;;
esac
"""
APT = """#!/bin/sh
printf 'apt-get %s\\n' "$*" >>"$STAGE/log"
case $1 in
update) exit 0 ;;
esac
[ ! -e "$STAGE/held" ] || { echo 'E: dpkg is locked' >&2; exit 100; }
: >"$STAGE/fitting"
"""


class Stage:
    """A clone with nothing in it but what `run` reads, and a computer of made-up programs; all is there until it is taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clone, self.programs = folder, folder / "a clone", folder / "bin"
        for place in (self.clone / "resources" / "libraries", self.programs):
            place.mkdir(parents=True)
        for name in ("run", "pyproject.toml", "constraints.txt", "resources/libraries/debian.txt"):
            shutil.copy(ROOT / name, self.clone / name)
        text = (self.clone / "run").read_text(encoding="utf-8")
        for name, place in FILES.items():
            assert place in text
            text = text.replace(place, str(folder / name))
            (folder / name).touch()
        (self.clone / "run").write_text(text, encoding="utf-8")
        for name in REAL:
            (self.programs / name).symlink_to(shutil.which(name))
        for name in TOOLS:
            self.program(name, "#!/bin/sh\n")
        self.program("python3", PYTHON)
        self.program("apt-get", APT)
        self.program("ldconfig", '#!/bin/sh\ncat "$STAGE/libraries"\n')
        self.be(0)
        self.has_libraries()
        (folder / "fitting").touch()

    def program(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o700)

    def be(self, user: int) -> None:
        """Be this user; 0 is root."""
        self.program("id", f"#!/bin/sh\necho {user}\n")

    def has_libraries(self, without: tuple[str, ...] = ()) -> None:
        """Have all libraries but some."""
        there = [name for name, _package, _needed_by in LIBRARIES if name not in without]
        text = "".join(f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in there)
        (self.folder / "libraries").write_text(f"{len(there)} libs found in cache\n{text}")

    def __call__(self, *words: str, program: Path | None = None, where: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.programs), "STAGE": str(self.folder), **more}
        command = [str(program or self.clone / "run"), *words]
        return subprocess.run(command, env=environment, cwd=where or self.folder, capture_output=True, text=True, timeout=30, check=False)

    def done(self) -> list[str]:
        """What the made-up programs were asked to do since this was asked last; without the folder it was done in."""
        log = self.folder / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [line.replace(f"{self.clone}|", "", 1).replace("|", " ").strip() for line in lines]


@pytest.fixture
def stage(tmp_path):
    return Stage(tmp_path)


@pytest.fixture
def made(stage):
    """A clone in which both uses were made before."""
    stage("tests")
    stage.done()
    return stage


def pip(extras=""):
    return f"-m pip install --quiet --no-input --no-compile --disable-pip-version-check -c constraints.txt -e .{extras}"


COMPILE = ("-m compileall -qq -j 0 -x /tests/ .venv/lib", "-m compileall -q tracker ui main.py")


def test_a_fresh_clone_gets_its_environment_in_a_line_and_the_app_starts(stage):
    told = stage("app", "--demo")
    assert stage.done() == ["-m venv --clear .venv", pip(), *COMPILE, f"{stage.folder} {stage.clone}/main.py --demo"]
    assert told.stderr.startswith("run: making .venv from constraints.txt")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (7, "", 1)


def test_where_all_is_there_it_says_nothing_and_starts_nothing_else(made):
    told = made("app", "log", "6", "--note", "a  note")
    assert (told.returncode, told.stdout, told.stderr) == (7, "", "")
    assert made.done() == [f"{made.folder} {made.clone}/main.py log 6 --note a  note"]


@pytest.mark.parametrize(
    ("words", "asked"), [((), "-n auto --dist loadgroup"), (("tests/domain", "-k", "ice or heat"), "tests/domain -k ice or heat")]
)
def test_the_tests_run_in_the_clone_on_all_processors_or_as_they_are_asked_for(made, words, asked):
    assert made("tests", *words, where=made.folder).returncode == 7
    assert made.done() == [f"-m pytest {asked}"]


def test_the_app_runs_in_the_folder_it_was_called_from(made, tmp_path):
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    made("app", "export", "report.pdf", where=elsewhere)
    assert made.done() == [f"{elsewhere} {made.clone}/main.py export report.pdf"]


def test_it_may_be_called_through_links(made, tmp_path):
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "near").symlink_to("../a clone/run")
    (tmp_path / "far").symlink_to(tmp_path / "links" / "near")
    made("app", program=tmp_path / "far")
    assert made.done() == [f"{made.folder} {made.clone}/main.py"]


def test_the_tests_add_to_what_the_app_has_and_the_app_takes_nothing_away(stage):
    stage("app")
    stage.done()
    assert "bringing .venv up to date" in stage("tests").stderr
    assert stage.done() == [pip("[test]"), *COMPILE, "-m pytest -n auto --dist loadgroup"]
    stage("app")
    assert stage.done() == [f"{stage.folder} {stage.clone}/main.py"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_what_it_is_made_from_has_changed_and_it_is_brought_up_to_date_once(made, name):
    with (made.clone / name).open("a") as file:
        file.write("\n# changed\n")
    told = made("app")
    assert told.stderr == "run: bringing .venv up to date with constraints.txt\n"
    assert made.done()[:-1] == [pip("[test]"), *COMPILE]
    assert made("app").stderr == ""


def test_a_clone_that_has_moved_gets_a_new_environment(made, tmp_path):
    made.clone = made.clone.rename(tmp_path / "moved")
    made("app")
    assert made.done()[0] == "-m venv --clear .venv"


def test_an_environment_whose_python_is_gone_is_made_anew(made):
    (made.clone / ".venv" / "bin" / "python").unlink()
    made("app")
    assert made.done()[0] == "-m venv --clear .venv"


def test_a_linked_environment_is_taken_as_it_is(made, tmp_path):
    (made.clone / ".venv").rename(tmp_path / "shared")
    (made.clone / ".venv").symlink_to(tmp_path / "shared")
    (tmp_path / "shared" / "made").unlink()
    assert made("tests", "-x").stderr == ""
    assert made.done() == ["-m pytest -x"]


def test_where_pip_fails_its_words_are_shown_and_the_next_call_begins_anew(stage):
    (stage.folder / "offline").touch()
    told = stage("app")
    assert told.returncode == 3
    assert "no index\nrun: this did not work: .venv/bin/python -m pip install" in told.stderr
    (stage.folder / "offline").unlink()
    stage.done()
    assert stage("app").returncode == 7
    assert stage.done()[0] == "-m venv --clear .venv"


def test_an_environment_half_brought_up_to_date_is_not_taken_for_whole(made):
    before = (made.clone / "constraints.txt").read_text()
    (made.clone / "constraints.txt").write_text(before + "another==1\n")
    (made.folder / "offline").touch()
    assert made("app").returncode == 3
    (made.folder / "offline").unlink()
    (made.clone / "constraints.txt").write_text(before)
    made.done()
    made("app")
    assert made.done()[0] == "-m venv --clear .venv"


def test_root_gets_the_packages_of_missing_libraries(made):
    made.has_libraries(without=("libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"))
    told = made("app")
    assert made.done()[:-1] == ["apt-get update -q", "apt-get install -q -y --no-install-recommends libglib2.0-0 libxcb-cursor0"]
    assert (told.returncode, told.stderr) == (7, "run: installing libglib2.0-0 libxcb-cursor0\n")


def test_anybody_else_is_told_the_one_line_and_nothing_is_done(stage):
    stage.be(1000)
    stage.has_libraries(without=("libEGL.so.1",))
    told = stage("app")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "run: something is missing; install it and start again: sudo apt-get install libegl1\n"
    assert stage.done() == []


def test_where_apt_fails_its_words_are_shown_and_it_stops(made):
    (made.folder / "held").touch()
    made.has_libraries(without=("libEGL.so.1",))
    told = made("app")
    assert (told.returncode, "E: dpkg is locked\n" in told.stderr) == (1, True)
    assert not [line for line in made.done() if "main.py" in line]


def test_without_apt_it_says_what_to_have_and_goes_on(made):
    (made.programs / "apt-get").unlink()
    made.has_libraries(without=("libEGL.so.1",))
    told = made("app")
    assert (told.returncode, told.stderr) == (7, "run: this system has no apt-get; have what these packages of Debian hold: libegl1\n")


def test_where_the_loader_cannot_be_asked_it_goes_on(made):
    made.program("ldconfig", "#!/bin/sh\nexit 1\n")
    told = made("app")
    assert (told.returncode, told.stderr) == (7, "")


def test_only_the_tests_need_the_programs_of_the_tests(made):
    (made.programs / "Xvfb").unlink()
    (made.programs / "pdftotext").unlink()
    (made.folder / "font").unlink()
    assert made("app").stderr == ""
    assert made("tests").stderr == "run: installing fonts-dejavu-core poppler-utils xvfb\n"


@pytest.mark.parametrize(("environment", "packages"), [({}, "libxcb-cursor0"), ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-client0")])
def test_a_window_gets_the_libraries_of_its_own_screen(made, environment, packages):
    made.has_libraries(without=("libxcb-cursor.so.0", "libwayland-client.so.0", "libpcre2-8.so.0"))
    assert made("app", **environment).stderr == f"run: installing {packages}\n"
    assert made("tests", **environment).stderr == "run: installing libwayland-client0 libxcb-cursor0\n"


def test_root_gets_a_fitting_python_too(stage):
    (stage.folder / "fitting").unlink()
    told = stage("app")
    assert told.returncode == 7
    assert "run: installing python3 python3-venv\n" in told.stderr


def test_without_a_fitting_python_it_says_so_and_stops(stage):
    (stage.folder / "fitting").unlink()
    (stage.programs / "apt-get").unlink()
    told = stage("app")
    assert (told.returncode, told.stderr.splitlines()[-1]) == (1, "run: Python 3.11 or newer is needed, with venv and ensurepip")
    assert stage.done() == []


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_another_use_is_refused_with_the_two_there_are(stage, words):
    told = stage(*words)
    assert (told.returncode, told.stdout) == (2, "")
    assert "./run app [ARGUMENTS OF main.py] | ./run tests [ARGUMENTS OF pytest]" in told.stderr
    assert stage.done() == []


def test_the_environment_is_written_down_for_git_to_leave_alone():
    assert ".venv" in (ROOT / ".gitignore").read_text(encoding="ascii").splitlines()


def test_readme_gives_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for use, command in (("app", "./run app"), ("test", "./run tests")):
        assert f"<!-- the {use} command -->\n```sh\n{command}\n```\n<!-- end of the {use} command -->" in readme
    assert os.access(ROOT / "run", os.X_OK)
