import os
from pathlib import Path

import pytest

from tracker.errors import Refused
from tracker.importers.source import open_source


def test_an_ordinary_file_is_opened_for_its_bytes(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_bytes(b"date,pain\r\n")
    with open_source(path) as file:
        assert file.read() == b"date,pain\r\n"


def test_a_link_to_a_file_is_followed(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"x")
    link = tmp_path / "link.csv"
    link.symlink_to("real.csv")
    with open_source(link) as file:
        assert file.read() == b"x"


def test_a_folder_is_refused_as_a_folder(tmp_path):
    with pytest.raises(Refused, match="is not an ordinary file"):
        open_source(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="not an ordinary file"):
        open_source(pipe)


def test_a_device_is_refused():
    with pytest.raises(Refused, match="not an ordinary file"):
        open_source(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["absent.csv", "zero\0.csv", "x" * 300])
def test_a_file_that_cannot_be_opened_is_refused_in_one_sentence(tmp_path, name):
    with pytest.raises(Refused, match="Nothing was changed") as caught:
        open_source(tmp_path / name)
    assert "Errno" not in caught.value.sentence
    assert str(tmp_path) not in caught.value.sentence
