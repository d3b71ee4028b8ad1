"""What is said in the place of the window when the diary cannot be opened, and the way back to a backup."""

import pytest

from tests.builders import an_entry
from tests.ui.hands import has, press, words
from tracker.app import open_tracker
from tracker.errors import DiaryDamaged, DiaryUnavailable
from tracker.paths import Paths
from ui.dialogs.refusal_dialog import RefusalDialog


@pytest.fixture
def damaged(folder, clock, keep):
    """Damage the diary; the answer is what opening it raises. With `backed_up`, a backup was made before."""

    def damage(*, backed_up):
        keep(an_entry(6, note="kept"))
        paths = Paths(folder)
        if backed_up:
            tracker = open_tracker(paths, clock)
            tracker.backups.back_up()
            tracker.close()
        paths.diary.write_bytes(b"\0" * 4096)
        with pytest.raises(DiaryUnavailable) as refusal:
            open_tracker(paths, clock)
        return refusal.value

    return damage


@pytest.fixture
def shown(qtbot, folder, clock):
    """Show the dialog of a refusal."""

    def show(problem):
        dialog = RefusalDialog(problem, Paths(folder), clock)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def test_a_damaged_diary_is_named_with_the_sentence_of_its_error(damaged, shown):
    problem = damaged(backed_up=True)
    dialog = shown(problem)
    assert "The diary could not be opened" in words(dialog)
    assert problem.sentence in words(dialog)


def test_the_newest_backup_is_offered_and_brought_back(damaged, shown, folder, clock):
    dialog = shown(damaged(backed_up=True))
    press(dialog, "Open the newest backup")
    assert dialog.result() == RefusalDialog.DialogCode.Accepted
    tracker = open_tracker(Paths(folder), clock)
    assert [entry.note for entry in tracker.journal.entries()] == ["kept"]
    tracker.close()


def test_the_damaged_file_is_kept_under_a_dated_name(damaged, shown, folder):
    dialog = shown(damaged(backed_up=True))
    press(dialog, "Open the newest backup")
    [kept] = folder.glob("damaged-20261125T130500Z-*")
    assert kept.read_bytes() == b"\0" * 4096
    assert kept.stat().st_mode & 0o077 == 0


def test_without_a_backup_none_is_offered(damaged, shown):
    dialog = shown(damaged(backed_up=False))
    assert not has(dialog, "Open the newest backup")
    assert has(dialog, "Try again")


def test_a_diary_of_a_newer_version_is_not_to_be_replaced(damaged, shown):
    damaged(backed_up=True)
    assert not has(shown(DiaryUnavailable("The diary was written by a newer version.")), "Open the newest backup")
    assert has(shown(DiaryDamaged("The diary is damaged.")), "Open the newest backup")


def test_quit_rejects(damaged, shown):
    dialog = shown(damaged(backed_up=True))
    press(dialog, "Quit")
    assert dialog.result() == RefusalDialog.DialogCode.Rejected
