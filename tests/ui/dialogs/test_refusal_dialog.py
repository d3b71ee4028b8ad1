"""What is said in the place of the window when it cannot be opened for another reason than damage."""

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.hands import has, press, words
from ui.dialogs.refusal_dialog import RefusalDialog

SENTENCE = "The diary was written by a newer version."


@pytest.fixture
def shown(qtbot):
    """Show the dialog of a refusal."""

    def show(*details):
        dialog = RefusalDialog("The diary could not be opened", SENTENCE, *details)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def test_it_says_what_happened_and_offers_to_try_again(shown, spoken, qtbot):
    dialog = shown()
    assert "The diary could not be opened" in words(dialog)
    assert SENTENCE in words(dialog)
    qtbot.waitUntil(lambda: SENTENCE in [text for text, _urgency in spoken])
    assert not has(dialog, "Copy details")
    press(dialog, "Try again")
    assert dialog.result() == RefusalDialog.DialogCode.Accepted


def test_the_details_of_a_fault_can_be_copied(shown):
    press(shown("Recovery Tracker 1.0\nValueError"), "Copy details")
    assert QGuiApplication.clipboard().text() == "Recovery Tracker 1.0\nValueError"


def test_quit_rejects(shown):
    dialog = shown()
    press(dialog, "Quit")
    assert dialog.result() == RefusalDialog.DialogCode.Rejected
