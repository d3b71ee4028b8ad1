"""Every page and dialog by keyboard and by ear: each control has its name, its size, its turn, its room and its translation."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from tests.builders import RIGHT
from tests.other_letters import LANGUAGE, PLACEHOLDER, TEMPLATE, UNSEEN, in_letters_apart, not_translated, pseudo_translation
from tests.ui import import_scenes
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, in_view, name_of, press, settle
from tests.ui.scenes import ALONE, IN_ONE_WINDOW, SCENES, WINDOW_SCENES, entries_in_view
from tests.ui.tab_way import against_the_eye, differs_on_the_way_back, way
from tracker.language import choose_language
from ui.assets import scaled_font
from ui.forms.fields.body_figure import RegionButton
from ui.notifications.popup import ReminderWindow
from ui.pages.diary.month_grid import DayButton
from ui.widgets.chips import Chip
from ui.widgets.entries.entry_list import EntryLine
from ui.widgets.labels import ElidedLabel
from ui.widgets.points_scale import PointsKey
from ui.window.navigation import Navigation

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer

LEAST = 32
Role = QAccessible.Role
FILLERS = {Role.Client, Role.Border, Role.Pane, Role.NoRole}
MARKUP = re.compile(r"</?[a-z]+[^>]*>|&[a-z]+;")
LEAST_WINDOW = (900, 600)
PRODUCT = "Recovery Tracker"
OF_FILES = (*import_scenes.OWN_WORDS, "plan.toml", "a_day")
OWN_WORDS = (
    PRODUCT,
    "lifting",
    "stiff",
    "physio",
    "windowed note",
    "windowed",
    "Voltarol gel",
    "Panadol",
    "Tylenol",
    "Boots Paracetomol 500mg",
    "Boots Paracetomol",
    *OF_FILES,
)


@pytest.fixture(scope="session")
def letters_apart(tmp_path_factory):
    """The folder of a translation that is laid out as English is, and in which what was never translated stands out."""
    folder = tmp_path_factory.mktemp("translations")
    pseudo_translation(folder, in_letters_apart)
    return folder


@pytest.fixture
def scene(opened, keep, letters_apart):
    """Bring a scene into view, in that translation; one after another in one window."""
    choose_language(letters_apart, [LANGUAGE])
    windows = []

    def show(name: str) -> QWidget:
        if not windows:
            keep(*entries_in_view(), onset=ICE_STILL)
            windows.append(opened())
        _close_dialogs()
        return SCENES[name](windows[0])

    yield show
    choose_language(Path())
    _close_dialogs()


def _close_dialogs() -> None:
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


@pytest.mark.parametrize("names", [*IN_ONE_WINDOW, *ALONE], ids=" | ".join)
def test_every_control_has_its_name_its_size_its_room_its_translation_and_its_turn(scene, names):
    told = [f"{name}: {fault}" for name in names for fault in _faults(name, scene(name))]
    assert not told, "\n".join(told)


def _faults(name: str, root: QWidget) -> list[str]:
    """All that is wrong in a scene; the walk comes last, since it moves the focus and scrolls."""
    faults = {"nameless": nameless(root), "not translated": _untranslated(root)} | _squeezed(root)
    if name in WINDOW_SCENES:
        faults |= {f"{fault} in the least window": found for fault, found in _in_the_least_window(root).items()}
    faults |= misheard(root)
    filled = [name_of(button) for button in in_view(root, QAbstractButton) if button.property("kind") == "main"]
    faults["filled beside another"] = filled if len(filled) > 1 else []
    if name in WINDOW_SCENES:
        faults["no heading"] = [name] if not any(role_of(widget) == Role.Heading for widget in in_view(root)) else []
    faults |= _lost_by_tab(root)
    return [f"{fault}: {detail}".replace(UNSEEN, "").replace(r"\u2063", "") for fault, found in faults.items() for detail in found]


def _squeezed(root: QWidget) -> dict[str, list[tuple[object, ...]]]:
    return {"too small": too_small(root), "cut": _cut(root)}


def _in_the_least_window(window: QWidget) -> dict[str, list[tuple[object, ...]]]:
    """What is wrong once the window is made as small as it may get; it has its size and its focus again afterwards."""
    usual, focused = window.size(), window.focusWidget()
    window.resize(*LEAST_WINDOW)
    settle()  # the columns stack
    settle()  # their texts find their heights
    size = (window.width(), window.height())
    found = {"grown": [size] if size != LEAST_WINDOW else []} | _squeezed(window)
    window.resize(usual)
    settle()
    if focused is not None:  # what the small window hid had to give it away
        focused.setFocus()
    settle()
    return found


def nameless(root: QWidget) -> list[tuple[str, str, str]]:
    """The controls without a name, and those whose name is not the text they show."""
    wrong = []
    for widget in controls(root):
        said = widget.accessibleName() or name_of(widget)
        text = without_mnemonic(widget.text()) if isinstance(widget, QAbstractButton) else ""
        if not said or (text and text != said and not isinstance(widget, DayButton | RegionButton)):
            wrong.append((type(widget).__name__, text, said))
    return wrong


def role_of(widget: QWidget) -> QAccessible.Role:
    """What a screen reader takes a widget for."""
    return QAccessible.queryAccessibleInterface(widget).role()


def misheard(root: QWidget) -> dict[str, list[tuple[str, str]]]:
    """What a screen reader would call by a wrong kind, by no name, or with the marks of a page."""
    found: dict[str, list[QWidget]] = {"a filler with the focus": [widget for widget in controls(root) if role_of(widget) in FILLERS]}
    widgets = in_view(root)
    found["a check box of which one is chosen"] = [widget for widget in widgets if is_one_of_a_choice(widget) and role_of(widget) == Role.CheckBox]
    found["a list without a label"] = [widget for widget in widgets if isinstance(widget, QComboBox) and not has_label(widget)]
    found["markup"] = [widget for widget in widgets if MARKUP.search(description_of(widget) + name_of(widget))]
    return {fault: [(type(widget).__name__, name_of(widget)) for widget in wrong] for fault, wrong in found.items()}


def is_one_of_a_choice(widget: QWidget) -> bool:
    """Whether it is a button that goes off when another goes on."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return False
    grouped = widget.group() is not None and widget.group().exclusive()
    return widget.autoExclusive() or grouped or isinstance(widget, DayButton | PointsKey) or isinstance(widget.parentWidget(), Navigation)


def has_label(box: QComboBox) -> bool:
    """Whether a list says what it is about: on Linux its name is the value shown."""
    labels = QAccessible.queryAccessibleInterface(box).relations(QAccessible.RelationFlag.Label)
    return bool(labels or box.accessibleDescription())


def description_of(widget: QWidget) -> str:
    """What a screen reader says of a widget after its name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def too_small(root: QWidget) -> list[tuple[str, str, int, int]]:
    """The controls under 32 pixels; a region of the body is as large as it is drawn, and can be typed instead."""
    measured = [widget for widget in controls(root) if not isinstance(widget, RegionButton)]
    return [
        (type(widget).__name__, name_of(widget), widget.width(), widget.height())
        for widget in measured
        if min(widget.width(), widget.height()) < LEAST
    ]


def _lost_by_tab(root: QWidget) -> dict[str, Iterable[object]]:
    """What Tab or Shift+Tab does not come to, or leaves out of sight, and where the way is not the same back, or not that of the eye."""
    wanted = {widget for widget in controls(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    if (root.focusWidget() or QApplication.focusWidget()) is None:
        QTest.keyClick(root, Qt.Key.Key_Tab)
    found: dict[str, Iterable[object]] = {}
    ways = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached, hidden = way(root, key, 4 * len(wanted) + 20)
        rest = wanted - set(reached)
        missing = {widget for widget in rest if not any(widget.isAncestorOf(other) or _in_one_choice(widget, other) for other in reached)}
        found[f"not reached by {key.name}"] = {(type(widget).__name__, name_of(widget)) for widget in missing}
        found[f"out of sight by {key.name}"] = hidden
        ways.append(reached)
    found["not the same way back"] = differs_on_the_way_back(*ways)
    found["not the way of the eye"] = against_the_eye(ways[0], root)
    return found


def _in_one_choice(first: QWidget, other: QWidget) -> bool:
    """Whether two buttons are options of one choice, of which the arrow keys take the next."""
    groups = [button.group() if isinstance(button, QAbstractButton) else None for button in (first, other)]
    return groups[0] is not None and groups[0] is groups[1] and groups[0].exclusive()


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
    if button.hasHeightForWidth():  # it wraps its words
        hint = QSize(button.minimumSizeHint().width(), button.heightForWidth(button.width()))
    return f"{hint} in {button.size()}" if hint.width() > button.width() + 1 or hint.height() > button.height() + 1 else ""


def _untranslated(root: QWidget) -> list[str]:
    texts = [text for widget in in_view(root) for text in _texts(widget)]
    return not_translated(_without_what_is_not_ours(texts), OWN_WORDS)


def _texts(widget: QWidget) -> list[str]:
    texts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle() if widget.isWindow() else ""]
    match widget:
        case QLabel() | QAbstractButton():
            texts.append(without_mnemonic(widget.text()))
        case QLineEdit() if not _is_a_part(widget):
            texts += [widget.placeholderText(), widget.text()]
        case QComboBox():
            texts += [widget.itemText(place) for place in range(widget.count())]
        case QPlainTextEdit() | QTextEdit():
            texts += [widget.placeholderText(), widget.toPlainText()]
        case QListView() if not isinstance(widget.parentWidget(), QComboBox):
            rows = [widget.model().index(row, 0) for row in range(widget.model().rowCount())]
            texts += [str(row.data(role) or "") for row in rows for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleDescriptionRole)]
        case QAbstractSpinBox():
            texts += [widget.specialValueText()]
    return [text for text in texts if text]


def _without_what_is_not_ours(texts: Iterable[str]) -> list[str]:
    """The texts without keys, markup, paths, the locale's names of days and months, and what a scene says itself: that stands in ⟦⟧."""
    locale = QLocale()
    names = {
        name
        for length in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
        for name in (*(locale.dayName(day, length) for day in range(1, 8)), *(locale.monthName(month, length) for month in range(1, 13)))
    }
    not_ours = re.compile(r"<[^>]+>|⟦[^⟧]*⟧|\b(?:Alt|Ctrl)\+\w+|\b(?:" + "|".join(names) + r")\b")
    return [not_ours.sub("", text) for text in texts if not text.startswith("/")]


def test_a_text_field_of_several_lines_lets_tab_go_on(scene):
    root = scene("diary, new entry")
    fields = [widget for widget in in_view(root) if isinstance(widget, QPlainTextEdit)]
    assert fields
    assert all(field.tabChangesFocus() for field in fields)


@pytest.mark.usefixtures("dressed")
def test_every_text_takes_the_same_room_with_its_letters_apart():
    with TEMPLATE.open("rb") as file:
        texts = [form for message in read_po(file) for form in (message.id if isinstance(message.id, tuple) else (message.id,))]
    apart = list(map(in_letters_apart, texts))
    assert len(texts) > 2_000
    assert not_translated(PLACEHOLDER.sub("", text) for text in apart) == []
    for size, strong in ((0.9, False), (1, False), (1, True), (1.6, True)):
        metrics = QFontMetricsF(scaled_font(size, strong=strong))
        assert list(map(metrics.horizontalAdvance, texts)) == list(map(metrics.horizontalAdvance, apart))


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
    assert not_translated(_without_what_is_not_ours(said)) == ["A long text", "Паин: left"]
    press_is_there = control(window, "A long text", QPushButton)
    press(window, name_of(press_is_there))
    assert controls(window) == [button]
    assert without_mnemonic("Save && &close") == "Save & close"


def test_what_would_be_misheard_is_seen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    filler, button, group, label = QWidget(window), QPushButton("Ice", window), QButtonGroup(window), QLabel("Rest", window)
    filler.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCheckable(True)
    group.addButton(button)
    QComboBox(window)
    label.setToolTip("<b>Rest</b>")
    window.show()
    assert {fault: [kind for kind, _name in wrong] for fault, wrong in misheard(window).items()} == {
        "a filler with the focus": ["QWidget"],
        "a check box of which one is chosen": ["QPushButton"],
        "a list without a label": ["QComboBox"],
        "markup": ["QLabel"],
    }


def test_rows_of_the_day_are_read_with_what_they_hold(scene):
    lines = [line for line in in_view(scene("today")) if isinstance(line, EntryLine)]
    said = [name_of(line).replace(UNSEEN, "") for line in lines]
    assert any(f"Lower back left 6, {RIGHT} 4" in text for text in said), said
