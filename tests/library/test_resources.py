"""What is read of a file in resources/ is what stands in it, and is read of it once, until it changes."""

import os
import sys
import tomllib

import pytest

from tracker.library import resources
from tracker.library.resources import FOLDER, toml_resource

FILES = sorted(file.relative_to(FOLDER) for file in FOLDER.rglob("*.toml"))


@pytest.fixture
def file(monkeypatch, tmp_path):
    """A file in a folder of resources of its own, in which Python keeps what it has read."""
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    written = tmp_path / "sizes.toml"
    written.write_text("least = 32", encoding="utf-8")
    return written


@pytest.fixture
def read(monkeypatch):
    """What was read as TOML, in order."""
    texts, real = [], tomllib.loads

    def loads(text):
        texts.append(text)
        return real(text)

    monkeypatch.setattr(tomllib, "loads", loads)
    return texts


@pytest.mark.parametrize("name", FILES, ids=str)
def test_it_is_what_stands_in_the_file_also_when_it_was_kept(name, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    stands = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert toml_resource(*name.parts) == stands
    assert toml_resource(*name.parts) == stands


@pytest.mark.usefixtures("file")
def test_it_is_read_once_and_each_has_a_content_of_its_own(read):
    toml_resource("sizes.toml")["least"] = 0
    assert (toml_resource("sizes.toml"), read) == ({"least": 32}, ["least = 32"])


def test_a_file_that_changed_is_read_anew(file, read):
    toml_resource("sizes.toml")
    file.write_text("least = 44", encoding="utf-8")
    os.utime(file, (0, 0))
    assert (toml_resource("sizes.toml"), read) == ({"least": 44}, ["least = 32", "least = 44"])


def test_where_nothing_can_be_kept_it_is_read_each_time(file, read):
    (file.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert [toml_resource("sizes.toml"), toml_resource("sizes.toml")] == 2 * [{"least": 32}]
    assert len(read) == 2
