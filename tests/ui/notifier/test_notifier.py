"""Notices reach the person: through a real notification service, and by the own window when that fails in any of its ways."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop import Desktop
from ui.notifier import AnswerButton, Notice, Notifier

OWN_WINDOW_MS = 2500
TYPED = "20 minutes <i>done</i> &amp; <script>x</script> & rest"


def a_notice(key: str = "ice", title: str = "Ice is over", body: str = "Rest for 90 minutes.", *, urgent: bool = True) -> Notice:
    return Notice(key, title, body, (AnswerButton("start", "Start ice"), AnswerButton("later", "In 10 minutes")), urgent)


class Own:
    """Stands for the app's own window: keeps what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[Notice] = []

    def show(self, notice: Notice) -> None:
        self.shown.append(notice)


@pytest.fixture
def own() -> Own:
    return Own()


@pytest.fixture
def notifier(own: Own, qapp: QApplication) -> Iterator[Notifier]:
    notifier = Notifier(own.show, parent=qapp)
    yield notifier
    notifier.close()


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop(tmp_path) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


def test_the_desktop_shows_a_notice_and_brings_back_the_answer(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice())
    desktop.wait_displayed(1)
    with qtbot.waitSignal(notifier.answered, timeout=5000) as answer:
        desktop.press("In 10 minutes")
    assert answer.args == ["ice", "later"]
    assert own.shown == []


def test_a_click_on_the_notice_is_told(desktop: Desktop, notifier: Notifier, qtbot: QtBot) -> None:
    notifier.show(a_notice())
    desktop.wait_displayed(1)
    with qtbot.waitSignal(notifier.clicked, timeout=5000) as click:
        desktop.click()
    assert click.args == ["ice"]


def test_a_later_notice_of_the_same_key_takes_the_place_of_the_first(desktop: Desktop, notifier: Notifier) -> None:
    notifier.show(a_notice(body="first"))
    desktop.wait_displayed(1)
    notifier.show(a_notice(body="second"))
    notifier.show(a_notice("heat"))
    desktop.wait_displayed(2)


def test_a_withdrawn_notice_leaves_the_screen_and_closing_takes_the_rest(desktop: Desktop, notifier: Notifier) -> None:
    notifier.show(a_notice())
    notifier.show(a_notice("heat"))
    desktop.wait_displayed(2)
    notifier.withdraw("ice")
    desktop.wait_displayed(1)
    notifier.close()
    desktop.wait_displayed(0)


@pytest.mark.parametrize("markup", ["full", "strip"])
def test_text_is_shown_as_it_was_typed(markup: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notifier: Notifier) -> None:
    with Desktop(tmp_path, markup=markup) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        notifier.show(a_notice(title="<b>Ice</b> & heat", body=TYPED))
        desktop.wait_displayed(1)
        message = desktop.closed_notice()["message"]
    for typed in ("&lt;b&gt;Ice&lt;/b&gt; &amp; heat", "&lt;i&gt;done&lt;/i&gt; &amp;amp; &lt;script&gt;x&lt;/script&gt; &amp; rest"):
        assert typed in message


def test_text_no_bus_can_carry_still_arrives(desktop: Desktop, notifier: Notifier, own: Own) -> None:
    notifier.show(a_notice(title="a\0b", body="half \ud83d and whole \U0001f9ca " + "long " * 10_000))
    desktop.wait_displayed(1)
    assert own.shown == []


def test_a_frozen_service_is_replaced_by_the_own_window_in_time(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice("before"))
    desktop.wait_displayed(1)
    desktop.freeze(desktop.service)
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    desktop.thaw(desktop.service)
    with qtbot.waitSignal(notifier.answered, timeout=5000) as answer:
        desktop.press("Start ice")
    assert answer.args == ["before", "start"]
    desktop.wait_displayed(0)  # the frozen notice did not wait in the service's post


def test_a_frozen_bus_is_replaced_by_the_own_window_in_time(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    desktop.freeze(desktop.bus)
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    began = time.monotonic()
    notifier.close()
    assert time.monotonic() - began < 1


def test_a_service_that_died_is_replaced_and_used_again_when_it_comes_back(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice("before"))
    desktop.wait_displayed(1)
    desktop.kill_service()
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    desktop.start_service()
    notifier.show(a_notice("after"))
    desktop.wait_displayed(1)
    with qtbot.waitSignal(notifier.clicked, timeout=5000) as click:
        desktop.click()
    assert click.args == ["after"]


def test_a_bus_that_died_is_replaced_by_the_own_window(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice("before"))
    desktop.wait_displayed(1)
    desktop.bus.kill()
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", None, "nonsense"])
def test_without_a_bus_the_own_window_shows_the_notice(
    address: str | None, notifier: Notifier, own: Own, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    if address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    else:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    notifier.show(a_notice())
    assert own.shown == [], "showing never waits"
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    qtbot.wait(100)
    assert len(own.shown) == 1


def test_a_notice_withdrawn_while_it_waits_is_not_shown(notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice())
    notifier.withdraw("ice")
    qtbot.wait(OWN_WINDOW_MS)
    assert own.shown == []


def test_nothing_is_shown_after_closing(notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.close()
    notifier.show(a_notice())
    qtbot.wait(200)
    assert own.shown == []


def test_neutral_words_keep_the_answers_and_say_nothing_of_health() -> None:
    neutral = a_notice().neutral()
    assert (neutral.key, neutral.title, neutral.body) == ("ice", "Recovery Tracker", "A reminder is due.")
    assert neutral.buttons == a_notice().buttons


def test_the_library_is_not_loaded_before_the_first_notice() -> None:
    heavy = "[m for m in sys.modules if m.startswith(('asyncio', 'desktop_notifier'))]"
    code = f"import sys; from ui.notifier import Notifier; Notifier(print); print({heavy})"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.strip() == "[]"
