"""The states of Settings worth looking at: what brings each into view."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from PySide6.QtWidgets import QWidget

from tests.ui.hands import OpenWindow, settle
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule
from ui.pages.settings.backups import SHOWN_AT_ONCE
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.rows import SettingRow

OWN_TEXT = "windowed note"


def settings_page(window: OpenWindow, section: str = "") -> SettingsPage:
    """The page Settings, in view, at a section if one is named by its key."""
    window.window.show_page("settings")
    page = window.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    if section:
        page.open_section(section)
    return page


def rule_of(window: OpenWindow, kind: ReminderKind) -> Rule:
    """The rule of a kind as it is now."""
    return next(rule for rule in window.tracker.reminders.rules() if rule.kind is kind)


def _shown(window: OpenWindow, part: QWidget) -> QWidget:
    settle()
    settings_page(window).ensureWidgetVisible(part, 0, 300)
    settle()
    return window.window


def _changed(window: OpenWindow) -> QWidget:
    rule = rule_of(window, ReminderKind.PAIN)
    changed = replace(rule, every=90, weekdays=(0, 1, 2, 3, 4), phases=(Phase.HEAT,), repeat=Repeat(10, 3), silent_when_done=False)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(changed))
    card = settings_page(window, "reminders").parts.reminders
    card.row_of(rule_of(window, ReminderKind.PAIN).id).button.click()
    return _shown(window, card.form)


def _own(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.reminders.add(Rule(kind=ReminderKind.OWN, text=OWN_TEXT, times=(time(9), time(21)))))
    card = settings_page(window, "reminders").parts.reminders
    card.open_for(None)
    card.form.save()
    return _shown(window, card.form)


def _pausing(window: OpenWindow) -> QWidget:
    row = settings_page(window, "reminders").parts.pause
    row.set_open(is_open=True)
    row.own_button.click()
    return _shown(window, row.form)


def _raised(window: OpenWindow) -> QWidget:
    for day in range(30):
        window.clock.advance(timedelta(hours=11, minutes=10 * (day % 7)))
        group = window.tracker.reminders.due(window.tracker.settings.now.quiet_hours)
        if group is not None and day % 3:
            window.tracker.reminders.answer(group.reminders[0].id, "opened" if day % 2 else "snooze_30")
    window.desk.run_quietly(lambda: window.tracker.pause.begin(window.clock.now() + timedelta(hours=1)))
    row = settings_page(window, "reminders").parts.past
    row.button.click()
    return _shown(window, row)


def _every_row_of(key: str) -> Callable[[OpenWindow], QWidget]:
    def scene(window: OpenWindow) -> QWidget:
        page = settings_page(window, key)
        for row in page.findChildren(SettingRow):
            row.set_open(is_open=True)
        settle()
        return window.window

    return scene


def _recovery_code(window: OpenWindow) -> QWidget:
    row = settings_page(window, "password").parts.password.off
    row.button.click()
    for field in (row.new.first, row.new.again):
        field.setText("correct horse battery")
    row.next_button.click()
    row.code.show_code("⟦ABCD 1234⟧")
    row.code.show_issue("⟦That is another code.⟧")
    return _shown(window, row)


def _section(key: str) -> Callable[[OpenWindow], QWidget]:
    def scene(window: OpenWindow) -> QWidget:
        settings_page(window, key)
        settle()
        return window.window

    return scene


def _backups(window: OpenWindow) -> QWidget:
    """More than are shown at once, one that is kept for what it holds, and one that is damaged."""
    for _day in range(SHOWN_AT_ONCE):
        newest = window.tracker.backups.back_up()
        window.clock.advance(timedelta(days=1))
    window.tracker.backups.restore(newest)
    newest.write_bytes(b"damaged")
    page = settings_page(window, "diary")
    page.open_backups()
    listed = page.parts.diary.list
    assert listed is not None
    for _turn in range(1_000):
        if listed.damaged():
            break
        settle()
    return _shown(window, listed)


SETTINGS_SCENES: dict[str, Callable[[OpenWindow], QWidget]] = {
    **{f"settings, {key}": _section(key) for key in ("reminders", "notifications", "appearance", "computer", "medicines", "activities", "about")},
    "settings, backups": _backups,
    "settings, recovery code": _recovery_code,
    "settings, reminder changed": _changed,
    "settings, own reminder": _own,
    "settings, pausing": _pausing,
    "settings, paused": _raised,
    **{f"settings, {key}, its rows open": _every_row_of(key) for key in ("diary", "password", "exchange", "notifications", "appearance", "computer")},
}
