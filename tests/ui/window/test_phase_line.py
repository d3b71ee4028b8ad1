"""The phase line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tracker.domain.plan.protocol import Phase
from ui.window.phase_line import PhaseLine, PhaseLineText

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("dressed")]
ICE = PhaseLineText(Phase.ICE, "Ice", "hour 47 of 72", 47 / 72, "Damp heat from Thu 14:10, when the 72 hours are over", "Thu 14:10")
NO_EPISODE = PhaseLineText(Phase.NONE, "", "", None, "No episode.", action="It began...")


def test_it_is_read_as_one_sentence(shown):
    line = shown(PhaseLine())
    line.show_text(ICE)
    assert line.accessibleName() == "Ice, hour 47 of 72. Damp heat from Thu 14:10, when the 72 hours are over."
    assert line.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("width", "two_lines", "height"), [(900, False, 48), (700, False, 48), (699, True, 56)])
def test_it_takes_two_lines_where_it_is_narrow(shown, width, two_lines, height):
    line = PhaseLine()
    line.show_text(ICE)
    assert shown(line, width).is_two_lines is two_lines
    assert line.minimumHeight() == height


def test_what_the_stretches_wait_for_takes_one_line_of_the_two_in_a_window_900_px_wide(shown):
    words = "Stretches when 72 hours are over, it has eased and you have checked them with a GP or physiotherapist."
    line = shown(PhaseLine(), 692)  # beside the navigation, within the margins
    line.show_text(PhaseLineText(Phase.HEAT, "Damp heat", "since Wed 25 Nov 13:05", None, words))
    assert line.is_two_lines
    assert line.fontMetrics().horizontalAdvance(words) <= 692 - 28


def test_the_time_alone_stands_out_and_what_a_person_wrote_is_no_markup(shown):
    line = shown(PhaseLine())
    line.show_text(ICE)
    explanation = next(label for label in line.findChildren(QLabel) if "Damp heat" in label.text())
    assert explanation.text() == "Damp heat from <b>Thu 14:10</b>, when the 72 hours are over"
    assert explanation.accessibleName() == ICE.explanation
    assert PhaseLineText(Phase.STRETCH, "", "", None, "Begun by you: <i>“better & checked”</i>").marked_explanation.count("<") == 0


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


def test_words_that_stand_are_left_alone_and_another_hour_is_told_and_the_bar_goes_on(shown, monkeypatch):
    line = shown(PhaseLine())
    line.show_text(ICE)
    set_again = []
    monkeypatch.setattr(line, "setAccessibleName", set_again.append)
    line.show_text(ICE._replace(fraction=ICE.fraction + 0.1))
    assert not set_again
    assert line.text.fraction == line._bar._fraction == ICE.fraction + 0.1
    line.show_text(ICE._replace(hours="hour 48 of 72"))
    assert set_again == [line.text.sentence]
    assert "hour 48" in line.text.sentence


def test_the_bar_is_painted_where_more_of_it_is_to_be_seen(shown, monkeypatch):
    painted, line = [], shown(PhaseLine())
    line.show_text(ICE)
    monkeypatch.setattr(line._bar, "update", lambda: painted.append(line._bar._fraction))
    for _look in range(240):  # of half a minute each: two hours of 72
        line.show_text(ICE._replace(fraction=line.text.fraction + 1 / 8640))
    assert 10 < len(painted) < 120
