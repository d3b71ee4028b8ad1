import json
from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.charts.diaries import ONSET
from tests.reports.facts import everything, facts
from tracker.domain.statistics.hours import by_hour
from tracker.library.look import palette
from tracker.reports.bars import bars_svg
from tracker.reports.block import Block, Line, Row
from tracker.reports.choices import ReportChoices
from tracker.reports.content import report_content
from tracker.reports.page_data import page_data


def clock(hour):
    return datetime.combine(ONSET, time(hour))


def rows_of(*blocks):
    rows = page_data(replace(report_content(facts()), more_blocks=blocks))["rows"]
    return [(row["wide"], [block["heading"] for block in row["blocks"]]) for row in rows]


def first_rows_of(*blocks):
    rows = page_data(replace(report_content(facts()), blocks=blocks))["first_rows"]
    return [[block["heading"] for block in row["blocks"]] for row in rows]


def a_block(name, lines=3):
    return Block(heading=name, lines=(Line("a line of so many words"),) * lines)


def a_table(name, columns):
    return Block(heading=name, headers=("",) * columns, rows=(Row(("cell",) * columns),))


def test_blocks_stand_in_rows_of_three_in_their_order():
    assert rows_of(*map(a_block, "abcde")) == [(False, ["a", "b", "c"]), (False, ["d", "e"])]


def test_a_block_too_long_for_a_column_has_the_whole_width_once_the_row_is_full():
    blocks = [a_block("a"), a_block("long", 40), *map(a_block, "bcde")]
    assert rows_of(*blocks) == [(False, ["a", "b", "c"]), (True, ["long"]), (False, ["d", "e"])]
    assert rows_of(a_block("long", 40), a_block("a")) == [(True, ["long"]), (False, ["a"])]


def test_a_table_of_many_columns_has_the_whole_width_of_page_one():
    assert first_rows_of(a_table("a", 4), a_table("wide", 5), *map(a_block, "bcd")) == [["a", "b", "c"], ["wide"], ["d"]]


def test_all_of_it_can_be_handed_to_the_template():
    data = page_data(report_content(everything()))
    assert json.loads(json.dumps(data))["heading"] == "Patient diary, self-reported"


@pytest.mark.parametrize(("language", "told"), [("en", ("en", None)), ("pt_BR", ("pt", "br")), ("de-AT", ("de", "at")), ("zh_Hant", ("zh", None))])
def test_the_language_is_told_with_its_country(language, told):
    data = page_data(report_content(facts(choices=ReportChoices(language=language))))
    assert (data["language"], data["region"]) == told


def test_a_bar_is_as_high_as_the_median_and_an_hour_without_one_has_none():
    at = [(clock(hour), value) for hour, value in ((8, 10), (9, 5), (10, 0)) for _again in range(3)]
    svg = bars_svg(by_hour([*at, (clock(20), 9)]), palette("light"), "Sans")
    heights = [float(part.split('"')[0]) for part in svg.split(' height="')[2:]]
    assert heights == [34.0, 17.0, 0.8]
