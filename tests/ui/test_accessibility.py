"""Every page and dialog by keyboard and by ear: each control has its name, its size, its turn, its room and its translation."""

import re

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from tests.builders import LEFT, RIGHT
from tests.other_letters import not_translated
from tests.ui import import_scenes
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, in_view, name_of, press, settle
from tests.ui.scenes import SCENES, WINDOW_SCENES, entries_in_view
from ui.forms.fields.body_figure import RegionButton
from ui.notifications.popup import ReminderWindow
from ui.pages.diary.month_grid import DayButton
from ui.widgets.chips import Chip
from ui.widgets.entries.entry_list import EntryLine
from ui.widgets.labels import ElidedLabel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer

LEAST = 32
PRODUCT = "Recovery Tracker"
OF_FILES = (*import_scenes.OWN_WORDS, "plan.toml", "a_day")
OWN_WORDS = (PRODUCT, "lifting", "stiff", "physio", "windowed note", "windowed", "Voltarol gel", "Panadol", "Tylenol", *OF_FILES)


@pytest.fixture
def scene(opened, keep, request):
    """Bring a scene into view, in a window of a size and a theme."""

    def show(name: str, size: tuple[int, int] = (1280, 800)) -> QWidget:
        keep(*entries_in_view(), onset=ICE_STILL)
        window = opened(size=size)
        request.node.window = window
        return SCENES[name](window)

    yield show
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog | ReminderWindow):
            dialog.close()
            dialog.deleteLater()
    settle()


def controls(root: QWidget) -> list[QWidget]:
    """What takes the focus by key or by mouse; not the parts Qt makes of a field."""
    return [
        widget
        for widget in in_view(root)
        if widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _is_a_part(widget)
        and widget is not root
        and not widget.isWindow()
    ]


def _is_a_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(widget, QLineEdit) and isinstance(parent, QAbstractSpinBox | QComboBox)
    return inside or isinstance(widget, QScrollBar | QCalendarWidget) or widget.objectName().startswith("qt_")


def without_mnemonic(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


@pytest.mark.parametrize("name", SCENES)
def test_every_control_has_its_name_its_size_and_its_room(scene, name):
    root = scene(name)
    assert (nameless(root), too_small(root), _cut(root)) == ([], [], [])


@pytest.mark.parametrize("name", WINDOW_SCENES)
def test_the_least_window_does_not_grow_and_cuts_nothing(scene, name):
    root = scene(name, (900, 600))
    settle()
    assert (root.width(), root.height()) == (900, 600)
    assert (too_small(root), _cut(root)) == ([], [])


def nameless(root: QWidget) -> list[tuple[str, str, str]]:
    """The controls without a name, and those whose name is not the text they show."""
    wrong = []
    for widget in controls(root):
        said = widget.accessibleName() or name_of(widget)
        text = without_mnemonic(widget.text()) if isinstance(widget, QAbstractButton) else ""
        if not said or (text and text != said and not isinstance(widget, DayButton | RegionButton)):
            wrong.append((type(widget).__name__, text, said))
    return wrong


def too_small(root: QWidget) -> list[tuple[str, str, int, int]]:
    """The controls under 32 pixels; a region of the body is as large as it is drawn, and can be typed instead."""
    measured = [one for one in controls(root) if not isinstance(one, RegionButton)]
    return [(type(one).__name__, name_of(one), one.width(), one.height()) for one in measured if min(one.width(), one.height()) < LEAST]


@pytest.mark.parametrize("name", SCENES)
def test_tab_reaches_every_control_and_comes_back(scene, name):
    root = scene(name)
    wanted = {one for one in controls(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    start = root.focusWidget() or QApplication.focusWidget()
    if start is None:
        QTest.keyClick(root, Qt.Key.Key_Tab)
        start = root.focusWidget()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached, hidden = _walk(root, key, 4 * len(wanted) + 20)
        missing = {one for one in wanted if not any(one is other or one.isAncestorOf(other) or _in_one_choice(one, other) for other in reached)}
        assert {(type(one).__name__, name_of(one)) for one in missing} == set(), "not reached"
        assert hidden == set(), "reached, but out of sight"


def _in_one_choice(one: QWidget, other: QWidget) -> bool:
    """Whether two buttons are options of one choice, of which the arrow keys take the next."""
    groups = [button.group() if isinstance(button, QAbstractButton) else None for button in (one, other)]
    return groups[0] is not None and groups[0] is groups[1] and groups[0].exclusive()


def _walk(root: QWidget, key: Qt.Key, steps: int) -> tuple[set[QWidget], set[str]]:
    reached: list[QWidget] = []
    hidden: set[str] = set()
    for _step in range(steps):
        place = root.focusWidget() or root
        QTest.keyClick(place, key, Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier)
        now = root.focusWidget()
        assert now is not None
        if now.visibleRegion().isEmpty() and not isinstance(now, QAbstractScrollArea):
            hidden.add(name_of(now))
        has_come_round = len(reached) > 1 and now is reached[0] and reached[-1] is not now
        reached.append(now)
        if has_come_round:
            break
    return set(reached), hidden


def _cut(root: QWidget) -> list[tuple[str, str, str]]:
    found = []
    for widget in in_view(root):
        if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElidedLabel):
            found += [("label", widget.text(), why) for why in [_label_is_cut(widget)] if why]
        elif isinstance(widget, QAbstractButton) and not _is_a_part(widget):
            found += [("button", name_of(widget), why) for why in [_button_is_cut(widget)] if why]
        else:
            continue
        parent = widget.parentWidget()
        if parent is not None and widget is not root and not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(("out of its parent", name_of(widget), f"{widget.geometry()} in {parent.rect()}"))
    for area in root.findChildren(QAbstractScrollArea):
        inner = getattr(area, "widget", lambda: None)()
        if area.isVisible() and inner is not None and inner.width() > area.viewport().width():
            found.append(("out of its page", name_of(area), f"{inner.width()} px in {area.viewport().width()}"))
    return found


def _label_is_cut(label: QLabel) -> str:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        widest = max(label.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s\u200b]", label.text()))
        if widest > label.contentsRect().width() + 1:
            return f"a word of {widest} px in {label.contentsRect().width()} px"
        return f"{needed} px high in {label.height()}" if needed > label.height() + 1 else ""
    needed = label.sizeHint()
    return f"{needed.width()} px wide in {label.width()}" if needed.width() > label.width() + 1 or needed.height() > label.height() + 1 else ""


def _button_is_cut(button: QAbstractButton) -> str:
    hint = button.sizeHint() if isinstance(button, QPushButton | QCheckBox | Chip) else button.minimumSizeHint()
    return f"{hint} in {button.size()}" if hint.width() > button.width() + 1 or hint.height() > button.height() + 1 else ""


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize("name", SCENES)
def test_every_text_is_translated(scene, name):
    texts = [text for widget in in_view(scene(name)) for text in _texts(widget)]
    assert not_translated(map(_without_what_is_not_ours, texts), OWN_WORDS) == []


def _texts(widget: QWidget) -> list[str]:
    texts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle() if widget.isWindow() else ""]
    match widget:
        case QLabel() | QAbstractButton():
            texts.append(without_mnemonic(widget.text()))
        case QLineEdit() if not _is_a_part(widget):
            texts += [widget.placeholderText(), widget.text()]
        case QComboBox():
            texts += [widget.itemText(place) for place in range(widget.count())]
        case QPlainTextEdit():
            texts += [widget.placeholderText(), widget.toPlainText()]
        case QAbstractSpinBox():
            texts += [widget.specialValueText()]
    return [text for text in texts if text]


def _without_what_is_not_ours(text: str) -> str:
    """The text without keys, markup, paths, the locale's names of days and months, and what a scene says itself: that stands in ⟦⟧."""
    locale = QLocale()
    names = {
        name
        for length in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
        for name in (*(locale.dayName(day, length) for day in range(1, 8)), *(locale.monthName(month, length) for month in range(1, 13)))
    }
    rest = re.sub(r"<[^>]+>|⟦[^⟧]*⟧|\b(?:Alt|Ctrl)\+\w+|\b(?:" + "|".join(names) + r")\b", "", text)
    return "" if text.startswith("/") else rest


def test_a_text_field_of_several_lines_lets_tab_go_on(scene):
    root = scene("diary, new entry")
    fields = [one for one in in_view(root) if isinstance(one, QPlainTextEdit)]
    assert fields
    assert all(field.tabChangesFocus() for field in fields)


def test_the_checks_themselves_see_what_is_wrong(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    button, label = QPushButton("A long text", window), QLabel("A longer text than fits", window)
    button.setGeometry(0, 0, 20, 20)
    label.setGeometry(150, 40, 100, 8)
    window.show()
    assert {kind for kind, _name, _why in _cut(window)} == {"button", "label", "out of its parent"}
    said = ["A long text", "Паин: left", "Паин ит", "Mon 25 November 2026, 12:05", "Паин (Alt+P)", "/home/of/somebody", "<b>Паин</b>"]
    assert not_translated(map(_without_what_is_not_ours, said)) == ["A long text", "Паин: left"]
    press_is_there = control(window, "A long text", QPushButton)
    press(window, name_of(press_is_there))
    assert controls(window) == [button]
    assert without_mnemonic("Save && &close") == "Save & close"


def test_rows_of_the_day_are_read_with_what_they_hold(scene):
    lines = [one for one in in_view(scene("today")) if isinstance(one, EntryLine)]
    assert any(f"{LEFT}, {RIGHT} 4" in name_of(one) for one in lines)
