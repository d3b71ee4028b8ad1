"""Pages of a report are drawn when they are looked at, sharp, and are walked through by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.hands import settle
from tests.ui.made_pages import made_pages
from tracker.reports import pages as report_pages
from ui.pages.report.page_preview import KEPT_DRAWN, PagePreview

pytestmark = pytest.mark.usefixtures("dressed")


class Screen(PagePreview):
    """A preview on a screen of a density of its own."""

    density = 1.0

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return self.density


@pytest.fixture
def shown(qtbot):
    """Show so many pages, on a screen of a density."""

    def show(count, density=1.0, size=(600, 500)):
        preview = Screen()
        preview.density = density
        qtbot.addWidget(preview)
        preview.resize(*size)
        preview.show()
        settle()
        preview.show_pages(made_pages(count).pdf, count)
        qtbot.waitUntil(lambda: preview.picture(preview.current() - 1) is not None)
        return preview

    return show


@pytest.fixture
def drawn(monkeypatch):
    """The numbers of the pages that were drawn to be looked at, and how finely."""
    calls = []
    usual = report_pages.page_image

    def page_image(pdf, number, scale=1.0):
        calls.append((number, scale))
        return usual(pdf, number, scale)

    monkeypatch.setattr(report_pages, "page_image", page_image)
    return calls


def test_of_a_long_report_only_the_pages_in_view_are_drawn(shown, drawn, qtbot):
    preview = shown(255)
    qtbot.wait(50)
    assert {number for number, _scale in drawn} <= {0, 1}
    QTest.keyClick(preview, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: any(number == 254 for number, _scale in drawn))
    assert {number for number, _scale in drawn} <= {0, 1, 252, 253, 254}


def test_few_pages_are_kept_drawn(shown, qtbot):
    preview = shown(20)
    for number in range(20):
        preview.verticalScrollBar().setValue(preview.sheets[number].y())
        qtbot.waitUntil(lambda number=number: number in preview._drawn)
    assert len(preview._drawn) <= KEPT_DRAWN


@pytest.mark.parametrize("density", [1.0, 2.0])
def test_a_page_is_drawn_as_finely_as_the_screen_shows_it(shown, density):
    preview = shown(1, density)
    sheet, picture = preview.sheets[0], preview.picture(0)
    assert picture.devicePixelRatio() == density
    assert abs(picture.width() - sheet.width() * density) <= 2
    assert abs(picture.height() - sheet.height() * density) <= 2


def test_on_another_screen_the_page_is_drawn_anew(shown, qtbot):
    preview = shown(1)
    preview.density = 2.0
    preview.sheets[0].update()
    qtbot.waitUntil(lambda: preview.picture(0).devicePixelRatio() == 2)


def test_keys_scroll_and_the_page_in_view_is_told(shown):
    preview = shown(12)
    told = []
    preview.turned.connect(lambda number, count: told.append((number, count)))
    assert preview.accessibleDescription() == "Page 1 of 12"
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        before = preview.verticalScrollBar().value()
        QTest.keyClick(preview, key)
        assert preview.verticalScrollBar().value() > before
    assert told[-1] == (2, 12)
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.accessibleDescription() == "Page 12 of 12"
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.current() == 1
    assert [sheet.accessibleName() for sheet in preview.sheets[:2]] == ["Page 1 of 12", "Page 2 of 12"]


def test_fewer_pages_take_the_place_of_more(shown, qtbot):
    preview = shown(5)
    QTest.keyClick(preview, Qt.Key.Key_End)
    preview.show_pages(made_pages(2).pdf, 2)
    qtbot.waitUntil(lambda: preview.current() == 2)
    assert [sheet.isHidden() for sheet in preview.sheets] == [False, False, True, True, True]


def test_former_pages_are_pale_until_new_ones_come(shown, qtbot):
    preview = shown(1)
    ink = _darkest(preview)
    preview.mark_former(is_former=True)
    settle()
    assert _darkest(preview) > ink + 100
    preview.show_pages(made_pages(1).pdf, 1)
    qtbot.waitUntil(lambda: _darkest(preview) == ink)


def _darkest(preview):
    """How dark the darkest point of the first page is, away from its edge; 0 is black."""
    image = preview.sheets[0].grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return min(image.pixelColor(x, y).lightness() for x in range(60, 90, 4) for y in range(60, 100, 4))
