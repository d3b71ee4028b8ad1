"""CONTRIBUTING.md leads to what is there, and its map has every room; README.md and it fit a narrow window."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRIBUTING = "CONTRIBUTING.md"
PAGES = (CONTRIBUTING, "README.md", "SECURITY.md")
WIDTH = 119
PARTS = ("tracker", "ui")
A_ROOM = re.compile(r"^- `((?:tracker|ui)/[\w/]*)`: \S", re.MULTILINE)
A_PATH = re.compile(r"(?<![\w./-])(?:(?:tracker|ui|tests|resources|\.ci|\.github)/|\.ci\b|\.github\b|main\.py\b)[\w./-]*")
MADE_UP = re.compile(r"[A-Z]{3,}")  # tracker/charts/NAME/: a name that is to be chosen
A_LINK = re.compile(r"\]\(([^):#]+)\)")


def text_of(page: str) -> str:
    """What a page says."""
    return (ROOT / page).read_text(encoding="utf-8")


def rooms() -> set[str]:
    """The folders of the code that hold modules, by their whole paths."""
    modules = (module for part in PARTS for module in (ROOT / part).rglob("*.py"))
    return {f"{module.parent.relative_to(ROOT).as_posix()}/" for module in modules}


def named(page: str) -> Iterator[str]:
    """The files and folders that a page names, but for those whose name is to be chosen."""
    text = text_of(page)
    yield from (path.rstrip(".") for path in A_PATH.findall(text) if not MADE_UP.search(path) or path == ".github/PULL_REQUEST_TEMPLATE.md")
    yield from A_LINK.findall(text)


def test_the_map_has_every_folder_of_the_code_once_and_no_other():
    on_the_map = Counter(A_ROOM.findall(text_of(CONTRIBUTING)))
    not_on_it, not_there = rooms() - set(on_the_map), set(on_the_map) - rooms()
    assert (sorted(not_on_it), sorted(not_there)) == ([], [])
    assert [room for room, lines in on_the_map.items() if lines > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_folder_a_page_names_is_there(page):
    paths = set(named(page))
    assert paths
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", [CONTRIBUTING, "README.md"])
def test_no_line_is_too_long_for_a_narrow_window(page):
    assert [line for line in text_of(page).splitlines() if len(line) > WIDTH] == []
