"""How long nobody has used the app."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.system.idle import IdleWatch


@pytest.fixture
def idle(clock):
    owner = QObject()
    watch = IdleWatch(clock, owner)
    yield watch
    watch.watch(is_wanted=False)
    owner.deleteLater()


def test_a_key_in_any_window_is_use_and_time_alone_is_not(idle, clock, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    idle.watch(is_wanted=True)
    clock.advance(minutes=3)
    assert idle.idle_for() == timedelta(minutes=3)
    clock.turn(hours=-5)
    assert idle.idle_for() == timedelta(minutes=3)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert idle.idle_for() == timedelta(0)


def test_the_time_before_it_is_watched_does_not_count(idle, clock):
    clock.advance(hours=2)
    idle.watch(is_wanted=True)
    assert idle.idle_for() == timedelta(0)
