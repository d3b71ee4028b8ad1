"""The Report: the bytes that are saved are the pages that are shown."""

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.builders import LEFT, an_entry
from tests.ui.hands import in_view
from tracker.reports.pages import page_images
from ui.pages.report import PREVIEW_WIDTH, PREVIEW_WIDTH_POINTS


@pytest.fixture
def report(opened, keep):
    keep(
        *(an_entry(6, f"2026-11-{day}T08:00", sites=(LEFT,), note="after lifting") for day in (23, 24, 25)),
        an_entry(9, "2026-01-08T08:00", sites=(LEFT,)),
        onset="2026-11-22T14:10",
    )
    window = opened()
    window.go_to("Report")
    return window


def saved(window, tmp_path, monkeypatch, name="page.pdf"):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / name), ""))
    window.press("Save report")
    return tmp_path / (name if name.endswith(".pdf") else name + ".pdf")


def text_of(file):
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def shown_pages(window):
    return [widget for widget in in_view(window.window) if isinstance(widget, QLabel) and widget.accessibleName().startswith("Page ")]


def test_the_saved_pages_are_the_shown_pages(report, tmp_path, monkeypatch):
    file = saved(report, tmp_path, monkeypatch)
    shown = [page.pixmap().toImage() for page in shown_pages(report)]
    kept = list(page_images(file.read_bytes(), PREVIEW_WIDTH / PREVIEW_WIDTH_POINTS))
    assert len(kept) == len(shown)
    for image, page in zip(kept, shown, strict=True):
        assert (image.width, image.height) == (page.width(), page.height())
        assert QImage(image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888).convertToFormat(page.format()) == page
    assert report.says("The report was saved as page.pdf.")


def test_saving_twice_writes_the_same_bytes(report, tmp_path, monkeypatch):
    first = saved(report, tmp_path, monkeypatch, "one.pdf").read_bytes()
    assert saved(report, tmp_path, monkeypatch, "two").read_bytes() == first


def test_the_period_decides_what_is_on_it(report, tmp_path, monkeypatch):
    episode = text_of(saved(report, tmp_path, monkeypatch, "episode.pdf"))
    report.press("All")
    whole = text_of(saved(report, tmp_path, monkeypatch, "all.pdf"))
    assert "January" not in episode
    assert "January" in whole or "8 Jan" in whole


def test_the_page_follows_the_name_while_it_is_typed(report, qtbot):
    before = shown_pages(report)[0].pixmap().toImage()
    report.control("Name on the report").setFocus()
    report.strike("A. Person")
    qtbot.waitUntil(lambda: shown_pages(report)[0].pixmap().toImage() != before, timeout=3000)


def test_a_name_just_typed_is_on_the_page_that_is_saved(report, tmp_path, monkeypatch):
    report.control("Name on the report").setFocus()
    report.strike("A. Person")
    assert "A. Person" in text_of(saved(report, tmp_path, monkeypatch))


def test_a_name_of_another_script_and_signs_of_markup_are_shown_as_typed(report, tmp_path, monkeypatch, qtbot):
    report.control("Name on the report").setText("#set $x$ *שלום*")
    qtbot.wait(400)
    assert "#set $x$ *" in text_of(saved(report, tmp_path, monkeypatch))


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(report, tmp_path, monkeypatch):
    (tmp_path / "page.pdf").mkdir()
    saved(report, tmp_path, monkeypatch)
    assert (tmp_path / "page.pdf").is_dir()
    assert report.window.strip.notice.isVisible()
    assert not report.says("The report was saved")


def test_a_new_entry_is_on_the_page_when_it_is_looked_at_again(report, tmp_path, monkeypatch):
    before = saved(report, tmp_path, monkeypatch, "before.pdf").read_bytes()
    report.go_to("Today")
    report.strike("1")
    report.press("Save entry")
    report.go_to("Report")
    assert saved(report, tmp_path, monkeypatch, "after.pdf").read_bytes() != before
