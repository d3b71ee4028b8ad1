from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from tests.charts.more_diaries import (
    FORBIDDEN,
    HOSTILE,
    ONSET,
    PERIOD,
    SITE,
    WEEK,
    activities_of_six_weeks,
    everything,
    pain_after_sitting,
)
from tests.charts.seen import NONE, SIZES, all_text, cut_off, drawn, golden, inside, named, over_each_other, text_boxes
from tracker.charts.next_day.draw import draw_next_day
from tracker.charts.next_day.picture import NextDayPicture, describe_next_day, next_day_answer, next_day_picture, table_next_day
from tracker.domain.statistics.next_day import PairedDay, Pairing

EMPTY = NextDayPicture(first=PERIOD[0], last=PERIOD[1])


@cache
def six_weeks():
    return next_day_picture((*pain_after_sitting(), *activities_of_six_weeks()), SITE, PERIOD)


@cache
def seen_six_weeks():
    return drawn(draw_next_day, six_weeks())


def nothing_stands_out():
    return next_day_picture(everything(), SITE, PERIOD)


def a_week():
    return next_day_picture(everything(), SITE, WEEK)


def a_pairing(activity="walking", measure="minutes", split=0.0, amounts=(0, 30), **tested):
    days = tuple(PairedDay(ONSET + timedelta(number), amounts[number % len(amounts)], number % 7) for number in range(40))
    return Pairing(activity, measure, days, split, **({"n_effective": 38.0, "rho": 0.1, "p": 0.6, "q": 0.8, "lasting_q": 0.8} | tested))


def test_only_what_stood_out_is_told_with_its_medians_and_the_number_compared_always_is():
    figure, _drawing = seen_six_weeks()
    words = all_text(figure).replace("\n", " ")
    assert "Sitting at work: median pain the next day 6, without it 3. The other 4 activities compared did not stand out." in words
    assert words.count("tended to go with higher pain") == 1
    assert words.count("did not stand out") == 4 + 1
    silent = all_text(drawn(draw_next_day, nothing_stands_out())[0])
    assert "5 activities were compared with the next day's pain; none stood out." in silent
    assert "tended" not in silent


def test_every_paired_day_is_a_dot_and_each_level_has_its_median():
    picture = six_weeks()
    _figure, drawing = seen_six_weeks()
    assert sum(len(dots.get_xdata()) for dots in named(drawing.axes, "days")) == sum(pairing.n for pairing in picture.tested)
    assert [tuple(mark.get_xdata()) for mark in named(drawing.axes, "median")][:2] == [(6, 6), (3, 3)]
    assert len(named(drawing.axes, "median")) == 2 * len(picture.tested)


def test_each_median_has_its_number_and_hides_no_dot():
    figure, drawing = seen_six_weeks()
    boxes = text_boxes(figure)
    for mark in named(drawing.axes, "median"):
        middle = drawing.axes.transData.transform((0, sum(mark.get_ydata()) / 2))[1]
        assert f"{mark.get_xdata()[0]:g}" in [text for text, box in boxes if box.x1 < drawing.axes.bbox.x0 and box.y0 < middle < box.y1]
        assert mark.get_zorder() < min(dots.get_zorder() for dots in named(drawing.axes, "days"))
        assert mark.get_linewidth() > named(drawing.axes, "days")[0].get_markersize()


def test_of_more_than_two_that_stood_out_the_others_are_counted():
    loud = [a_pairing(f"activity {number}", rho=0.6, q=0.001, lasting_q=0.01) for number in range(3)]
    split = a_pairing("sitting", split=45.0, amounts=(30, 45, 60), rho=0.6, q=0.001, lasting_q=0.01)
    answer = next_day_answer(replace(six_weeks(), pairings=(split, *loud)))
    assert answer.startswith("Sitting: median pain the next day 3 (over 45 min), 3 (up to 45 min). Activity 0: median pain")
    assert answer.endswith("2 more stood out.")
    assert next_day_answer(replace(six_weeks(), pairings=(split,))).endswith("No other activity was compared.")


def test_while_nothing_can_be_compared_the_days_are_drawn_without_a_median():
    figure, drawing = drawn(draw_next_day, a_week())
    assert "Too early to say: to compare an activity takes 30 days" in all_text(figure)
    assert "6 days so far, 30 needed" in all_text(figure)
    assert named(drawing.axes, "days")
    assert not named(drawing.axes, "median")


def test_what_has_too_few_days_is_listed_with_its_count():
    assert "Too few days yet: Swimming, 2 days with it so far, 5 needed." in all_text(seen_six_weeks()[0]).replace("\n", " ")
    assert "Driving, 6 days so far, 30 needed; Gardening, 6 days so far, 30 needed" in describe_next_day(a_week())


def test_the_scale_is_zero_to_ten_whatever_was_logged():
    for _figure, drawing in (seen_six_weeks(), drawn(draw_next_day, a_week())):
        left, right = drawing.axes.get_xlim()
        assert -1 < left < 0
        assert 10 < right < 11
        assert not drawing.zooms


def test_levels_are_named_after_what_was_measured():
    pairings = (
        a_pairing("walking"),
        a_pairing("sitting", split=45.0, amounts=(30, 45, 60)),
        a_pairing("steps", "count", 5000.0, (4000, 6000)),
        a_pairing("stairs", "done", 0.0, (0, 1)),
    )
    figure, _drawing = drawn(draw_next_day, replace(six_weeks(), pairings=pairings), (1280, 800))
    labels = {text.split(",")[0] for text in all_text(figure).replace("5,000", "5000").split("\n")}
    assert {"with it", "without it", "over 45 min", "up to 45 min", "over 5000", "up to 5000"} <= labels


def test_at_most_eight_are_drawn_those_that_stood_out_first_and_the_rest_counted():
    quiet = [a_pairing(f"activity {number}") for number in range(11)]
    picture = replace(six_weeks(), pairings=(*quiet, a_pairing("sitting", rho=-0.6, q=0.001, lasting_q=0.01)))
    figure, drawing = drawn(draw_next_day, picture, (1280, 1200))
    assert len(named(drawing.axes, "days")) == 16
    assert "tended to go with lower pain" in all_text(figure)
    assert "and 4 more" in all_text(figure)


def test_the_words_give_the_medians_the_days_and_the_test():
    words = describe_next_day(six_weeks()).splitlines()
    assert words[0] == "Activity and the next day, lower back left, 23 Nov 2026 to 3 Jan 2027. Pain on 42 days."
    assert words[2] == (
        "Sitting at work tended to go with higher pain the next day: median 6 after 14 days (with it), 3 after 27 days (without it); "
        "how closely, from -1 to 1: 0.79; how often by chance, from 0 to 1: <0.001; 41 days."
    )
    assert words[3].startswith(
        "An activity stands out only where chance alone would rarely bring it so close to the next day's pain: less than 5 times in 100"
    )
    assert "stands out only" not in describe_next_day(a_week())
    assert "Pain on 37 days; 5 days without a pain entry." in describe_next_day(nothing_stands_out())
    assert "tended" not in describe_next_day(nothing_stands_out())


def test_the_table_has_each_activity_with_its_test():
    table = table_next_day(six_weeks())
    assert {len(row) for row in table.rows} == {len(table.headers)}
    assert table.rows[0] == ("Sitting at work", "41", "14", "27", "6", "3", "0.79", "36.3", "<0.001", "<0.001", "<0.001")
    assert table.rows[-1] == ("Swimming", "41", "2", "39", "5", "4", NONE, NONE, NONE, NONE, NONE)


def test_each_activity_and_each_day_can_be_pointed_at():
    picture = six_weeks()
    _figure, drawing = seen_six_weeks()
    assert len(drawing.points) == sum(pairing.n + 1 for pairing in picture.tested)
    assert drawing.points[0].words == "Sitting at work: median 6 after 14 days (with it), 3 after 27 days (without it)"
    assert drawing.points[1].words == "Sitting at work, 26 Nov 2026: 250 min; the next day 6"
    assert inside(drawing)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[3]])
def test_no_text_is_cut_off_or_lies_over_another(size):
    for picture in (six_weeks(), a_week()) if size[0] < 640 else (six_weeks(),):
        figure, _drawing = drawn(draw_next_day, picture, size, title="Activity and the next day")
        assert not cut_off(figure)
        assert not over_each_other(figure)


def test_odd_names_of_activities_are_drawn_and_the_words_claim_nothing():
    odd = replace(six_weeks(), site=HOSTILE[3], pairings=tuple(a_pairing(text) for text in HOSTILE))
    few = replace(six_weeks(), pairings=tuple(replace(a_pairing(text), days=a_pairing().days[:3]) for text in HOSTILE))
    for size, picture in ((SIZES[0], odd), ((640, 900), odd), (SIZES[1], few)):
        figure, _drawing = drawn(draw_next_day, picture, size, title=HOSTILE[0])
        assert not cut_off(figure)
        assert r"$\foo$" in all_text(figure)
    for picture, (figure, _drawing) in ((EMPTY, drawn(draw_next_day, EMPTY)), (six_weeks(), seen_six_weeks())):
        words = f"{describe_next_day(picture)} {all_text(figure)}".lower()
        assert not [word for word in FORBIDDEN if word in words]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(draw_next_day, EMPTY, SIZES[0])
    assert not cut_off(figure)
    assert "Nothing is written down here from 23 Nov 2026 to 3 Jan 2027." in all_text(figure).replace("\n", " ")
    assert drawing.points == ()


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_six_weeks_look_as_accepted(picture, look):
    picture(f"next-day-{look}", golden(draw_next_day, six_weeks(), look, "Activity and the next day" if look == "paper" else ""))


def test_a_chart_without_activities_looks_as_accepted(picture):
    picture("next-day-empty", golden(draw_next_day, EMPTY, "light"))


def test_no_dot_stands_beyond_the_ends_of_the_scale():
    days = tuple(PairedDay(ONSET + timedelta(number), number % 2, (0, 10, 0.1)[number % 3]) for number in range(90))
    pairing = Pairing("walking", "minutes", days, 0.0, n_effective=38.0, rho=0.1, p=0.6, q=0.8, lasting_q=0.8)
    _figure, drawing = drawn(draw_next_day, NextDayPicture(first=PERIOD[0], last=PERIOD[1], pairings=(pairing,), days_logged=40))
    across = [float(x) for dots in named(drawing.axes, "days") for x in dots.get_xdata()]
    assert (min(across), max(across)) == (0, 10)
    assert len(set(across)) > 6
