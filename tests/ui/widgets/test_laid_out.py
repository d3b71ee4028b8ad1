"""What stands in a layout is told in order and moved without its items."""

import pytest
import shiboken6
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget

from tests.ui.hands import settle
from ui.widgets.laid_out import clear, parts_laid_out, take_out, widgets_laid_out
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

pytestmark = pytest.mark.usefixtures("qapp")
TEXT = "A text that is as long as it takes to need several lines. " * 4


def items_known():
    """How many items of layouts PySide holds; a layout within another is one, too, but is deleted where PySide hears of it."""
    return sum(isinstance(known, QLayoutItem) and not isinstance(known, QLayout) for known in shiboken6.getAllValidWrappers())


def test_widgets_are_told_in_the_order_of_their_places_those_of_inner_layouts_in_theirs():
    holder = QWidget()
    outer, inner, grid, flow = QVBoxLayout(holder), QHBoxLayout(), QGridLayout(), FlowLayout()
    labels = {name: QLabel(name) for name in ("last", "d", "c", "b", "a", "floats")}
    outer.addWidget(labels["last"])
    outer.insertLayout(0, inner)
    outer.insertLayout(1, grid)
    outer.insertStretch(1)
    outer.insertLayout(3, flow)
    inner.addWidget(labels["a"])
    grid.addWidget(labels["b"], 0, 0)
    flow.addWidget(labels["c"])
    flow.addWidget(labels["d"])
    labels["floats"].setParent(holder)
    assert [label.text() for label in widgets_laid_out(outer)] == ["a", "b", "c", "d", "last"]
    assert parts_laid_out(outer) == [inner, grid, flow, labels["last"]]
    assert parts_laid_out(None) == []


def test_no_item_is_left_behind_of_a_widget_that_is_gone():
    holder = QWidget()
    layout = QVBoxLayout(holder)
    for name in ("first", "second"):
        layout.addWidget(QPushButton(name))
    before = items_known()
    order_tabs(holder)
    shiboken6.delete(next(widgets_laid_out(layout)))
    assert [button.text() for button in take_out(layout)] == ["second"]
    assert items_known() == before


def test_a_widget_moved_to_another_layout_is_asked_for_its_height_again_when_its_text_has_changed(shown):
    holder, label = QWidget(), QLabel("short")
    label.setWordWrap(True)
    columns = QHBoxLayout(holder)
    former, later = QVBoxLayout(), QVBoxLayout()
    for column in (former, later):
        columns.addLayout(column)
    former.addWidget(label)
    shown(holder)
    assert take_out(former) == [label]
    later.addWidget(label)
    for text in ("short", TEXT):
        label.setText(text)
        settle()
        assert later.heightForWidth(200) == label.heightForWidth(200)
    assert later.heightForWidth(200) > 3 * label.fontMetrics().height()


def test_what_is_cleared_is_out_of_view_at_once_and_gone_in_the_next_turn(shown):
    holder, label = QWidget(), QLabel("gone")
    layout = QVBoxLayout(holder)
    layout.addWidget(label)
    shown(holder)
    clear(layout)
    assert (layout.count(), label.isVisible()) == (0, False)
    settle()
    assert not shiboken6.isValid(label)
