"""The phase line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tracker.domain.plan.protocol import Phase
from ui.window.phase_line import PhaseLine, PhaseLineText

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("dressed")]
ICE = PhaseLineText(Phase.ICE, "Ice", "hour 47 of 72", 47 / 72, "Damp heat from Thu 14:10, 72 hours after it began")
NO_EPISODE = PhaseLineText(Phase.NONE, "", "", None, "No episode.", "It began...")


def test_it_is_read_as_one_sentence(shown):
    line = shown(PhaseLine())
    line.show_text(ICE)
    assert line.accessibleName() == "Ice, hour 47 of 72. Damp heat from Thu 14:10, 72 hours after it began."
    assert line.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("width", "two_lines"), [(900, False), (700, False), (699, True)])
def test_it_takes_two_lines_where_it_is_narrow(shown, width, two_lines):
    line = PhaseLine()
    line.show_text(ICE)
    assert shown(line, width).is_two_lines is two_lines


def test_without_an_episode_it_offers_to_start_one(shown, qtbot):
    line = shown(PhaseLine())
    line.show_text(NO_EPISODE)
    button = line.findChild(QPushButton)
    assert (button.text(), button.isVisible()) == ("It began...", True)
    with qtbot.waitSignal(line.action_chosen):
        button.click()


def test_the_button_goes_when_there_is_nothing_to_offer(shown):
    line = shown(PhaseLine())
    line.show_text(NO_EPISODE)
    line.show_text(ICE)
    assert not line.findChild(QPushButton).isVisible()
