"""Buttons, chips, labels, notices, cards and layouts."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from tests.ui.hands import settle
from tracker.domain.plan.protocol import Phase
from ui.pages.plan.episode_band import BandSpan, EpisodeBand, EpisodeBandText
from ui.widgets.buttons import icon_button, link_button, main_button, ordinary_button, small_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, EmptyState, FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout, PageFrame, ResponsiveColumns, inset, resize_within_screen
from ui.widgets.line_stack import LineStack
from ui.widgets.notice import Notice
from ui.widgets.opener import Opener
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.toggle_chips import ToggleChips
from ui.window.navigation import PageRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("make", [main_button, ordinary_button, partial(PageRow, icon_name="plus"), small_button, link_button])
def test_every_button_is_high_enough_for_a_sore_hand(shown, make):
    assert shown(make("Save"), 300, 60).sizeHint().height() >= (32 if make in {small_button, link_button} else 40)


def test_a_button_with_a_key_has_room_for_it():
    assert main_button("Save entry", keys="Enter").sizeHint().width() > main_button("Save entry").sizeHint().width() + 20


@pytest.mark.parametrize("is_open", [False, True])
def test_the_mark_of_what_opens_stands_on_the_edge_of_the_text_above_it(shown, is_open):
    opened = QWidget()
    opener = Opener("More on each", opened)
    opened.setParent(shown(opener, 300, 60).window())
    opener.set_open(is_open=is_open)
    picture = opener.grab().toImage()
    inked = [x for x in range(picture.width()) if any(picture.pixelColor(x, y).lightness() < 150 for y in range(picture.height()))]
    assert inked[0] <= 2


def test_an_icon_alone_has_a_name():
    button = icon_button("bin", "Delete")
    assert (button.accessibleName(), button.toolTip(), button.text()) == ("Delete", "Delete", "")


def test_a_toggle_chip_shows_its_state_by_more_than_colour(qtbot):
    chip = Chip("Spasm", kind="toggle")
    qtbot.addWidget(chip)
    assert not chip._has_mark()
    usual = chip._font().weight()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert chip.isChecked()
    assert chip._has_mark()
    assert chip._font().weight() > usual


@pytest.fixture
def periods(shown):
    return shown(SegmentedBar([("7", "7 days"), ("14", "14 days"), ("all", "All")], "Period"), 500, 80)


def test_the_first_segment_is_chosen_at_first(periods):
    assert periods.chosen_key() == "7"


def test_the_ends_of_the_row_are_round_also_where_it_is_read_from_the_right(periods):
    def ends():
        at_edges = sorted((periods.segment(key) for key in ("7", "14", "all")), key=lambda segment: segment.x())
        return [segment.property("place") for segment in at_edges]

    assert ends() == ["left", "middle", "right"]
    periods.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    assert periods.segment("7").property("place") == "right"
    assert ends() == ["left", "middle", "right"]


def test_segments_stand_in_a_column_where_there_is_no_room_for_a_row(periods):
    def lines():
        return {(periods.segment(key).y(), periods.segment(key).property("place")) for key in ("7", "14", "all")}

    usual = periods.sizeHint()
    periods.setFixedWidth(periods.minimumSizeHint().width())
    settle()
    assert (len(lines()), {place for _y, place in lines()}) == (3, {"only"})
    assert periods.minimumSizeHint().width() < usual.width() <= periods.sizeHint().width()
    periods.setFixedWidth(periods.sizeHint().width())
    settle()
    assert len({y for y, _place in lines()}) == 1


def test_a_segment_is_chosen_by_click_and_by_arrow_key(periods, qtbot):
    with qtbot.waitSignal(periods.chosen) as heard:
        qtbot.mouseClick(periods.segment("14"), Qt.MouseButton.LeftButton)
    assert heard.args == ["14"]
    with qtbot.waitSignal(periods.chosen) as heard:
        qtbot.keyClick(periods.segment("14"), Qt.Key.Key_Right)
    assert heard.args == ["all"]


def test_choosing_from_within_tells_nobody(periods, qtbot):
    with qtbot.assertNotEmitted(periods.chosen):
        periods.choose("all")
    assert periods.chosen_key() == "all"


def test_a_notice_says_its_kind_in_a_word_and_offers_one_thing(shown, qtbot):
    notice = shown(Notice())
    notice.show_notice("Entry deleted.", "danger", "Undo")
    assert notice.accessibleName() == "Important. Entry deleted."
    undo = next(button for button in notice.findChildren(QPushButton) if button.text() == "Undo")
    with qtbot.waitSignal(notice.action_chosen):
        undo.click()


def test_a_notice_can_be_put_away(shown, qtbot):
    notice = shown(Notice())
    notice.show_notice("Entry deleted.")
    close = next(button for button in notice.findChildren(QPushButton) if button.accessibleName() == "Close")
    with qtbot.waitSignal(notice.dismissed):
        close.click()
    assert not notice.isVisible()


def test_text_is_shown_as_it_was_typed(shown):
    typed = "<b>not bold</b> & more"
    assert plain_label(typed).textFormat() is Qt.TextFormat.PlainText
    label = shown(ElidedLabel(typed), 40, 40)
    label.resize(40, 20)
    assert label.text() == typed
    assert label.shown_text() != typed
    assert label.toolTip() == "<span>&lt;b&gt;not bold&lt;/b&gt; &amp; more</span>"


def test_a_label_that_fits_needs_no_tooltip(shown):
    assert not shown(ElidedLabel("short"), 400, 40).toolTip()


def test_an_issue_is_told_to_the_field_and_taken_back(shown):
    field = QLineEdit()
    field.setAccessibleDescription("0 to 10")
    issue = FieldIssue(field)
    window = QWidget()
    issue.setParent(window)
    shown(window)
    issue.show_issue("Pain goes from 0 to 10.")
    assert (field.accessibleDescription(), issue.isVisible()) == ("Pain goes from 0 to 10.", True)
    issue.clear()
    assert (field.accessibleDescription(), issue.isVisible()) == ("0 to 10", False)


def test_an_empty_state_offers_one_thing_or_none(shown, qtbot):
    empty = shown(EmptyState("Activities will be here.", "Log an activity"))
    with qtbot.waitSignal(empty.action_chosen):
        empty.findChild(QPushButton).click()
    empty.set_texts("Nothing here.")
    assert not empty.findChild(QPushButton).isVisible()


def test_chips_go_on_in_the_next_row(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    for text in ("Lower back, left", "Lower back, right", "Left buttock"):
        flow.addWidget(Chip(text))
    assert flow.heightForWidth(1000) < flow.heightForWidth(300) < flow.heightForWidth(100)


def test_chips_are_measured_once_for_a_width_and_anew_when_one_of_them_has_another_text(shown, monkeypatch):
    box, chips = QWidget(), [Chip(text) for text in ("Lower back, left", "Lower back, right", "Left buttock")]
    flow = FlowLayout(box)
    for chip in chips:
        flow.addWidget(chip)
    shown(box, 450)
    row = flow.heightForWidth(450)
    assert row == chips[0].height()
    with monkeypatch.context() as while_nothing_changes:
        while_nothing_changes.setattr(Chip, "sizeHint", lambda _chip: pytest.fail("measured again"))
        assert flow.heightForWidth(450) == row
    chips[0].setText("Somewhere in the lower back, rather on the left than on the right")
    chips[0].updateGeometry()
    assert flow.heightForWidth(450) == 2 * row + flow.spacing()
    chips[0].hide()
    assert flow.heightForWidth(450) == row


def test_a_page_is_laid_out_once_for_all_the_lines_of_a_stack(shown, qtbot):
    page, stack = QWidget(), LineStack("Lines")
    layout = CountingLayout(page)
    layout.addWidget(stack)
    shown(page)
    for texts in ("abcdefghij", "klmnopqrst"):
        before = layout.times
        stack.set_lines([QLabel(text) for text in texts])
        qtbot.wait(0)
        assert layout.times - before <= 4
        assert [label.text() for label in stack.findChildren(QLabel) if label.isVisible()] == list(texts)


class CountingLayout(QVBoxLayout):
    """Counts how often it lays out what it holds."""

    def __init__(self, parent):
        super().__init__(parent)
        self.times = 0

    def setGeometry(self, rect):  # noqa: N802 - Qt's own name
        self.times += 1
        super().setGeometry(rect)


@pytest.mark.parametrize(("width", "stacked"), [(900, False), (600, True)])
def test_the_right_column_goes_under_the_left_where_it_is_narrow(shown, width, stacked):
    left, right = QLabel("left"), QLabel("right")
    assert shown(ResponsiveColumns(left, right, narrow_below=820), width).is_stacked is stacked
    assert (right.y() > left.y()) is stacked


def test_the_content_of_a_page_stops_growing(shown):
    page = PageFrame()
    page.body.addWidget(card := Card("Today"))
    shown(page, 2000)
    assert card.width() == 1200


def test_a_page_keeps_its_margins_at_a_small_window(shown):
    page = PageFrame()
    page.body.addWidget(card := Card("Today"))
    shown(page, 700)
    assert (card.mapTo(page, QPoint(0, 0)).x(), card.width()) == (16, 668)


def test_a_page_that_scrolls_is_as_wide_as_what_stands_above_it(shown):
    page = PageFrame()
    page.body.addWidget(card := Card("Today"))
    shown(page, 1040)
    assert (card.mapTo(page, QPoint(0, 0)).x(), card.width()) == (24, 992)
    card.setMinimumHeight(2000)
    shown(page, 1040)
    assert page.verticalScrollBar().isVisible()
    assert (card.mapTo(page, QPoint(0, 0)).x(), card.width()) == (24, 992)


def test_what_stands_beside_a_heading_goes_beneath_it_where_there_is_no_room(shown, qtbot):
    card = Card("This episode, since Mon 23 Nov 14:10")
    button = ordinary_button("Start again with ice")
    card.add_to_header(button)
    card.body.addStretch(1)
    shown(card, 800)
    beside = button.mapTo(card, QPoint(0, 0)).y()
    card.window().resize(340, 600)
    qtbot.waitUntil(lambda: button.mapTo(card, QPoint(0, 0)).y() > beside)


def test_a_card_is_named_by_its_heading():
    assert Card("Planned today").accessibleName() == "Planned today"


def test_a_stepper_keeps_its_text_off_the_edge(shown):
    box = shown(inset(QSpinBox()), 200, 60)
    assert box.lineEdit().textMargins().left() == 11
    assert box.sizeHint().height() == 40


def test_the_episode_is_a_line_with_bands_as_long_as_their_share(shown):
    band = shown(EpisodeBand(), 600)
    spans = [BandSpan(Phase.ICE, "Ice", "72 hours", 3, is_current=True), BandSpan(Phase.HEAT, "Damp heat", "from Thu", 1, is_current=False)]
    band.show_band(EpisodeBandText(spans, 0.99, "now, hour 47", "Ice now, damp heat from Thursday"))
    assert band.accessibleName() == "Ice now, damp heat from Thursday"
    assert [round(area.left()) for area in band.span_areas()] == [0, 450]
    assert band.grab().size() == QSize(600, band.height())


@pytest.mark.parametrize("width", [300, 600, 1000])
def test_now_strikes_through_no_word_of_the_line(shown, width):
    band = shown(EpisodeBand(), width)
    for place in range(101):
        now = place / 100
        spans = [BandSpan(Phase.ICE, "Ice", "72 hours", 0.3, now < 0.3), BandSpan(Phase.HEAT, "Damp heat", "from Thu 14:10", 0.7, now >= 0.3)]
        band.show_band(EpisodeBandText(spans, now, "now", "the line"))
        mark = min(max(now * width, 1.0), width - 1.0)
        assert not any(area.left() - 2 < mark < area.right() + 2 for area in band.word_areas())
        for word, area in zip(band.word_areas(), band.span_areas(), strict=True):
            assert area.left() <= word.left() < word.right() <= area.right() + 1


def test_a_toggle_is_as_wide_off_as_on(shown):
    chips = shown(ToggleChips("Days", {"1": "Mon", "2": "Tue", "3": "Woke me at night"}), 600)
    places = [chips.chip(key).geometry() for key in ("1", "2", "3")]
    for key in ("1", "3"):
        chips.chip(key).click()
        settle()
        assert [chips.chip(key).geometry() for key in ("1", "2", "3")] == places


def test_a_window_is_no_larger_than_its_screen_with_what_the_desktop_puts_around_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    resize_within_screen(window, 10_000, 120)
    assert window.width() < room.width()
    assert window.height() == 120
    resize_within_screen(window, 200, 10_000)
    assert window.width() == 200
    assert window.height() < room.height()
