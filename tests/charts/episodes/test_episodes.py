from dataclasses import replace
from functools import cache

import pytest

from tests.charts.more_diaries import DAY, FORBIDDEN, LONG_AND_ODD, ONSET, PERIOD, SITE, a_pain_entry, an_episode_from, three_episodes
from tests.charts.seen import SIZES, all_text, cut_off, drawn, golden, inside, named, over_each_other, text_boxes
from tracker.charts.chart import NO_ANSWER, View
from tracker.charts.episodes.draw import draw_episodes
from tracker.charts.episodes.picture import (
    EpisodesPicture,
    describe_episodes,
    episodes_answer,
    episodes_first,
    episodes_picture,
    half_words,
    table_episodes,
)
from tracker.domain.statistics.recovery import HalfWay

EMPTY = EpisodesPicture()


@cache
def three():
    return episodes_picture(*three_episodes(), SITE, PERIOD[1])


@cache
def seen_three():
    return drawn(draw_episodes, three())


def many(n=8):
    """Episodes of three weeks with a month between them."""
    entries = [a_pain_entry(ONSET + (50 * number + day) * DAY, max(1, 8 - day // 3)) for number in range(n) for day in range(21)]
    episodes = [an_episode_from(ONSET + 50 * number * DAY, ONSET + (50 * number + 21) * DAY) for number in range(n)]
    return episodes_picture(entries, episodes, SITE, ONSET + 50 * n * DAY)


def of_one_episode(days, values=lambda _day: 6):
    entries = [a_pain_entry(ONSET + day * DAY, values(day)) for day in range(days)]
    return episodes_picture(entries, [an_episode_from(ONSET, None)], SITE, ONSET + (days - 1) * DAY)


def test_the_latest_is_heavy_and_no_two_share_dash_or_marker():
    _figure, drawing = seen_three()
    lines = named(drawing.axes, "median")
    assert [line.get_linewidth() > 2 for line in lines] == [True] * len(three().latest.line) + [False] * 2
    assert len({mark.get_marker() for mark in named(drawing.axes, "half")}) == 3


def test_each_day_is_drawn_and_of_several_earlier_ones_those_of_the_latest_alone():
    two = replace(three(), courses=three().courses[:2])
    for picture, courses, key in ((three(), three().courses[:1], "Each day of this episode"), (two, two.courses, "Each day")):
        figure, drawing = drawn(draw_episodes, picture)
        for course, mark in zip(courses, named(drawing.axes, "days"), strict=True):
            assert list(zip(mark.get_xdata(), mark.get_ydata(), strict=True)) == [(number + 0.5, value) for number, value in course.points]
        assert key in all_text(figure).split("\n")


def test_medians_stand_at_the_noon_of_their_day_since_the_onset_and_break_at_gaps():
    _figure, drawing = seen_three()
    pieces = named(drawing.axes, "median")[: len(three().latest.line)]
    assert len(pieces) == 2
    assert [list(piece.get_xdata()) for piece in pieces] == [[number + 0.5 for number, _value in piece] for piece in three().latest.line]


def test_where_pain_had_halved_is_marked_and_written():
    figure, drawing = seen_three()
    assert [mark.get_xdata()[0] for mark in named(drawing.axes, "half")] == [30.5, 23.5, 10.5]
    words = all_text(figure).replace("\n", " ")
    answer = (
        "This episode, since 23 Nov 2026: halved by day 30; days 24 to 28 have no pain entry. "
        "Before: 7 May 2026, halved by day 23; 11 Jul 2025, halved by day 10."
    )
    assert answer in words
    assert "7 May 2026: first week 7, half of it 3.5" in words
    assert "half of it" not in answer
    assert "filled mark: from here on at half of its first week's median or less, for a week" in words


def test_the_values_of_a_half_stand_once_at_the_name_or_where_that_is_short_in_the_answer():
    assert all_text(seen_three()[0]).replace("\n", " ").count("first week 8, half of it 4") == 1
    assert all_text(drawn(draw_episodes, three(), (360, 320))[0]).replace("\n", " ").count("first week 8, half of it 4") == 1
    assert "This episode: first week 6, half of it 3" in all_text(drawn(draw_episodes, of_one_episode(20))[0]).replace("\n", " ")


def test_a_gap_in_the_latest_says_how_many_days_it_has():
    figure, drawing = drawn(draw_episodes, three(), (1280, 800))
    (box,) = [box for text, box in text_boxes(figure) if text == "5 days without a pain entry"]
    assert drawing.axes.transData.transform((23.5, 0))[0] < box.x0 < drawing.axes.transData.transform((28.5, 0))[0]
    assert "5 days without a pain entry" in all_text(seen_three()[0])
    assert "no entry" not in all_text(drawn(draw_episodes, of_one_episode(20))[0])


def test_a_faint_line_leads_from_where_each_ends_to_its_name():
    _figure, drawing = seen_three()
    ends = [named(drawing.axes, "median")[number] for number in (1, 2, 3)]
    leaders = [(line.get_xdata()[0], line.get_ydata()[0]) for line in named(drawing.axes, "leader")]
    assert leaders == [(line.get_xdata()[-1], line.get_ydata()[-1]) for line in ends]


def test_of_many_before_it_is_said_how_many_had_halved():
    courses = three().courses
    answer = episodes_answer(replace(three(), courses=(courses[0], *courses[1:], *of_one_episode(20).courses)))
    assert answer.endswith("Of 3 before, 2 had halved, by day 10 to 23. Pain often eases by itself.")
    assert episodes_answer(many()).endswith("Of 5 before, none is known to have.")


def test_the_days_across_are_those_of_the_longest_and_a_view_shows_a_part():
    _figure, drawing = seen_three()
    assert drawing.axes.get_xlim() == (0, 50)
    assert drawing.zooms
    _figure, part = drawn(draw_episodes, three(), view=View(0.2, 0.5))
    assert part.axes.get_xlim() == (10, 25)
    drawn_places = [x for name in ("median", "days", "half") for line in named(part.axes, name) for x in line.get_xdata()]
    assert 10 <= min(drawn_places) <= max(drawn_places) <= 25
    assert inside(part)


def test_at_most_the_six_latest_are_drawn_and_the_others_counted():
    picture = many()
    assert len(picture.courses) == 6
    assert picture.latest.onset == ONSET + 350 * DAY
    assert "2 earlier episodes are not shown." in describe_episodes(picture)


def test_episodes_without_pain_at_the_site_and_those_to_come_stay_out():
    entries, episodes = three_episodes()
    assert not episodes_picture(entries, episodes, "neck that never hurt", PERIOD[1]).courses
    assert len(episodes_picture(entries, episodes, SITE, ONSET - DAY).courses) == 2


def test_below_the_least_data_nothing_is_said_about_half():
    assert half_words(of_one_episode(10).latest) == "too early to say: 10 days logged so far, 14 needed"
    assert half_words(of_one_episode(20).latest) == "not halved for a week by day 19 (first week 6, half of it 3)"
    assert half_words(of_one_episode(20, lambda _day: 0).latest) == "no half: its first week had no pain"
    assert not named(drawn(draw_episodes, of_one_episode(10))[1].axes, "half")


def test_an_episode_alone_says_that_there_is_none_before():
    assert "There is no earlier one with pain here." in all_text(drawn(draw_episodes, of_one_episode(20))[0]).replace("\n", " ")


def test_whatever_is_said_to_have_halved_stands_beside_that_pain_often_eases_by_itself():
    eases, courses = "Pain often eases by itself.", three().courses
    halved, earlier = courses[0], replace(three(), courses=(replace(courses[0], half=HalfWay(3, 3)), *courses[1:]))
    assert halved.half.reached is not None
    for answer in (episodes_first(three()), episodes_first(earlier)):
        assert f"{answer.first} {answer.under}".count(eases) == 1
        assert eases in (answer.first if "halved by day" in answer.first else answer.under)
    assert eases not in episodes_first(replace(earlier, courses=earlier.courses[:1])).first
    assert episodes_first(replace(three(), courses=())) == NO_ANSWER
    assert eases in describe_episodes(three())


def test_the_words_give_each_episode_its_days_and_period():
    words = describe_episodes(three()).splitlines()
    assert words[0] == "3 episodes by the day since each began, lower back left, 11 Jul 2025 to 3 Jan 2027."
    assert words[1] == (
        "This episode, 23 Nov 2026 to 3 Jan 2027: 37 of 42 days logged, median of the first week 8, of the last 7 days 2.5, "
        "5 days without a pain entry; halved by day 30 (first week 8, half of it 4); days 24 to 28 have no pain entry."
    )
    assert words[-1].startswith("Halved: from that day on, for 7 days or more")


def test_the_table_has_every_logged_day():
    table = table_episodes(three())
    assert {len(row) for row in table.rows} == {len(table.headers)}
    assert len(table.rows) == sum(len(course.points) for course in three().courses)
    assert table.rows[0] == ("23 Nov 2026", "0", "23 Nov 2026", "8.5", "\N{EN DASH}")


def test_each_day_and_each_half_can_be_pointed_at():
    _figure, drawing = seen_three()
    assert len(drawing.points) == len(three().latest.points) + 3
    assert drawing.points[0].words == "Episode from 23 Nov 2026: halved by day 30 (first week 8, half of it 4); days 24 to 28 have no pain entry"
    assert drawing.points[1].words == "Episode from 23 Nov 2026, day 0, 23 Nov 2026: 8.5"
    assert inside(drawing)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[3]])
def test_no_text_is_cut_off_or_lies_over_another(size):
    for picture in (three(), many(), of_one_episode(3)) if size[0] < 640 else (many(),):
        figure, _drawing = drawn(draw_episodes, picture, size, title="Episodes")
        assert not cut_off(figure)
        assert not over_each_other(figure)


def test_odd_names_of_a_site_are_drawn_and_the_words_claim_nothing():
    for text in (" ".join(LONG_AND_ODD[:2]), LONG_AND_ODD[2]):
        figure, _drawing = drawn(draw_episodes, replace(of_one_episode(20), site=text), title=text)
        assert not cut_off(figure)
    for picture, (figure, _drawing) in ((three(), seen_three()), (of_one_episode(3), drawn(draw_episodes, of_one_episode(3)))):
        words = f"{describe_episodes(picture)} {all_text(figure)}".lower()
        assert not [word for word in FORBIDDEN if word in words]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(draw_episodes, EMPTY, SIZES[0])
    assert not cut_off(figure)
    assert "No episode with a pain entry yet." in all_text(figure).replace("\n", " ")
    assert drawing.points == ()
    assert describe_episodes(EMPTY).startswith("No episode")


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_three_episodes_look_as_accepted(picture, look):
    picture(f"episodes-{look}", golden(draw_episodes, three(), look, "Episodes" if look == "paper" else ""))


def test_a_chart_without_episodes_looks_as_accepted(picture):
    picture("episodes-empty", golden(draw_episodes, EMPTY, "light"))


def test_the_label_of_an_episode_too_young_to_say_is_its_name_and_none_is_cut():
    figure, _drawing = drawn(draw_episodes, of_one_episode(3), (420, 380))
    assert "This episode" in all_text(figure).split("\n")
    assert "…" not in all_text(figure)
    assert "Lower back left. This episode, since 23 Nov 2026: too early to say" in all_text(figure).replace("\n", " ")
