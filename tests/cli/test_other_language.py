"""The command line in another language: the help of every command, what each prints, and what is told of a wrong use."""

import re
from collections.abc import Iterator
from contextlib import closing
from inspect import getsource
from pathlib import Path

import click
import pytest

from tests.cli.command import CommandLine
from tests.other_letters import in_other_letters, not_translated
from tracker.app import open_tracker
from tracker.cli.application import command_line
from tracker.cli.translated import SAID_BY_CLICK
from tracker.library.guide import guide
from tracker.paths import Paths
from tracker.services.demo.fill import Demonstration

ID = r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|^[0-9a-f]{8}\b"
OPTION_OR_PLACEHOLDER = r"(?<!\w)--?[a-z-]+|\b[A-Z][A-Z_]*(?:\.toml)?\b"
SUBJECT = rf"^(?:{'|'.join(subject.key for subject in guide().subjects)})(?=  )"  # of the guide, by the key that is typed
OWN_WORDS = ("Nurofen", "Panadol", "Notice:")  # scripts look for the last
MAPPING = '[columns]\ndate = "date"\npain = "pain"\n'


def the_commands(command: click.Command = command_line, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of each command and group, the command line itself without any."""
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from the_commands(inner, (*path, name))


COMMANDS = tuple(the_commands())
NAMES = {"recovery-tracker", *(name for path in COMMANDS for name in path)}
LAST_WORDS = [path for path in COMMANDS if not any(other[: len(path)] == path and other != path for other in COMMANDS)]


@pytest.fixture
def translated_line(command: CommandLine, translated: Path) -> CommandLine:
    """The command line in other letters."""
    command.translations = translated
    return command


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_of_a_command_is_in_the_chosen_language(translated_line, path):
    told = [re.sub(rf"{OPTION_OR_PLACEHOLDER}|ice\|heat\|stretch", "", line) for line in translated_line.done(*path, "--help").splitlines()]
    described = [re.sub(rf"^  ({'|'.join(NAMES)})  +", "", line) for line in told]
    assert not_translated(described[1:]) == []
    assert described[0].startswith(in_other_letters("Usage:"))


def test_every_command_prints_in_the_chosen_language(translated_line, tmp_path):
    with closing(open_tracker(Paths(translated_line.folder), translated_line.clock)) as tracker:
        Demonstration(tracker.diary, translated_line.clock).fill()
        tracker.timekeeper.start_session("ice")
    files = {name: str(tmp_path / name) for name in ("a.pdf", "a.csv", "a.toml", "a.sqlite3", "pain.csv", "mapping.toml", "inbox")}
    (tmp_path / "inbox").mkdir()
    (tmp_path / "pain.csv").write_text("date,pain\n2026-01-01,5\n2026-01-02,?\n", encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    first = translated_line.done("entries").split()[0]
    asked = [
        ("status",),
        ("entries",),
        ("figures",),
        ("log", "5", "--site", "lower back left", "--worst", "7", "--word", "stiff"),
        ("session", "ice", "--minutes", "20", "--before", "5"),
        ("session", "Seated twist", "--minutes", "3"),
        ("dose", "Panadol", "4000"),
        ("activity", "walking", "--minutes", "20", "--effort", "3"),
        ("edit", first, "--note", ""),
        ("delete", first),
        ("bin", "list"),
        ("bin", "restore", first),
        ("episode", "end"),
        ("episode", "reopen"),
        ("episode", "edit", "--at", "2026-11-24T08:00"),
        ("episode", "end"),
        ("episode", "start", "--site", "neck"),
        ("episode", "list"),
        ("phase", "set", "heat", "--reason", in_other_letters("so told")),
        ("plan", "show"),
        *(("export", files[name]) for name in ("a.pdf", "a.csv", "a.toml")),
        ("plan", "import", files["a.toml"]),
        ("import", files["pain.csv"], "--mapping", files["mapping.toml"]),
        ("inbox", files["inbox"]),
        ("imports", "list"),
        ("backup", files["a.sqlite3"]),
        ("restore", files["a.sqlite3"]),
        ("check",),
        ("conflicts", "list"),
        ("guide",),
        ("guide", "acupuncture"),
    ]
    said = {words: translated_line.done(*words) for words in asked}
    said["imports", "undo"] = translated_line.done("imports", "undo", said["imports", "list"].split()[0])
    refused = {("conflicts", "keep", "?"), ("conflicts", "dismiss", "?"), ("log", "11"), ("phase", "set", "stretch"), ("entries", "--from", "?")}
    refused |= {("guide", "?"), *(("password", word) for word in ("on", "off", "change", "new-code")), ("password", "keyring", "on")}
    said |= {words: translated_line.refused(*words) for words in refused}
    assert {path for path in LAST_WORDS if not any(words[: len(path)] == path for words in said)} == set()
    lines = [line.replace(str(tmp_path), "") for told in said.values() for line in told.splitlines()]
    assert not_translated([re.sub(rf"{ID}|{SUBJECT}|/a\.\w+|“pain”|\bPAIN\b", "", line) for line in lines], OWN_WORDS) == []


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("entres",),
        ("episode", "strt"),
        ("log",),
        ("session", "ice"),
        ("session", "ice", "--minutes"),
        ("status", "--json=3"),
        ("status", "a", "b"),
        ("status", "--jsn"),
    ],
    ids=" ".join,
)
def test_a_wrong_use_is_told_in_the_chosen_language(translated_line, words):
    assert translated_line(*words) == 2
    told = [re.sub(rf"{OPTION_OR_PLACEHOLDER}|'[^']+'|\(a b\)", "", line) for line in translated_line.err.splitlines() if "OPTIONS" not in line]
    assert told
    assert not_translated(told) == []


def test_the_version_is_told_in_the_chosen_language(translated_line):
    assert translated_line.done("--version").startswith(f"recovery-tracker, {in_other_letters('version')} ")


def test_what_is_listed_as_said_by_click_is_what_click_says():
    source = "".join(getsource(module) for module in (click.core, click.exceptions, click.formatting, click.parser))
    assert [words for words in SAID_BY_CLICK if f'"{words}"' not in source] == []
