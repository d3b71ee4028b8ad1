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
from ui.notifications.desktop import AnswerButton, Notice, Notifier

OWN_WINDOW_MS = 2500
TYPED = "20 minutes <i>done</i> &amp; <script>x</script> & rest"


def _method(name: str, takes: str, gives: str) -> str:
    arguments = [f'<arg direction="in" type="{kind}"/>' for kind in takes.split()] + [
        f'<arg direction="out" type="{kind}"/>' for kind in gives.split()
    ]
    return f'<method name="{name}">{"".join(arguments)}</method>'


INTERFACE = (
    '<node><interface name="org.freedesktop.Notifications">'
    + _method("GetCapabilities", "", "as")
    + _method("GetServerInformation", "", "s s s s")
    + _method("CloseNotification", "u", "")
    + _method("Notify", "s u s s s as a{sv} i", "u")
    + '<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>'
    + '<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal></interface></node>'
)

POOR_SERVICE = f"""
import sys, time
from jeepney import MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
answers = {{
    "Introspect": ("s", ({INTERFACE!r},)),
    "GetCapabilities": ("as", (sys.argv[1].split(),)),
    "GetServerInformation": ("ssss", ("poor", "nobody", "1", "1.2")),
    "Notify": ("u", (1,)),
    "CloseNotification": (None, ()),
}}
if sys.argv[2] == "refuses":
    del answers["Notify"]
bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
print("ready", flush=True)
while True:
    message = bus.receive()
    if message.header.message_type is MessageType.method_call:
        name = message.header.fields[3]
        if sys.argv[2] == "slow" and name == "Notify":
            time.sleep(2.6)  # longer than anybody waits
        if name in {{"Notify", "CloseNotification"}}:
            print(name, flush=True)
        bus.send(new_method_return(message, *answers[name]) if name in answers else new_error(message, "org.freedesktop.DBus.Error.Failed"))
"""


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
    with qtbot.waitSignal(notifier.answered, timeout=20_000) as answer:
        desktop.press("In 10 minutes")
    assert answer.args == ["ice", "later"]
    assert own.shown == []


def test_a_click_on_the_notice_is_told(desktop: Desktop, notifier: Notifier, qtbot: QtBot) -> None:
    notifier.show(a_notice())
    desktop.wait_displayed(1)
    with qtbot.waitSignal(notifier.clicked, timeout=20_000) as click:
        desktop.click()
    assert click.args == ["ice"]


def test_a_later_notice_of_the_same_key_takes_the_place_of_the_first(desktop: Desktop, notifier: Notifier, qtbot: QtBot) -> None:
    notifier.show(a_notice(body="first"))
    desktop.wait_displayed(1)
    notifier.show(a_notice(body="second"))
    notifier.show(a_notice("heat"))
    qtbot.wait(500)
    assert desktop.displayed() == 2


def test_a_withdrawn_notice_leaves_the_screen_and_closing_takes_the_rest(desktop: Desktop, notifier: Notifier) -> None:
    notifier.show(a_notice())
    notifier.show(a_notice("heat"))
    desktop.wait_displayed(2)
    notifier.withdraw("ice")
    desktop.wait_displayed(1)
    notifier.close()
    desktop.wait_displayed(0)


@pytest.mark.parametrize("markup", ["full", "strip", ""])
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
    with qtbot.waitSignal(notifier.answered, timeout=20_000) as answer:
        desktop.press("Start ice")
    assert answer.args == ["before", "start"]
    desktop.wait_displayed(0)  # the frozen notice did not wait in the service's post


def test_a_frozen_bus_is_replaced_by_the_own_window_in_time(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    desktop.freeze(desktop.bus)
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    began = time.monotonic()
    notifier.close()
    assert time.monotonic() - began < 3


def test_a_service_that_died_is_replaced_and_used_again_when_it_comes_back(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice("before"))
    desktop.wait_displayed(1)
    desktop.kill_service()
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    desktop.start_service()
    notifier.show(a_notice("after"))
    desktop.wait_displayed(1)
    with qtbot.waitSignal(notifier.clicked, timeout=20_000) as click:
        desktop.click()
    assert click.args == ["after"]


def test_a_bus_that_died_is_replaced_by_the_own_window_until_there_is_another(
    desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notifier.show(a_notice("before"))
    desktop.wait_displayed(1)
    desktop.bus.kill()
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
    (tmp_path / "next").mkdir()
    with Desktop(tmp_path / "next") as following:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", following.environment["DBUS_SESSION_BUS_ADDRESS"])
        notifier.show(a_notice("after"))
        following.wait_displayed(1)


def test_a_slow_service_that_shows_a_notice_after_the_own_window_does_has_it_taken_away(
    desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot
) -> None:
    desktop.kill_service()
    command = [sys.executable, "-c", POOR_SERVICE, "body actions", "slow"]
    service = subprocess.Popen(command, env=desktop.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert service.stdout.readline() == "ready\n"
        notifier.show(a_notice())
        qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=OWN_WINDOW_MS)
        assert [service.stdout.readline(), service.stdout.readline()] == ["Notify\n", "CloseNotification\n"]
        assert own.shown == [a_notice()]
    finally:
        service.kill()
        service.wait()
        service.stdout.close()


def test_a_notice_the_own_window_shows_takes_the_place_of_the_one_on_the_desktop(
    desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot
) -> None:
    notifier.show(a_notice(body="first"))
    desktop.wait_displayed(1)
    desktop.freeze(desktop.service)
    notifier.show(a_notice(body="second"))
    qtbot.waitUntil(lambda: own.shown == [a_notice(body="second")], timeout=OWN_WINDOW_MS)
    desktop.thaw(desktop.service)
    desktop.wait_displayed(0)


def test_a_notice_the_desktop_shows_takes_the_place_of_the_own_windows(desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    desktop.freeze(desktop.service)
    notifier.show(a_notice(body="first"))
    qtbot.waitUntil(lambda: own.shown == [a_notice(body="first")], timeout=OWN_WINDOW_MS)
    desktop.thaw(desktop.service)
    with qtbot.waitSignal(notifier.delivered, timeout=20_000) as delivered:
        notifier.show(a_notice(body="second"))
    assert delivered.args == ["ice"]
    desktop.wait_displayed(1)


@pytest.mark.parametrize(("capabilities", "notify_works"), [("body", True), ("body actions", False)])
def test_a_service_that_cannot_show_the_answers_or_refuses_is_replaced(
    desktop: Desktop, notifier: Notifier, own: Own, qtbot: QtBot, capabilities: str, notify_works: bool
) -> None:
    desktop.kill_service()
    command = [sys.executable, "-c", POOR_SERVICE, capabilities, "works" if notify_works else "refuses"]
    service = subprocess.Popen(command, env=desktop.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert service.stdout.readline() == "ready\n"
        notifier.show(a_notice())
        qtbot.waitUntil(lambda: own.shown == [a_notice()], timeout=1500)
    finally:
        service.kill()
        service.wait()
        service.stdout.close()


def test_a_thread_that_is_stuck_makes_nobody_wait(notifier: Notifier, own: Own, qtbot: QtBot) -> None:
    notifier.show(a_notice("before"))
    qtbot.waitUntil(lambda: bool(own.shown), timeout=OWN_WINDOW_MS)
    notifier._thread._loop.call_soon_threadsafe(time.sleep, 4)
    notifier.show(a_notice())
    qtbot.waitUntil(lambda: own.shown[1:] == [a_notice()], timeout=OWN_WINDOW_MS)
    began = time.monotonic()
    notifier.close()
    assert time.monotonic() - began < 3


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
    code = f"import sys; from ui.notifications.desktop import Notifier; Notifier(print); print({heavy})"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.strip() == "[]"
