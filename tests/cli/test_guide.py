"""The command that reads the guide, with no diary and none made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.fakes import FakeClock
from tracker.domain.guide import Grade
from tracker.library.guide import guide

SUBJECT_KEYS = ["key", "title", "text", "grade", "sources"]


@pytest.fixture
def command(tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    """A command line whose folder is not there, and is not made."""
    line = CommandLine(tmp_path / "data", clock, capsys)
    yield line
    assert not line.folder.exists()


def test_without_a_subject_each_is_listed_by_key_and_title(command):
    lines = command.done("guide").splitlines()
    assert lines == [f"{subject.key}  {subject.title}" for subject in guide().subjects]
    assert "ice  Ice" in lines


def test_the_list_as_json_has_key_and_title_of_each(command):
    assert command.json("guide") == [{"key": subject.key, "title": subject.title} for subject in guide().subjects]


def test_a_subject_is_told_with_text_grade_and_sources(command):
    told = command.done("guide", "acupuncture")
    assert told.startswith("Acupuncture\n\nFine needles are put in the skin.\n\n")
    assert "\nGrade: disputed" in told
    assert told.split("Sources:\n")[1].splitlines() == [f"  {title}" for title in command.json("guide", "acupuncture")["sources"]]
    assert "  NICE guideline NG59, 2016 and 2020\n" in told


def test_a_subject_as_json_has_its_text_grade_and_the_titles_of_its_sources(command):
    for subject in guide().subjects:
        told = command.json("guide", subject.key)
        assert list(told) == SUBJECT_KEYS
        assert (told["key"], told["title"], told["text"], told["grade"]) == (subject.key, subject.title, subject.text, subject.grade)
        assert told["grade"] in {None, *(grade.value for grade in Grade)}
        assert told["sources"]


@pytest.mark.parametrize("name", ["damp-heat", "Damp-Heat", "Damp heat and warm bath", "damp heat AND warm bath"])
def test_a_subject_is_known_by_its_key_and_by_its_title(command, name):
    assert command.json("guide", name)["key"] == "damp-heat"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("icee", "The guide has no subject called “icee”; near it: ice."),
        ("bath", "The guide has no subject called “bath”; near it: damp-heat."),
        ("accupuncture", "The guide has no subject called “accupuncture”; near it: acupuncture."),
        ("zzzz", "The guide has no subject called “zzzz”; the command guide alone lists them."),
        ("", "The guide has no subject called “”; the command guide alone lists them."),
        ("zz\nzz", "The guide has no subject called “zz zz”; the command guide alone lists them."),
    ],
)
def test_a_subject_that_is_not_there_is_refused_with_what_is_near(command, name, said):
    assert command.refused("guide", name) == said


def test_a_subject_without_a_grade_has_none(command):
    assert "Grade:" not in command.done("guide", "how-long")
    assert command.json("guide", "how-long")["grade"] is None
