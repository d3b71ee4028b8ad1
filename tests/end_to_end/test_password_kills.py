"""A password turned on, changed, given anew by the code and turned off, and killed at calls all through: what is left opens, with all it held."""

import os

import pytest

from tests.end_to_end.killed import Rebuilt
from tests.end_to_end.password_kills import WAYS, kill
from tests.end_to_end.power import Call

# Each of them with EVERY_PLACE set; `python -m tests.long_run password` does that over eight years.
EVERY = 1 if "EVERY_PLACE" in os.environ else 50


@pytest.mark.usefixtures("passwords")
@pytest.mark.parametrize("deed", WAYS)
def test_wherever_a_kill_comes_the_next_start_finds_all_there_was_the_old_way_or_the_new(tmp_path, deed):
    figures = kill(deed, tmp_path, every=EVERY, torn_every=2 * EVERY)
    assert figures.failed == []
    assert figures.old
    assert figures.new
    assert figures.old + figures.new == figures.kills + figures.torn
    assert figures.whole > 2
    if deed in {"on", "off"}:
        assert figures.kills > 25
        assert figures.torn > 5


def test_a_folder_stands_as_the_calls_left_it_whatever_was_done_to_it_meanwhile(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    kept, gone = folder / "kept", folder / "gone"
    kept.write_bytes(b"abc")
    gone.write_bytes(b"xyz")
    rebuilt = Rebuilt(folder, tmp_path / "store")
    rebuilt.stand()
    kept.write_bytes(b"ABC")
    gone.unlink()
    (folder / "new").touch()
    rebuilt.do(Call("openat", [bytes(kept)], ["AT_FDCWD", "text", "O_RDWR"], 3))
    assert rebuilt.do(Call("pwrite64", [b"d"], ["3", "text", "1", "3"], 1))
    before = rebuilt.stand()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"kept": b"abcd", "gone": b"xyz"}
    assert rebuilt.do(Call("fsync", [], ["3"], 0))
    assert rebuilt.stand() == before
    assert rebuilt.do(Call("rename", [bytes(kept), bytes(gone)], ["text", "text"], 0))
    assert rebuilt.stand() == {gone: before[kept]}
    assert gone.read_bytes() == b"abcd"
