import io
import re
import subprocess
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from tests.charts.diaries import DAY, ONSET, SITE, SIX_WEEKS, a_flare, a_moment, a_pain_entry, an_intake, eight_years, the_phases
from tests.reports.facts import EVERY_PART, everything, facts, nothing, some_rows, words_of
from tracker.charts.doses.picture import doses_picture
from tracker.domain.entries import SiteReading
from tracker.domain.episodes import Episode
from tracker.reports.choices import Paper, Part, ReportChoices
from tracker.reports.content import report_content
from tracker.reports.facts import DiaryRow
from tracker.reports.pages import page_count, page_image, page_images
from tracker.reports.typesetting import typeset, typeset_steps
from tracker.steps import Progress

MARKUP = '#set page(width: 1pt) $x$ *b* _i_ <a> @ref `r` \\ // #panic("no") = H'
HOSTILE = ["😀🦴", MARKUP, "שלום \u202eabc\u202c", "日本語", "\ue000", "x" * 10_000, "\x01\x7f\ufdd0\uffff", "<script>&amp;</script>", "a\x00b"]
RANK = [
    *("Patient diary", "A. Example", "It began with", "Pain now", "Highest in the period", "Nights woken", "Pain, 0 to 10", "Where"),
    *("Places", "What you can do", "Done", "My questions", "What it feels like", "Medicines", "Plan"),
    *("More from the diary", "First and last 7 days", "Planned and done", "Pain through the day", "What I tried", "Episode"),
]


def text_of(pdf):
    return squeezed(" ".join(page_texts(pdf)))


def page_texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def squeezed(text):
    return re.sub(r"[\s\u200b\ufffe\x02-]+", "", text)


@cache
def whole_report():
    """Every part of the usual six weeks."""
    return typeset(report_content(everything(choices=ReportChoices(person="A. Example", parts=EVERY_PART))))


def poppler(tool, pdf, folder, *more, after=()):
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    return subprocess.run([tool, *more, file, *after], capture_output=True, text=True, check=True).stdout


def test_the_pages_hold_every_word_of_their_content():
    content = report_content(everything(choices=ReportChoices(person="A. Example", parts=EVERY_PART)))
    text = text_of(whole_report().pdf)
    spoken = replace(content, chart_words="")
    assert not [word for word in words_of(spoken).split() if squeezed(word) not in text]


def test_six_weeks_of_everything_fit_page_one_and_the_rest_page_two():
    pages = page_images(typeset(report_content(everything())).pdf, 1)
    assert [(page.width, page.height) for page in pages] == [(596, 842)] * 2


def test_a_letter_has_the_size_of_a_letter_on_every_page():
    made = typeset(report_content(everything(choices=ReportChoices(paper=Paper.LETTER, parts=frozenset({Part.BODY})))))
    assert {(page.width, page.height) for page in page_images(made.pdf, 1)} == {(612, 792)}


def test_the_first_page_is_read_in_the_order_of_its_rank(tmp_path):
    text = poppler("pdftotext", typeset(report_content(everything())).pdf, tmp_path, "-raw", after=["-"])
    places = [" ".join(text.split()).index(words) for words in RANK]
    assert places == sorted(places)


def test_it_follows_the_standards_for_screen_readers_and_for_keeping():
    made = whole_report()
    assert made.standard
    assert made.remark == ""
    for mark in (b"pdfuaid:part>1", b"pdfaid:part>2", b"pdfaid:conformance>A", b"/StructTreeRoot", b"/Lang", b"<rdf:li xml:lang"):
        assert mark in made.pdf, mark


def test_its_fonts_are_all_in_it_and_its_insides_are_in_order(tmp_path):
    fonts = poppler("pdffonts", whole_report().pdf, tmp_path, "-l", "99").splitlines()[2:]
    assert fonts
    assert all(re.search(r"yes yes yes +\d+ +\d+$", font) for font in fonts)
    assert "No syntax or stream encoding errors found" in poppler("qpdf", whole_report().pdf, tmp_path, "--check")


def test_headings_header_cells_and_pictures_are_tagged(tmp_path):
    tags = [line.split()[0].rstrip(":") for line in poppler("pdfinfo", whole_report().pdf, tmp_path, "-struct").splitlines() if line.strip()]
    assert tags.count("H1") == 1
    assert tags.index("H1") < tags.index("H2")
    assert "H3" not in tags
    assert tags.count("Figure") == 10
    assert tags.count("Table") >= 3
    assert tags.count("TH") >= 3 + 3 + 3


def test_it_has_a_title_and_the_time_at_which_it_was_written():
    document = pypdfium2.PdfDocument(whole_report().pdf)
    try:
        assert document.get_metadata_dict()["Title"] == "Patient diary, self-reported"
        assert document.get_metadata_dict()["CreationDate"].startswith("D:20270103230000")
    finally:
        document.close()


def test_every_picture_has_its_words_for_who_cannot_see_it(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(whole_report().pdf)
    made = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", file, "-"], capture_output=True, check=True).stdout
    words = re.findall(rb"/Alt \((.{12})", made)
    assert len(words) == 10
    assert {b"Pain, lower ", b"07:00 to 08:", b"Where it hur"} <= set(words)


def test_each_page_has_its_number_and_after_the_first_whose_it_is():
    texts = page_texts(whole_report().pdf)
    assert len(texts) == whole_report().pages > 4
    for number, text in enumerate(texts, 1):
        assert squeezed(f"Page {number} of {len(texts)}") in squeezed(text)
        assert squeezed("Patient diary, self-reported") in squeezed(text)
        assert squeezed("A. Example") in squeezed(text)
        assert squeezed("23 Nov 2026 to 3 Jan 2027") in squeezed(text)


def test_the_headers_of_a_long_table_are_on_each_of_its_pages():
    made = typeset(report_content(facts(diary=some_rows(60), choices=ReportChoices(parts=frozenset({Part.DIARY})))))
    tabled = page_texts(made.pdf)[2:]
    assert len(tabled) > 2
    assert all("In words" in text for text in tabled)


def test_the_same_content_gives_the_same_bytes():
    content = report_content(everything(choices=ReportChoices(parts=frozenset({Part.BODY}))))
    assert typeset(content).pdf == typeset(content).pdf


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:12])
def test_odd_text_is_set_as_text(text):
    episode = Episode(onset=a_moment(ONSET, 14), sites=(text,), cause=text)
    rows = [DiaryRow(ONSET, "08:00", text, text, text)]
    choices = ReportChoices(person=text, parts=frozenset({Part.DIARY, Part.NOTES}))
    words = replace(report_content(facts(episodes=[(episode, the_phases())], diary=rows, questions=(text,), choices=choices)), no_charts=text)
    made = typeset(words)
    assert 3 <= page_count(made.pdf) == made.pages <= 30  # a note of 10,000 letters is printed whole
    assert "Patientdiary,selfreported" in text_of(made.pdf)
    assert made.standard or made.remark


def test_markup_is_printed_as_typed():
    episode = Episode(onset=a_moment(ONSET, 14), cause=MARKUP)
    assert squeezed(MARKUP) in text_of(typeset(report_content(facts(episodes=[(episode, [])]))).pdf)


def test_a_zero_character_becomes_the_sign_for_an_unknown_one():
    content = replace(report_content(facts()), under_heading=("a\x00b", "a\ud800b"))
    assert "a\N{REPLACEMENT CHARACTER}b·a\N{REPLACEMENT CHARACTER}b" in text_of(typeset(content).pdf)


@pytest.mark.parametrize("paper", Paper)
def test_page_one_fits_one_page_for_a_patient_with_40_questions_10_medicines_and_9_places(paper):
    questions = tuple(f"Question {n}: what of the mornings, and what of the evenings, and of the nights?" for n in range(40))
    intakes = [an_intake(ONSET + n * DAY, f"medicine {n}", 100 * n + 100) for n in range(10)]
    sites = ("neck", "buttock left", "calf left", "heel left", "upper back right", "knee left", "hip right", "left little toe", SITE)
    entries = [replace(a_pain_entry(ONSET + n * DAY, n), sites=(SiteReading(site, n),), words=(f"word {n}",)) for n, site in enumerate(sites)]
    of = everything(questions=questions, doses=doses_picture(intakes, SIX_WEEKS), choices=ReportChoices(paper=paper))
    made = typeset(report_content(replace(of, entries=[*of.entries, *entries])))
    first, second = map(squeezed, page_texts(made.pdf)[:2])
    named = [*(f"medicine{n}" for n in range(10)), *map(squeezed, sites), "5.Question4", "35moreonpage2", "Plan", "notamedicaldevice"]
    assert not [words for words in named if words.lower() not in first.lower()]
    assert "Morefromthediary" not in first
    assert all(f"{n + 1}.Question{n}" in second for n in range(40))


def test_what_is_beyond_any_measure_goes_on_and_nothing_is_lost():
    intakes = [an_intake(ONSET, f"{'m' * 30} {n}") for n in range(60)]
    made = typeset(report_content(everything(doses=doses_picture(intakes, SIX_WEEKS))))
    text = text_of(made.pdf).lower()
    assert not [n for n in range(60) if f"{'m' * 30}{n}" not in text]


def test_a_monstrous_text_ends_in_an_ellipsis():
    made = typeset(report_content(facts(a_flare(ONSET, "word " * 1_900))))
    assert re.search("wordw?o?r?…", text_of(made.pdf))
    assert made.pages == 2


def test_however_much_was_written_it_is_set():
    notes = [a_flare(ONSET + number * DAY, "W W " * 2_400) for number in range(20)]
    wordy = [span._replace(reason="R" * 5_000) for span in the_phases()] * 4
    episodes = [
        (Episode(onset=a_moment(ONSET + n * DAY, 1), cause="Z" * 9_000, sites=tuple("Q" * 150 + str(k) for k in range(20))), wordy) for n in range(5)
    ]
    made = typeset(report_content(facts(*notes, episodes=episodes, site="W" * 190, questions=("W" * 9_000,) * 30)))
    assert "notamedicaldevice" in text_of(made.pdf)


def test_nothing_logged_makes_a_page_that_says_so():
    made = typeset(report_content(nothing(choices=ReportChoices(parts=EVERY_PART))))
    assert made.standard
    assert made.pages == 1
    assert "hasnotbeenshown" in text_of(made.pdf)


def test_eight_years_fit_page_one():
    years = eight_years()
    entries = [a_pain_entry(reading.at.date(), reading.value, site=SITE) for reading in years.followed.readings]
    made = typeset(report_content(facts(entries=entries, first=years.first, last=years.last, episodes=[], now=a_moment(years.last))))
    assert made.standard
    assert made.pages == 2


def test_a_chart_of_very_many_marks_is_drawn_as_fine_dots():
    many = [a_pain_entry(ONSET + (number % 42) * DAY, number % 11, hour=number % 24) for number in range(3_200)]
    made = typeset(report_content(facts(entries=many)))
    assert made.standard
    assert b"/Subtype/Image" in made.pdf
    assert b"/Subtype/Image" not in typeset(report_content(facts(entries=many[:42]))).pdf


def test_where_a_standard_cannot_be_kept_the_pages_are_written_all_the_same_and_say_so():
    made = typeset(report_content(facts(a_flare(ONSET, "\ue000"))))
    assert not made.standard
    assert "no font here has" in made.remark
    assert page_count(made.pdf) == made.pages == 2


def test_the_file_holds_no_folder_name_of_this_machine():
    assert b"/work" not in whole_report().pdf
    assert b"/home" not in whole_report().pdf


def test_it_comes_in_steps_that_count_up_and_end_in_the_report():
    content = report_content(everything(choices=ReportChoices(parts=frozenset({Part.CHARTS}))))
    taken, made = drained(typeset_steps(content, 5))
    done = [step.done for step in taken]
    assert all(isinstance(step, Progress) and step.words for step in taken)
    assert done == sorted(done)
    assert {*done} == {*range(5, taken[0].total)}
    assert made.pages > 1


def drained(steps):
    taken = []
    while True:
        try:
            taken.append(next(steps))
        except StopIteration as end:
            return taken, end.value


def test_it_can_be_left_between_any_two_steps():
    content = report_content(facts())
    for number in range(1, 5):
        steps = typeset_steps(content)
        for _step in range(number):
            next(steps)
        steps.close()
        with pytest.raises(StopIteration):
            next(steps)


def test_a_report_that_cannot_be_set_at_all_fails_aloud(monkeypatch):
    monkeypatch.setattr("tracker.reports.typesetting.resource", lambda *_names: "/nowhere/report.typ")
    with pytest.raises(Exception, match=r"nowhere|not found|No such"):
        typeset(report_content(facts()))


def test_pages_that_went_missing_are_noticed(monkeypatch):
    monkeypatch.setattr("tracker.reports.typesetting.page_count", lambda _pdf: 7)
    with pytest.raises(ValueError, match="2 pages were set, 7 are there"):
        typeset(report_content(facts()))


@pytest.mark.parametrize(
    ("name", "make", "number"), [("report-six-weeks", everything, 0), ("report-page-two", everything, 1), ("report-empty", nothing, 0)]
)
def test_the_first_pages_look_as_accepted(picture, name, make, number):
    page = page_image(typeset(report_content(make())).pdf, number, 100 / 72)
    picture(name, png_of(Image.frombytes("RGB", (page.width, page.height), page.rgb)))


def png_of(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
