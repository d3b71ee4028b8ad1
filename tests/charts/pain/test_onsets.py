"""A fresh onset in the pain chart: named first, with dots of its own, and no line across it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from tests.charts.conftest import a_figure, texts
from tests.charts.diaries import DAY, ONSET, SITE, a_moment, a_pain_entry
from tracker.charts.chart import Drawing
from tracker.charts.pain.answer import pain_answer, pain_first, pain_headline
from tracker.charts.pain.draw import draw_pain
from tracker.charts.pain.picture import PainPicture, pain_picture
from tracker.charts.pain.words import describe_pain, table_pain
from tracker.domain.entries import PainEntry
from tracker.domain.statistics.figures import day_values
from tracker.domain.statistics.recovery import HigherDays, higher_days
from tracker.domain.statistics.stretches import Onset
from tracker.library.look import palette

LAST = ONSET + 41 * DAY
FRESH = Onset(a_moment(LAST - DAY, 14))
LIGHT = palette("light")


def falling() -> list[PainEntry]:
    """From 8 to 1 over six weeks at noon, and 7 since the onset of yesterday afternoon."""
    fall = [a_pain_entry(ONSET + number * DAY, max(1, 8 - number // 5)) for number in range(41)]
    return [*fall, a_pain_entry(LAST - DAY, 7, hour=15), a_pain_entry(LAST - DAY, 6, hour=20), a_pain_entry(LAST, 7)]


def a_picture(*onsets: Onset, first: int = 0, **changes: object) -> PainPicture:
    return pain_picture(falling(), [], SITE, (ONSET + first * DAY, LAST), a_moment(LAST, 18), onsets=onsets, **changes)


def drawn(picture: PainPicture, size: tuple[int, int] = (900, 560)) -> tuple[Figure, Drawing]:
    figure = a_figure(size)
    return figure, draw_pain(figure, picture, LIGHT)


def lines(drawing: Drawing, name: str) -> list:
    return [line for line in drawing.axes.get_lines() if line.get_gid() == name]


def test_the_headline_names_the_onset_first_and_nothing_says_that_pain_fell() -> None:
    picture = a_picture(FRESH)
    words = describe_pain(picture)
    assert "New episode since 2 Jan: lower back left between 6 and 7, 2 days logged. Before: typically 1." in texts(drawn(picture)[0])
    assert "New episode since 2 Jan: between 6 and 7, 2 days logged. Before: typically 1." in words
    assert "lower." not in words
    assert "falls" not in words


def higher_at_the_end() -> HigherDays:
    return higher_days(day_values(falling(), SITE), ONSET, LAST)


@pytest.mark.parametrize("onsets", [(), (Onset(a_moment(ONSET, 8)),)])
def test_days_that_are_higher_than_usual_come_before_a_fall_that_was_before_them(onsets: tuple[Onset, ...]) -> None:
    picture = a_picture(*onsets, higher=higher_at_the_end())
    # 2 Jan has 1, 7 and 6: the day's value is 6.
    sentence = "Higher than your usual since 2 Jan: between 6 and 7, 2 days logged."
    assert pain_answer(picture).startswith(sentence)
    assert "last 7" in pain_answer(picture)
    assert describe_pain(picture).index(sentence) < describe_pain(picture).index("lower (")


def test_where_a_new_onset_says_it_it_is_not_said_twice() -> None:
    assert "Higher than your usual since" not in pain_answer(a_picture(FRESH, higher=higher_at_the_end()))


@pytest.mark.parametrize(
    ("onset", "headline"),
    [
        (replace(FRESH, is_again=True), "Ice begun again on 2 Jan: lower back left between 6 and 7, 2 days logged. Before: typically 1."),
        # Of 19 Dec: the fifteenth day before today. Since then 3, 2, 1 at noon, and 7; of another year, it has its year.
        (Onset(a_moment(LAST - 15 * DAY, 8)), "Episode since 19 Dec 2026: lower back left between 1 and 7, 16 days logged. Before: typically 4."),
    ],
)
def test_a_restart_and_an_older_episode_are_called_so(onset: Onset, headline: str) -> None:
    assert any(text.replace("\n", " ").startswith(headline) for text in texts(drawn(a_picture(onset), (1200, 700))[0]))


def test_the_dots_since_the_onset_are_filled_and_the_earlier_ones_hollow() -> None:
    picture = a_picture(FRESH)
    figure, drawing = drawn(picture)
    ((since,), (before,)) = lines(drawing, "since"), lines(drawing, "readings")
    assert list(since.get_ydata()) == [7, 6, 7]
    assert (to_hex(since.get_markerfacecolor()), before.get_markerfacecolor()) == (LIGHT.text.lower(), "none")
    # That of yesterday noon, two hours before the onset, is one of the earlier ones.
    assert len(before.get_ydata()) == 41
    assert {"since it began", "before it"} <= set(texts(figure))
    assert "Each entry" not in texts(figure)


def test_no_line_crosses_the_onset_and_that_of_the_earlier_stretch_is_muted() -> None:
    _figure, drawing = drawn(a_picture(FRESH))
    (earlier,) = lines(drawing, "median")
    assert to_hex(earlier.get_color()) == LIGHT.muted.lower()
    assert max(earlier.get_xdata()) == 39.5 < 40 + 14 / 24
    (onset,) = lines(drawing, "onset")
    assert (to_hex(onset.get_color()), onset.get_linestyle()) == (LIGHT.text.lower(), "-")
    assert onset.get_xdata()[0] == pytest.approx(40 + 14 / 24)


def test_each_stretch_has_a_line_from_its_seventh_logged_day_and_the_latest_is_bold() -> None:
    again = Onset(a_moment(ONSET + 20 * DAY, 9), is_again=True)
    _figure, drawing = drawn(a_picture(Onset(a_moment(ONSET, 9)), again))
    earlier, latest = lines(drawing, "median")
    assert (min(earlier.get_xdata()), max(earlier.get_xdata())) == (6.5, 19.5)
    assert (min(latest.get_xdata()), max(latest.get_xdata())) == (26.5, 41.5)
    assert to_hex(latest.get_color()) == LIGHT.text.lower()
    assert latest.get_linewidth() > earlier.get_linewidth()


def test_in_this_episode_nothing_reaches_back_before_it() -> None:
    picture = a_picture(FRESH, first=40)
    assert (picture.followed.line, picture.followed.earlier, picture.followed.looks_back) == ((), (), False)
    assert "Before: typically 1." in describe_pain(picture)


def test_the_line_of_a_stretch_begun_before_the_period_counts_its_days_from_before() -> None:
    picture = a_picture(Onset(a_moment(ONSET + 18 * DAY, 9)), first=20)
    assert picture.onset is None
    # The seventh logged day since the 19th day is the 25th.
    assert picture.followed.line[0][0][0] == ONSET + 24 * DAY
    assert picture.followed.looks_back
    assert a_picture(Onset(a_moment(ONSET + 18 * DAY, 9)), first=25).followed.looks_back is not None


def test_the_table_keeps_the_medians_of_every_stretch() -> None:
    medians = {row[0]: row[-1] for row in table_pain(a_picture(FRESH)).rows}
    assert (medians["29 Nov 2026"], medians["1 Jan 2027"], medians["3 Jan 2027"]) == ("8", "1", "")


@pytest.mark.parametrize("size", [(420, 320), (640, 480), (1280, 800)])
def test_of_many_marks_the_onset_keeps_its_line(size: tuple[int, int]) -> None:
    picture = a_picture(FRESH)
    marks = tuple(picture.marks[0]._replace(at=picture.start + timedelta(hours=6 * number), kind="flare", word="flare") for number in range(160))
    _figure, drawing = drawn(replace(picture, marks=(*marks, *picture.marks)), size)
    assert len(lines(drawing, "onset")) == 1
    assert not lines(drawing, "flare")


def test_several_sites_say_what_came_since_at_each() -> None:
    entries = [*falling(), a_pain_entry(LAST, 4, site="calf left")]
    picture = pain_picture(entries, [], SITE, (ONSET, LAST), a_moment(LAST, 18), sites=[SITE, "calf left"], onsets=[FRESH])
    assert {"since then between 6 and 7, 2 days logged; before typically 1", "since then 4, 1 day logged"} <= set(texts(drawn(picture)[0]))
    assert "New episode since 2 Jan." in describe_pain(picture)


def test_the_highest_at_any_place_is_told_though_another_place_is_followed() -> None:
    calf = replace(a_pain_entry(LAST, 9, hour=17, site="calf left"), words=("numb",))
    picture = pain_picture([*falling(), calf], [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH])
    worst = "Highest in the period: 9, calf left (numb), on Sun 3 Jan."
    assert worst in describe_pain(picture)
    assert worst in " ".join(texts(drawn(picture)[0]))


@pytest.mark.parametrize(("pain", "is_in_the_headline"), [(8, False), (9, True)])
def test_what_is_worse_at_a_place_the_chart_does_not_follow_stands_in_the_headline(pain: int, is_in_the_headline: bool) -> None:
    calf = a_pain_entry(LAST, pain, hour=17, site="calf left")
    picture = pain_picture([*falling(), calf], [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH])
    words, unders = pain_headline(picture)
    worst = "Highest in the period: 9, calf left, on Sun 3 Jan."
    assert words.endswith(worst) == is_in_the_headline
    assert any("Highest in the period" in under for under in unders) != is_in_the_headline


def test_a_worst_of_24_hours_that_may_be_of_the_place_followed_stays_under_the_headline() -> None:
    told = replace(a_pain_entry(LAST, 6, hour=17), worst=10)
    words, unders = pain_headline(pain_picture([*falling(), told], [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH]))
    assert "Highest in the period" not in words
    assert "Highest in the period: 10" in unders[0]


def test_told_of_24_hours_the_highest_and_the_circles_beneath_it_are_read_together() -> None:
    told = replace(a_pain_entry(LAST, 6, hour=17), worst=10)
    answer = pain_first(pain_picture([*falling(), told], [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH]))
    assert (
        "Highest in the period: 10, lower back left, worst of the 24 hours before, on Sun 3 Jan. "
        "Each circle is the pain at the moment of an entry; none is above 8." in answer.under
    )
    assert answer.short == "Highest in the period: 10, worst of the 24 hours before, on Sun 3 Jan."
    assert "circles" not in pain_first(pain_picture(falling(), [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH])).under


@pytest.mark.parametrize("size", [(420, 560), (540, 560), (900, 600)])
def test_the_highest_with_its_day_stands_in_a_narrow_chart_too(size: tuple[int, int]) -> None:
    calf = replace(a_pain_entry(LAST, 6, hour=17, site="calf left"), words=("numb", "pins and needles"), worst=9)
    two = replace(calf, sites=(*calf.sites, calf.sites[0]._replace(name="right shoulder blade")))
    picture = pain_picture([*falling(), two], [], SITE, (ONSET, LAST), a_moment(LAST, 18), onsets=[FRESH])
    found = " ".join(texts(drawn(picture, size)[0]))
    assert found.count("Highest in the period: 9") == 1
    assert found.partition("Highest in the period: 9")[2].partition(".")[0].endswith("on Sun 3 Jan")


def test_a_low_chart_that_gives_the_scale_a_line_has_the_highest_on_it() -> None:
    found = texts(drawn(a_picture(FRESH), (600, 300))[0])
    assert any(text.endswith("Highest in the period: 8, lower back left, on Fri, 27 Nov 2026.") for text in found)
