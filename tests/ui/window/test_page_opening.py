"""A page that is not there yet is made while the window answers, and what is typed meanwhile is for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import ICE_STILL
from tests.ui.hands import settle


@pytest.fixture
def window(opened, keep):
    """A window on Today."""
    keep(onset=ICE_STILL)
    return opened()


def test_the_row_is_marked_at_once_and_the_page_comes_when_it_is_made(window, qtbot):
    main = window.window
    main.navigation.buttons["plan"].click()
    assert (main.navigation.buttons["plan"].isChecked(), main.stack.current_key, "plan" in main.pages) == (True, "today", False)
    qtbot.waitUntil(lambda: main.stack.current_key == "plan")
    assert main.pages["plan"].first_control().hasFocus()
    assert main.opening.key == ""


def test_it_is_made_in_steps_and_none_is_made_twice(window):
    stack = window.window.stack
    steps = stack.steps_to("plan")
    next(steps)
    steps.close()
    assert "plan" not in stack.pages
    assert sum(1 for _step in stack.steps_to("plan")) >= 3  # the card of the other phase, the page, what it shows
    page = stack.page("plan")
    assert (list(stack.steps_to("plan")), stack.page("plan") is page) == ([], True)


def test_a_key_that_is_typed_meanwhile_finishes_the_page_and_is_its_own(window):
    main = window.window
    window.go_to("Diary")
    main.stack.pages.pop("today").deleteLater()
    main.stack._begun.pop("today")
    main.opening._patience.setInterval(60_000)  # on a busy computer its fifth of a second would be over before the key
    main.open_page("today")
    QTest.keyClick(main.windowHandle(), Qt.Key.Key_Shift)
    assert main.stack.current_key == "diary"
    QTest.keyClick(main.windowHandle(), Qt.Key.Key_7)
    settle()
    assert (main.stack.current_key, main.today.pain_card.scale.value()) == ("today", 7)


def test_another_choice_takes_its_place(window, qtbot):
    main = window.window
    main.open_page("plan")
    main.open_page("report")
    qtbot.waitUntil(lambda: main.stack.current_key == "report")
    main.open_page("plan")
    main.show_page("today")
    qtbot.wait(100)
    assert (main.stack.current_key, main.navigation.buttons["today"].isChecked()) == ("today", True)


def test_where_it_takes_long_the_page_before_makes_room(window):
    main = window.window
    main.open_page("plan")
    main.opening._patience.timeout.emit()
    assert (main.stack.current_key, main.today.isVisible()) == ("", False)
    assert main.navigation.buttons["plan"].hasFocus()
    main.opening.finish()
    assert main.stack.current_key == "plan"
    main.open_page("report")
    main.opening._patience.timeout.emit()
    window.chord("Ctrl+Z")  # what needs a page in view finishes it
    assert main.stack.current_key == "report"


def test_what_was_changed_while_it_is_made_is_shown(window):
    main = window.window
    steps = main.stack.steps_to("diary")
    while "diary" not in main.pages:
        next(steps)
    main.show_page("today")
    window.strike("6")
    window.chord("Ctrl+Return")
    main.show_page("diary")
    assert window.says("Pain 6")


def test_a_page_that_cannot_be_made_is_tried_again(window):
    main = window.window
    broken, maker = [], main.stack._makers["plan"]

    def failing():
        broken.append(True)
        yield
        raise RuntimeError

    main.stack._makers = {**main.stack._makers, "plan": failing}
    for _number in range(2):
        with pytest.raises(RuntimeError):
            main.stack.page("plan")
    assert len(broken) == 2
    main.stack._makers = {**main.stack._makers, "plan": maker}
    main.show_page("plan")
    assert main.stack.current_key == "plan"
