import pytest

from tests.reports.facts import facts
from tracker.reports.content import report_content
from tracker.reports.pages import page_count, page_image, page_images
from tracker.reports.typesetting import typeset


@pytest.fixture(scope="module")
def pdf():
    return typeset(report_content(facts())).pdf


def test_a_page_is_rows_of_red_green_and_blue_without_padding(pdf):
    for scale in (0.5, 1.3):
        page, _second = page_images(pdf, scale)
        assert len(page.rgb) == 3 * page.width * page.height
        assert page.rgb[:3] == b"\xff\xff\xff"


def test_red_comes_before_blue(pdf):
    page = page_image(pdf, 0, 2)
    colours = {page.rgb[at : at + 3] for at in range(0, len(page.rgb), 3)}
    assert bytes.fromhex("1F5FBF") in colours
    assert bytes.fromhex("BF5F1F") not in colours


def test_one_page_is_drawn_as_among_all(pdf):
    assert page_image(pdf, 0, 0.5) == page_images(pdf, 0.5)[0]


def test_pages_are_counted_and_what_is_no_pdf_is_told(pdf):
    assert page_count(pdf) == 2
    with pytest.raises(ValueError, match="no PDF"):
        page_count(pdf[:40])
