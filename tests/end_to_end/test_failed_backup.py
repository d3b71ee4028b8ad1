"""A real process of the window whose backup at quitting fails: it quits all the same, and tells of it when it is started again."""

import stat

from tests.end_to_end.processes import app
from tests.end_to_end.screen import LONGEST_WAIT, a_screen, wait


def _quit(process):
    """As at the end of the desktop's session, without a question."""
    process.terminate()
    assert (process.wait(LONGEST_WAIT), process.stderr.read()) == (0, "")


def test_it_quits_all_the_same_and_the_next_start_tells_of_it_once(tmp_path):
    with a_screen(tmp_path, "Europe/London") as screen:
        note, in_the_way = screen.data / "backup-failed.txt", screen.data / "backups"
        assert app(screen.data, "log", "6", "--note", "acknowledged").returncode == 0
        in_the_way.touch()
        process = screen.start()
        screen.wait_for_window()
        _quit(process)
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert (str(in_the_way) in note.read_text(), "acknowledged" in note.read_text()) == (True, False)
        in_the_way.unlink()
        process = screen.start()
        screen.wait_for_window()
        wait(lambda: not note.exists(), "nobody was told")
        _quit(process)
        assert not note.exists()
        assert len(screen.told("backup", "list")) == 1
