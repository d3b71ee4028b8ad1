"""The body map is whole: every region named once, inside its space, beside its neighbours and mirrored left to right."""

from itertools import combinations

import pytest

from tracker.library.body import HEIGHT, WIDTH, Direction, Region, View, body_map, place_named, place_words
from tracker.library.extraction import texts_in
from tracker.library.resources import toml_resource

REGIONS = body_map().regions
SPINE = ("neck", "upper back", "middle back", "lower back", "sacrum")
ROAD = ("buttock", "back of the thigh", "calf", "foot")


def mirrored(region: Region) -> Region:
    """The region of the other side."""
    other = region.name.replace(" left", " right") if region.name.endswith("left") else region.name.replace(" right", " left")
    found = body_map().region(other)
    assert found is not None, other
    return found


def test_every_name_and_every_id_is_there_once():
    assert len({region.name for region in REGIONS}) == len({region.id for region in REGIONS}) == len(REGIONS)


def test_there_are_about_thirty_places_counting_left_and_right_as_one():
    assert 25 <= len({region.name.removesuffix(" left").removesuffix(" right") for region in REGIONS}) <= 35


def test_the_spine_is_there_by_level_from_the_neck_down():
    levels = [body_map().region(name) for name in SPINE]
    heights = [region.centre[1] for region in levels]
    assert heights == sorted(heights)
    assert {region.view for region in levels} == {View.BACK}


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_road_of_radiation_goes_from_the_buttock_to_the_foot(side):
    heights = [body_map().region(f"{name} {side}").centre[1] for name in ROAD]
    assert heights == sorted(heights)


def test_names_are_in_lower_case_english_and_stand_in_the_translation_template():
    assert all(region.name == region.name.strip().lower() and region.name.isascii() for region in REGIONS)
    parts = [region.name.removesuffix(" left").removesuffix(" right") for region in REGIONS]
    assert list(texts_in(toml_resource("body", "map.toml"))) == parts


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.id)
def test_every_polygon_lies_inside_its_space_and_has_some_size(region):
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in region.points)
    assert len(region.points) >= 4
    assert region.area > 40
    assert region.holds(*region.centre)


@pytest.mark.parametrize("region", [region for region in REGIONS if region.name.endswith((" left", " right"))], ids=lambda region: region.id)
def test_left_and_right_are_mirror_images(region):
    other = mirrored(region)
    assert sorted((round(WIDTH - x, 1), y) for x, y in region.points) == sorted((round(x, 1), y) for x, y in other.points)


def test_from_behind_the_left_is_at_the_left_and_from_the_front_at_the_right():
    for region in REGIONS:
        if region.name.endswith(" left"):
            assert (region.centre[0] < WIDTH / 2) == (region.view is View.BACK), region.name


@pytest.mark.parametrize("view", View)
def test_no_point_of_the_body_lies_in_two_regions(view):
    twice = [
        (one.name, other.name)
        for one, other in combinations(body_map().in_view(view), 2)
        if sum(one.holds(*point) and other.holds(*point) for point in _shared_box(one, other)) > 0
    ]
    assert twice == []


def _shared_box(one: Region, other: Region) -> list[tuple[float, float]]:
    """Points, none of them on a round figure, where the boxes around two regions overlap."""
    left, right = _overlap([[x for x, _y in region.points] for region in (one, other)])
    top, foot = _overlap([[y for _x, y in region.points] for region in (one, other)])
    return [(left + 0.1537 + a / 2, top + 0.1713 + b / 2) for a in range(int((right - left) * 2)) for b in range(int((foot - top) * 2))]


def _overlap(spans: list[list[float]]) -> tuple[float, float]:
    low = max(min(span) for span in spans)
    return low, max(low, min(max(span) for span in spans))


@pytest.mark.parametrize("view", View)
def test_the_body_has_no_gaps_between_the_regions(view):
    """Along each row of the torso every point between the outermost regions belongs to one."""
    regions = [region for region in body_map().in_view(view) if "arm" not in region.name and "hand" not in region.name]
    for y in (30.3, 45.7, 58.2, 66.1, 80.4, 95.3, 103.7):
        inside = [any(region.holds(x / 4 + 0.02, y) for region in regions) for x in range(400)]
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
        assert inside[first:last].count(False) <= 1, y


def test_arrow_keys_reach_every_region_from_the_lower_back():
    start = body_map().region("lower back left")
    reached, open_ends = {start.id}, [start]
    while open_ends:
        here = open_ends.pop()
        for direction in Direction:
            there = body_map().towards(here, direction)
            if there is not None and there.id not in reached:
                reached.add(there.id)
                open_ends.append(there)
    assert {region.id for region in REGIONS} - reached == set()


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("lower back left", Direction.RIGHT, "lower back"),
        ("lower back", Direction.RIGHT, "lower back right"),
        ("lower back left", Direction.UP, "middle back left"),
        ("lower back left", Direction.DOWN, "buttock left"),
        ("lower back", Direction.DOWN, "sacrum"),
        ("back of the thigh left", Direction.DOWN, "back of the knee left"),
        ("back of the arm right", Direction.RIGHT, "arm right"),
    ],
)
def test_an_arrow_key_goes_to_the_neighbour(start, direction, end):
    assert body_map().towards(body_map().region(start), direction).name == end


def test_nothing_lies_above_the_head_or_below_the_heel():
    assert body_map().towards(body_map().region("back of the head"), Direction.UP) is None
    assert body_map().towards(body_map().region("heel left"), Direction.DOWN) is None


def test_a_typed_place_that_is_a_region_is_kept_under_its_name_and_any_other_as_typed():
    assert place_named("  Lower  Back LEFT ") == "lower back left"
    assert place_named(" Left eyebrow ") == "Left eyebrow"


def test_a_place_of_the_persons_own_is_shown_as_typed():
    assert [place_words(name) for name in ("<b>rib</b>", "calf left", "Save entry")] == ["<b>rib</b>", "calf left", "Save entry"]
