"""The small body has the highest of each place on it, and an arrow where pain came later."""

import re

from tests.builders import an_entry
from tracker.domain.statistics.places import by_place
from tracker.library.body import body_map
from tracker.library.look import palette
from tracker.reports.small_body import arrows_of, body_svg, body_words


def entry(day, **places):
    return an_entry(1, f"2026-11-{day:02}T08:00", sites={name.replace("_", " "): pain for name, pain in places.items()})


def drawn(places):
    return body_svg(places, palette("light"), "Sans")


def named(arrows):
    return [(start.name, end.name) for start, end in arrows]


def test_every_region_is_drawn_and_those_that_hurt_have_their_highest_in_its_shade():
    svg = drawn(by_place([entry(1, lower_back_left=4), entry(2, lower_back_left=8, calf_left=9)]))
    assert svg.count("<polygon ") == len(body_map().regions)
    assert re.findall(r">(\d+)</text>", svg) == ["8", "9"]
    shades = re.findall(r'<polygon [^>]*fill="([^"]+)"', svg)
    assert {palette("light").pain(8), palette("light").pain(9)} < set(shades)


def test_an_arrow_leads_down_the_leg_to_where_pain_came_later():
    places = by_place([entry(1, lower_back_left=4), entry(5, buttock_left=4), entry(9, calf_left=9)])
    assert named(arrows_of(places)) == [("buttock left", "calf left")]
    assert drawn(places).count("<path ") == 1


def test_there_is_none_to_what_was_there_at_once_nor_to_the_other_leg_nor_within_the_trunk():
    assert arrows_of(by_place([entry(1, lower_back_left=4, calf_left=3)])) == []
    assert arrows_of(by_place([entry(1, lower_back_left=4), entry(2, calf_right=3)])) == []
    assert arrows_of(by_place([entry(1, lower_back_left=4), entry(2, buttock_left=3)])) == []


def test_the_middle_of_the_back_is_of_both_sides():
    assert named(arrows_of(by_place([entry(1, lower_back=4), entry(2, calf_right=3)]))) == [("lower back", "calf right")]


def test_a_place_the_map_does_not_have_is_told_and_not_drawn():
    places = by_place([entry(1, the_left_little_toe=3)])
    assert "<text " not in drawn(places)
    assert body_words(places) == "The body with the highest pain of each place: the left little toe 3."
    assert body_words(()) == "The body: no place was named."
