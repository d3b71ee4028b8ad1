"""plan show, plan import and the plan as a file."""

from pathlib import Path

import pytest

from tests.cli.command import CommandLine


@pytest.fixture
def plan_file(command: CommandLine, tmp_path: Path) -> Path:
    """The default plan as a file."""
    file = tmp_path / "plan.toml"
    assert command.done("export", str(file)) == f"Written to {file}: Back spasm.\n"
    return file


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_plan_is_shown_with_the_source_of_each_figure(command: CommandLine) -> None:
    lines = command.done("plan", "show").splitlines()
    assert lines[:2] == ["Back spasm", "Hours of ice: 72 h (default from guide A)"]
    assert "  Session: 15 min (default from NHS trust leaflet)" in lines


def test_what_waits_and_what_is_never_right_are_two_lists(command: CommandLine) -> None:
    lines = command.done("plan", "show").splitlines()
    ice = lines[lines.index("Ice") : lines.index("Damp heat")]
    assert ice[ice.index("  Not now:") : ice.index("  Never:")] == ["  Not now:", "  - Heat, hot baths", "  - Structured stretches"]
    assert ice[ice.index("  Never:") + 1 :][:2] == ["  - Ice on bare skin: a damp cloth lies between", "  - Ice while asleep"]


def test_a_plan_of_a_physiotherapist_shows_the_safety_lines_it_leaves_out(command: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "physio.toml"
    phases = "".join(f"[phases.{phase}]\nsession = 10\nat_most = 15\n" for phase in ("ice", "heat")) + "[phases.stretch]\n"
    file.write_text(f'name = "A. Physio"\nice_hours = 48\n{phases}', encoding="utf-8")
    command.done("plan", "import", str(file))
    shown = command.done("plan", "show")
    for words in ("a damp cloth lies between", "Ice while asleep", "Heat while asleep", "Boiling water"):
        assert words in shown


def test_the_plan_is_shown_as_data(command: CommandLine) -> None:
    shown = command.json("plan", "show")
    assert (shown["name"], shown["ice_hours"]) == ("Back spasm", {"value": 72, "source": "guide A"})
    assert shown["figures"][1] == {
        "figure": "ice.session",
        "value": 20,
        "unit": "minutes",
        "source": "guide A",
        "changed": False,
        "default": None,
        "default_source": None,
        "least": 1,
        "most": 20,
    }


def test_a_plan_that_is_imported_is_in_force(command: CommandLine, plan_file: Path) -> None:
    _edit(plan_file, "Back spasm", "A. Physio")
    _edit(plan_file, 'ice_hours = { value = 72, source = "guide A" }', "ice_hours = 48")
    assert command.done("plan", "import", str(plan_file)) == "Plan “A. Physio” in force from now on\n"
    assert "Hours of ice: 48 h (default from A. Physio)" in command.done("plan", "show")


def test_a_dry_run_shows_the_plan_and_changes_nothing(command: CommandLine, plan_file: Path) -> None:
    _edit(plan_file, "Back spasm", "A. Physio")
    assert command.done("plan", "import", str(plan_file), "--dry-run").startswith("A. Physio\n")
    assert command.done("plan", "show").startswith("Back spasm\n")


def test_a_mistake_is_refused_with_its_line_and_leaves_everything(command: CommandLine, plan_file: Path) -> None:
    lines = plan_file.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("rest = "))
    lines[line - 1] = 'rest = "long"'
    plan_file.write_text("\n".join(lines), encoding="utf-8")
    told = f"Line {line} of plan.toml: “rest” has to be a number from 0 to 1,440, not “long”. Nothing was changed."
    assert command.refused("plan", "import", str(plan_file)) == told
    assert command.refused("plan", "import", str(plan_file), "--dry-run") == told


@pytest.mark.parametrize("arguments", [("plan", "import"), ("plan", "forget"), ("plan", "show", "--loud")])
def test_a_wrong_use_is_told_apart_from_a_refusal(command: CommandLine, arguments: tuple[str, ...]) -> None:
    assert command(*arguments) == 2


@pytest.mark.parametrize("option", [("--from", "2026-11-01"), ("--kind", "pain")])
def test_the_plan_cannot_be_limited(command: CommandLine, tmp_path: Path, option: tuple[str, str]) -> None:
    assert "does not go with that" in command.refused("export", str(tmp_path / "plan.toml"), *option)
    assert not (tmp_path / "plan.toml").exists()
