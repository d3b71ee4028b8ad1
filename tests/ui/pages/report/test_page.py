"""The Report: what is chosen is on its pages, and the bytes that are saved and printed are the pages that are shown."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QFileDialog

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_moment, an_entry
from tests.other_letters import written_in
from tests.ui.hands import dialog_is_open, in_view, name_of, open_dialog, settle, turn_wheel
from tests.ui.made_pages import made_pages
from tracker.domain.redaction import LeftOut
from tracker.errors import Refused
from tracker.reports.choices import Paper, Part
from tracker.reports.pages import page_count, page_image
from tracker.services.reporting import Reporting
from tracker.steps import Progress
from ui.pages.report import page as report
from ui.pages.report import typesetting as report_setting
from ui.pages.report.page_printing import printer_for
from ui.pages.report.printing import SIZES

QUICKLY = 20  # milliseconds
SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


class Settings:
    """Stands in for the setting of pages: what was asked for, and how far it came; it goes on once it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.left: list[int] = []
        self.may_end = True
        self.problem: Exception | None = None
        self.made = made_pages(3)

    def report_steps(self, _reporting, *asked):
        self.asked.append(asked)
        turn = len(self.asked)
        try:
            yield Progress(3, 12, "Making the pages")
            while not self.may_end:
                yield Progress(3, 12, "Making the pages")
        except GeneratorExit:
            self.left.append(turn)
            raise
        if self.problem is not None:
            raise self.problem
        return self.made

    @property
    def period(self):
        return self.asked[-1][0]

    @property
    def choices(self):
        return self.asked[-1][2]


@pytest.fixture
def settings(monkeypatch):
    """Pages that take no time, and remember what was asked of them."""
    settings = Settings()
    monkeypatch.setattr(Reporting, "report_steps", lambda *asked: settings.report_steps(*asked))  # noqa: PLW0108 - a bound method would not be given the service
    monkeypatch.setattr(report, "SETTLE_MS", QUICKLY)
    return settings


@pytest.fixture
def diary(keep):
    """An episode of three days, and an entry long before it."""
    keep(
        *(an_entry(6, f"2026-11-{day}T08:00", sites=(LEFT,), note="after lifting") for day in (23, 24, 25)),
        an_entry(9, "2026-01-08T08:00", sites=(RIGHT,)),
        a_dose("Panadol", "2026-11-25T06:00"),
        a_day_note("2026-11-25T11:00", note="a long walk", mood=2),
        onset="2026-11-22T14:10",
    )


@pytest.fixture
def opening(opened, qtbot):
    """Open the Report, and wait for its pages."""

    def open_report(*, is_ready=True, **how):
        window = opened(**how)
        window.go_to("Report")
        if is_ready:
            wait_for_pages(window, qtbot)
        return window

    return open_report


@pytest.fixture
def quick(diary, settings, opening):  # noqa: ARG001 - they only have to be so
    """The Report with pages that take no time."""
    return opening()


def page_of(window):
    return window.window.pages["report"]


def wait_for_pages(window, qtbot):
    qtbot.waitUntil(page_of(window).pages.save_button.isEnabled, timeout=20_000)
    settle()


def saved(window, tmp_path, monkeypatch, name="page.pdf"):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / name), ""))
    window.press("Save report")
    return tmp_path / (name if name.endswith(".pdf") else name + ".pdf")


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.usefixtures("diary")
def test_choosing_setting_and_saving_by_keyboard(opening, qtbot, tmp_path, monkeypatch):
    window = opening()
    page = page_of(window)
    first_page = text_of(page.setting.made.pdf)
    for box in ("Diary as a table", "Medicines"):
        window.control(box, QCheckBox).setFocus()
        window.strike(SPACE)
    window.control("Name on the report").setFocus()
    window.strike("A. #set $x$ Person")
    assert not page.pages.save_button.isEnabled(), "pages of other choices are not saved"
    wait_for_pages(window, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "page.pdf"), ""))
    window.control("Save report").setFocus()
    window.strike(ENTER)
    file = (tmp_path / "page.pdf").read_bytes()
    assert file == page.setting.made.pdf == page.pages.preview._pdf
    assert window.says("Saved as page.pdf.")
    assert "A. #set $x$ Person" in text_of(file)
    assert "Paracetamol" in first_page
    assert "Panadol" not in text_of(file)
    assert "Paracetamol" not in text_of(file)
    assert page_count(file) > 1


def test_the_page_shown_is_the_page_set_and_its_name_tells_the_period(quick, settings, qtbot, monkeypatch):
    preview = page_of(quick).pages.preview
    qtbot.waitUntil(lambda: preview.picture(0) is not None)
    shown = preview.picture(0).toImage()
    points = page_image(settings.made.pdf, 0).width
    drawn = page_image(settings.made.pdf, 0, preview.sheets[0].width() / points)
    assert (shown.width(), shown.height()) == (drawn.width, drawn.height)
    assert all(shown.pixelColor(x, 70).red() == drawn.rgb[3 * (70 * drawn.width + x)] for x in range(0, drawn.width, 7))
    assert quick.says("Page 1 of 3")
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: asked.append(Path(args[2]).name) or ("", ""))
    quick.press("Save report")
    assert asked == ["Pain diary 2026-11-22 to 2026-11-25.pdf"]


def test_what_is_chosen_is_what_is_set(quick, settings, qtbot):
    assert settings.choices.parts == settings.choices.leave_out == frozenset()
    for box in ("Every chart", "Body figure", "Diary as a table", "Notes as a list", "Mood", "Birth date"):
        quick.control(box, QCheckBox).click()
    quick.press("Letter")
    wait_for_pages(quick, qtbot)
    chosen = settings.choices
    assert chosen.parts == set(Part)
    assert (chosen.leave_out, chosen.paper) == ({LeftOut.MOOD}, Paper.LETTER)
    assert chosen.birth_date is not None
    quick.control("Notes", QCheckBox).click()
    wait_for_pages(quick, qtbot)
    assert Part.NOTES not in settings.choices.parts
    assert not quick.control("Notes as a list", QCheckBox).isEnabled()


def test_several_quick_changes_are_set_once(quick, settings, qtbot, monkeypatch):
    monkeypatch.setattr(report, "SETTLE_MS", report_setting.SETTLE_MS)
    for box in ("Every chart", "Body figure", "Notes as a list"):
        quick.control(box, QCheckBox).click()
        settle()
    assert len(settings.asked) == 1
    wait_for_pages(quick, qtbot)
    assert len(settings.asked) == 2


def test_a_change_while_pages_are_set_begins_them_anew_and_leaves_the_former_ones_pale(quick, settings, qtbot):
    pages = page_of(quick).pages
    settings.may_end = False
    quick.press("All")
    qtbot.waitUntil(lambda: quick.says("Making the pages: 3 of 12"))
    assert pages.preview.is_former
    assert not pages.save_button.isEnabled()
    assert pages.save_button.accessibleDescription() == "The pages are being made. This waits for them."
    quick.press("6 weeks")
    settings.may_end = True
    wait_for_pages(quick, qtbot)
    assert settings.left == [2], "the former setting was left"
    assert len(settings.asked) == 3
    assert not pages.preview.is_former


def test_setting_can_be_cancelled_and_begun_again(quick, settings, qtbot):
    pages = page_of(quick).pages
    settings.may_end = False
    quick.press("All")
    qtbot.waitUntil(lambda: quick.says("Making the pages: 3 of 12"))
    quick.control("Cancel").setFocus()
    quick.strike(ENTER)
    assert settings.left == [2]
    assert quick.says("Cancelled. These choices have no pages yet.")
    assert (pages.save_button.isEnabled(), pages.preview.is_former) == (False, True)
    settings.may_end = True
    quick.press("Make the pages again")
    wait_for_pages(quick, qtbot)
    assert not pages.preview.is_former


def test_nothing_is_set_out_of_view_and_what_is_new_is_set_in_view(quick, settings, qtbot):
    settings.may_end = False
    quick.press("All")
    qtbot.waitUntil(lambda: len(settings.asked) == 2)
    quick.go_to("Today")
    assert not page_of(quick).setting.is_running
    settings.may_end = True
    quick.go_to("Report")
    wait_for_pages(quick, qtbot)
    assert len(settings.asked) == 3
    quick.go_to("Today")
    quick.strike("1")
    quick.press("Save entry")
    assert len(settings.asked) == 3
    quick.go_to("Report")
    wait_for_pages(quick, qtbot)
    assert len(settings.asked) == 4


def test_pages_that_cannot_be_set_are_told_and_can_be_tried_again(quick, settings, qtbot):
    settings.problem = Refused("The diary is busy.")
    quick.press("All")
    qtbot.waitUntil(lambda: quick.says("The pages could not be made."))
    assert quick.says("The diary is busy.")
    settings.problem = None
    quick.press("Make the pages again")
    wait_for_pages(quick, qtbot)


def test_days_of_ones_own_that_end_before_they_begin_are_refused_beside_them(quick, settings, qtbot):
    quick.press("Choose days")
    wait_for_pages(quick, qtbot)
    own, before = page_of(quick).choices.period.own, len(settings.asked)
    own.last.setDate(own.first.date().addDays(-1))
    qtbot.wait(2 * QUICKLY)
    assert len(settings.asked) == before
    assert "It has to end after it begins." in own.last.accessibleDescription()
    assert not page_of(quick).pages.save_button.isEnabled()
    own.last.setDate(own.first.date().addDays(1))
    wait_for_pages(quick, qtbot)
    assert (settings.period.last - settings.period.first).days == 1


def test_the_days_since_the_last_visit_come_first_where_there_was_one(quick, settings, opened, qtbot):
    assert page_of(quick).choices.period.chips.chosen_key() == "episode"
    quick.desk.run_quietly(lambda: quick.tracker.visits.arrange(a_moment("2026-11-23T10:00"), "physio"))
    quick = opened()
    quick.go_to("Report")
    wait_for_pages(quick, qtbot)
    assert page_of(quick).choices.period.chips.chosen_key() == "visit"
    assert settings.period == quick.tracker.periods.since_last_visit()


def test_each_place_logged_can_be_chosen(quick, settings, qtbot):
    quick.press("All")
    wait_for_pages(quick, qtbot)
    site = page_of(quick).choices.site
    assert [site.itemText(place) for place in range(site.count())] == [LEFT.capitalize(), RIGHT.capitalize()]
    site.setCurrentIndex(1)
    site.activated.emit(1)
    wait_for_pages(quick, qtbot)
    assert settings.asked[-1][1].name == RIGHT


def test_a_wheel_over_the_birth_date_scrolls_the_page(quick):
    quick.control("Birth date", QCheckBox).click()
    birth = page_of(quick).choices.birth
    birth.clearFocus()
    shown = birth.date()
    assert not turn_wheel(birth)
    assert birth.date() == shown


def test_name_and_birth_date_are_kept_in_the_diary_and_not_in_plain_among_the_settings(quick, opened, folder, qtbot):
    quick.control("Name on the report").setFocus()
    quick.strike("A. Person")
    quick.control("Birth date", QCheckBox).click()
    wait_for_pages(quick, qtbot)
    assert [file.name for file in folder.glob("*.json") if "A. Person" in file.read_text()] == []
    again = opened()
    again.go_to("Report")
    assert page_of(again).choices.choices().person == "A. Person"
    assert page_of(again).choices.choices().birth_date == date(1980, 1, 1)


def test_an_empty_diary_says_calmly_what_will_be_here(opened, settings):
    window = opened()
    window.window.show_page("report")
    settle()
    assert window.says("The pages for the physiotherapist will be here.")
    assert settings.asked == []
    buttons = [button for button in in_view(window.window, QAbstractButton) if button.text() == "It began..."]
    assert buttons == [window.window.phase_line.findChild(QAbstractButton)]  # once is enough
    assert page_of(window).pages.save_button.accessibleDescription() == "There is nothing to report yet."


def test_nothing_is_printed_or_saved_into_the_data_folder_or_over_another_file_and_print_opens_the_dialog_of_the_desktop(
    quick, tmp_path, monkeypatch
):
    quick.press("Print...")
    dialog = open_dialog()
    assert isinstance(dialog, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 3)
    dialog.reject()
    assert not dialog_is_open()
    page = page_of(quick)
    diary = quick.folder / "diary.sqlite3"
    before = diary.read_bytes()
    printer = printer_for(SIZES[Paper.A4], "Pain diary")
    printer.setOutputFileName(str(diary))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    page.printing.print_on(printer, page.setting.made)
    assert quick.says("diary.sqlite3 leads into the app's own folder.")
    assert not page.printing.is_running
    settle()
    assert diary.read_bytes() == before
    (tmp_path / "page.pdf").mkdir()
    saved(quick, tmp_path, monkeypatch)
    (tmp_path / "other.pdf").write_bytes(b"old")
    saved(quick, tmp_path, monkeypatch, "other")
    assert (tmp_path / "other.pdf").read_bytes() == b"old"
    assert quick.window.strip.notice.isVisible()
    assert not quick.says("The report was saved")


def test_printing_prints_the_pages_shown_and_says_so(quick, settings, qtbot, tmp_path):
    page = page_of(quick)
    printer = printer_for(SIZES[Paper.A4], "Pain diary")
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    page.printing.print_on(printer, page.setting.made)
    assert page.pages.save_button.accessibleDescription() == "The report is being printed. This waits for it."
    quick.control("Every chart", QCheckBox).click()
    assert not page.setting.is_running
    qtbot.waitUntil(lambda: quick.says("The report was handed to the printer."))
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 3
    wait_for_pages(quick, qtbot)
    assert settings.choices.parts == {Part.CHARTS}, "what was chosen meanwhile is set afterwards"


@pytest.mark.usefixtures("diary", "settings")
def test_letter_is_the_paper_where_letters_are_written_on_it(opening):
    with written_in("en_US"):
        window = opening()
    assert page_of(window).choices.chosen_paper() is Paper.LETTER


def test_the_pages_stay_in_view_while_the_choices_are_scrolled(quick):
    page = page_of(quick)
    quick.window.resize(1280, 500)
    settle()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    top = page.pages.mapTo(page.viewport(), page.pages.rect().topLeft()).y()
    assert 0 <= top <= 40
    assert page.pages.save_button.visibleRegion().isEmpty() is False


def reached_by_tab(window, *names):
    """Those of the names that Tab comes to within a round, in its order."""
    reached = []
    for _stop in range(40):
        reached.append(name_of(QApplication.focusWidget()))
        window.strike(Qt.Key.Key_Tab)
    return [name for name in dict.fromkeys(reached) if name in names]


def test_saving_is_in_sight_before_anything_is_scrolled_and_tab_goes_as_the_eye_does(quick):
    page = page_of(quick)
    for size, order in (
        ((1280, 800), ["This episode", "Every chart", "Appointments", "Print...", "Save report", "The pages of the report"]),
        ((900, 600), ["This episode", "Every chart", "Appointments", "Print...", "Save report", "The pages of the report"]),
        ((640, 480), ["Print...", "Save report", "On the report", "The pages of the report", "Appointments"]),
    ):
        page.pages.print_button.setFocus()  # choices that have the focus stay open
        quick.window.resize(*size)
        settle()
        page.verticalScrollBar().setValue(0)
        assert page.pages.save_button.visibleRegion().boundingRect() == page.pages.save_button.rect()
        assert page.pages.preview.visibleRegion().boundingRect().height() > 200
        (page.pages.print_button if size[0] == 640 else page.first_control()).setFocus()
        assert reached_by_tab(quick, *order) == order, size
    quick.press("On the report")
    assert page.choices.isVisible()
