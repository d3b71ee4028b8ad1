from tests.reports.test_content import facts
from tracker.reports.content import report_content
from tracker.reports.pages import page_images
from tracker.reports.typesetting import typeset


def test_a_page_is_rows_of_red_green_and_blue_without_padding():
    pdf = typeset(report_content(facts())).pdf
    for scale in (0.5, 1.3):
        (page,) = page_images(pdf, scale)
        assert len(page.rgb) == 3 * page.width * page.height
        assert page.rgb[:3] == b"\xff\xff\xff"


def test_red_comes_before_blue():
    (page,) = page_images(typeset(report_content(facts())).pdf, 2)
    colours = {page.rgb[at : at + 3] for at in range(0, len(page.rgb), 3)}
    assert bytes.fromhex("1F5FBF") in colours
    assert bytes.fromhex("BF5F1F") not in colours
