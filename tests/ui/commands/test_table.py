"""The table of commands: the one place that gives keys, each to one command, and all of them on the sheet and in README.md."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tracker.charts.chart import ChartKind
from tracker.charts.registry import FORMS
from tracker.library.safety import safety
from ui.commands.shortcuts import key_caps, keys_text
from ui.commands.table import CHARTS, COMMANDS, command
from ui.palette.key_caps import caps_words
from ui.palette.keys_sheet import commands_with_keys
from ui.window.commands import HEARD_BY_WINDOW

ROOT = Path(__file__).parents[3]
WHERE_KEYS_ARE_MADE = "ui/commands/shortcuts.py"
A_ROW = re.compile(r"^\| (.+?) \| `(.+?)` \|$", re.MULTILINE)


def called(module: Path) -> set[str]:
    """The names of what a module calls."""
    calls = (node.func for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "") for called in calls}


def test_no_shortcut_is_made_but_of_the_table():
    makers = [module.relative_to(ROOT).as_posix() for module in (ROOT / "ui").rglob("*.py") if called(module) & {"QShortcut", "setShortcut"}]
    # A chip takes away the key that an ampersand in a word of one's own would give it.
    assert sorted(makers) == [WHERE_KEYS_ARE_MADE, "ui/widgets/word_chips.py"]


def test_each_command_is_there_once_and_no_keys_mean_two_things_in_the_window():
    assert [key for key, count in Counter(each.key for each in COMMANDS).items() if count > 1] == []
    heard = [each for each in COMMANDS if each.key in HEARD_BY_WINDOW or each.key.startswith("page ")]
    keys = Counter(keys for each in heard for keys in each.keys)
    assert [pressed for pressed, count in keys.items() if count > 1] == []


def test_whatever_has_keys_is_on_the_sheet_by_itself_or_in_the_row_of_another():
    on_sheet = {each.key for group in {each.group for each in COMMANDS} for each in commands_with_keys(group)}
    assert [each.key for each in COMMANDS if each.keys and each.key not in on_sheet and each.row not in on_sheet] == []


def test_what_is_not_offered_has_keys_and_what_is_offered_an_icon():
    assert [each.key for each in COMMANDS if not each.is_offered and not each.keys and not each.caps] == []
    assert [each.key for each in COMMANDS if each.is_offered and not each.icon] == []


def test_a_chart_is_called_as_it_calls_itself_and_nothing_as_another_of_its_group():
    assert [key for key, name in CHARTS.items() if FORMS[ChartKind(key)].name != name] == []
    names = Counter((each.group, each.name) for each in COMMANDS if each.is_offered)
    assert [name for name, count in names.items() if count > 1] == []


def test_help_is_called_as_it_calls_itself():
    assert command("help").name == safety().title


@pytest.mark.parametrize(
    ("key", "said"),
    [("palette", "Ctrl+K"), ("pages", "Ctrl+1 to 6"), ("ten", "1 then 0"), ("large view", "F11"), ("save", "Ctrl+Enter"), ("begin", "")],
)
def test_the_caps_of_a_command_are_said_as_one(key, said):
    assert caps_words(key_caps(key)) == said


def test_keys_are_written_as_the_desktop_writes_them():
    assert (keys_text("keys"), keys_text("undo"), keys_text("guide")) == ("F1", "Ctrl+Z", "")


def test_readme_has_the_same_keys():
    listed = {command("pages"): "Ctrl+1 to 6"} | {each: caps_words(key_caps(each.key)) for each in COMMANDS if key_caps(each.key) and not each.row}
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Keys\n")[2].partition("\n## ")[0]
    table = dict(A_ROW.findall(section))
    assert table == {each.name: keys for each, keys in listed.items()}
