"""figures: on the shape of a real diary, by site and period, and where it is too early to say."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.domain.statistics.independent import fitted

KEYS = [
    "site",
    "from",
    "to",
    "days",
    "days_logged",
    "progress",
    "trend",
    "line",
    "by_hour",
    "body",
    "days_to_half",
    "higher_days",
    "relief",
    "next_day",
    "worst",
    "treatments",
]
TREND = {"from", "n", "enough", "slope_per_week", "interval", "p", "rho", "change", "shown"}
MAPPING = """
[columns]
date = "date"
pain = "pain"
site = "site"
[dates]
time = "20:00"
[[activities]]
column = "driving"
kind = "driving"
unit = "minutes"
[[activities]]
column = "swam"
kind = "swimming"
unit = "yes"
[[activities]]
column = "steps"
kind = "steps"
unit = "count"
"""
FIRST, DAYS = date(2024, 11, 1), 730
DAY = timedelta(days=1)


def _rows() -> dict[date, tuple[float, int, int, int]]:
    """Two years as a person kept them: pain with one decimal that drifts down, often the same as the day before, some days and weeks missing."""
    chance = random.Random(20_241_101)
    level, rows = 6.0, {}
    for number in range(DAYS):
        level = min(9.0, max(0.3, level + (chance.gauss(-0.004, 0.35) if chance.random() < 0.6 else 0)))
        if chance.random() < 0.93 and not 300 <= number < 312:
            pain = round(min(10.0, level + max(0.0, chance.gauss(-0.5, 0.6))), 1)
            driving = chance.choice((0, 0, 7, 30, 105))
            rows[FIRST + number * DAY] = (pain, driving, int(chance.random() < 0.15), chance.choice((0, 0, chance.randrange(500, 15_000))))
    return rows


@pytest.fixture
def rows() -> dict[date, float]:
    """The pain of each logged day."""
    return {day: row[0] for day, row in _rows().items()}


@pytest.fixture
def kept(command: CommandLine, tmp_path: Path, rows: dict[date, float]) -> CommandLine:
    """The command line on a diary of two years, imported."""
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    lines = [f"{day},hand,{pain},{driving},{swam},{steps}" for day, (pain, driving, swam, steps) in _rows().items()]
    (tmp_path / "kept.csv").write_text("\n".join(("date,site,pain,driving,swam,steps", *lines)), encoding="utf-8")
    done = command.json("import", str(tmp_path / "kept.csv"), "--mapping", str(tmp_path / "mapping.toml"))
    assert done["added"] == len(rows)
    return command


def test_the_figures_of_a_long_diary_are_those_of_an_independent_computation(kept: CommandLine, rows: dict[date, float]) -> None:
    whole = kept.json("figures")
    assert list(whole) == KEYS
    assert (whole["site"], whole["from"], whole["to"]) == ("hand", min(rows).isoformat(), max(rows).isoformat())
    assert (whole["days"], whole["days_logged"]) == ((max(rows) - min(rows)).days + 1, len(rows))
    assert whole["progress"]["n"] == len(rows)
    _compare(whole, rows)
    for start in (40, 200, 420):
        first, last = FIRST + start * DAY, FIRST + (start + 41) * DAY
        window = kept.json("figures", "--from", first.isoformat(), "--to", last.isoformat())
        assert (window["from"], window["to"], window["days"]) == (first.isoformat(), last.isoformat(), 42)
        _compare(window, {day: pain for day, pain in rows.items() if first <= day <= last})
    assert {pairing["activity"]: pairing["measure"] for pairing in whole["next_day"]} == {"driving": "minutes", "swimming": "done", "steps": "count"}
    assert {pairing["tested"] for pairing in whole["next_day"]} == {3}
    assert len({point["segment"] for point in whole["line"]}) == 2


def _compare(told: dict[str, object], values: dict[date, float]) -> None:
    trend, expected = told["trend"], fitted(values)
    assert isinstance(trend, dict)
    assert (set(trend), trend["n"], trend["enough"]) == (TREND, len(values), True)
    assert trend["slope_per_week"] == pytest.approx(7 * expected.slope)
    assert (trend["p"], trend["rho"]) == (pytest.approx(expected.p), pytest.approx(expected.rho))
    assert trend["interval"] == pytest.approx([7 * end for end in expected.interval])
    assert trend["change"] == pytest.approx(expected.slope * (max(values) - min(values)).days)


def test_a_short_diary_has_its_numbers_of_entries_and_no_figures(command: CommandLine) -> None:
    for day in (20, 21):
        command.done("log", "5", "--at", f"2026-11-{day}T10:00", "--site", "lower back left")
    command.done("session", "ice", "--minutes", "20", "--at", "2026-11-21T11:00", "--before", "6", "--after", "5")
    command.done("activity", "walking", "--minutes", "20", "--at", "2026-11-20T11:00")
    told = command.json("figures")
    assert told["progress"] == {"from": "2026-11-20", "new_onset": None, "n": 2, "enough": False}
    assert told["trend"] == {"from": "2026-11-20", "n": 2, "enough": False, "shown": False}
    assert (told["line"], told["days_to_half"]) == ([], {"n": 0, "enough": False, "episodes": []})
    assert (told["by_hour"][10], len(told["by_hour"])) == ({"hour": 10, "n": 2, "enough": False}, 24)
    assert told["body"] == [{"site": "lower back left", "days": 2, "n": 2, "enough": False}]
    assert (told["worst"]["value"], told["worst"]["at"]) == (5, "2026-11-21T10:00:00+00:00")
    assert told["higher_days"] == {"judged": 0, "n": 2, "enough": False}
    assert told["relief"] == {"ice": {"sessions": 1, "n": 1, "enough": False}}
    ice = {"times": 1, "last": "2026-11-21T11:00:00+00:00", "before": 6, "after": 5, "n": 1, "enough": False}
    assert told["treatments"] == {"ice": ice}
    (walking,) = told["next_day"]
    assert {"rho", "p", "q", "n_effective"}.isdisjoint(walking)
    assert (walking["n"], walking["enough"], walking["shown"], walking["tested"]) == (1, False, False, 0)


def test_an_empty_diary_is_told_too(command: CommandLine) -> None:
    told = command.json("figures")
    assert (list(told), told["site"], told["days"], told["days_logged"]) == (KEYS, None, 1, 0)
    assert told["worst"] is None
    assert "Too early to say" in command.done("figures")


def test_the_worst_of_the_period_is_named_at_any_place_whichever_is_followed(command: CommandLine) -> None:
    for day in (20, 21, 22):
        command.done("log", "4", "--at", f"2026-11-{day}T10:00", "--site", "lower back left")
    calf = ("--site", "lower back left=4", "--site", "calf left=9", "--word", "numb")
    command.done("log", "4", "--at", "2026-11-23T21:10", *calf)
    told = command.json("figures", "--to", "2026-11-24")
    assert told["site"] == "lower back left"
    at = {"at": "2026-11-23T21:10:00+00:00"}
    assert told["worst"] == {"value": 9, "site": "calf left", "sites": ["calf left"], **at, "of_24_hours": False}
    words = command.done("figures", "--to", "2026-11-24")
    assert "Body. Highest in the period: 9, calf left (numb), on Mon 23 Nov. Lower back left: typically 4, highest 4, 4 days, 4 entries." in words
    assert "Calf left: highest 9, 1 day, 1 entry so far, 3 needed." in words


def test_the_worst_of_24_hours_of_two_places_has_both_and_no_one_place(command: CommandLine) -> None:
    command.done("log", "4", "--at", "2026-11-23T21:10", "--site", "neck", "--site", "head", "--worst", "10")
    worst = command.json("figures")["worst"]
    assert (worst["value"], worst["site"], worst["sites"], worst["of_24_hours"]) == (10, None, ["neck", "head"], True)


def test_a_site_is_chosen_by_its_name(command: CommandLine) -> None:
    command.done("log", "5", "--site", "lower back left=5", "--site", "left buttock=2")
    command.done("log", "4", "--site", "left buttock")
    assert command.json("figures")["site"] == "left buttock"
    told = command.json("figures", "--site", "Lower back left")
    assert (told["site"], told["progress"]["n"]) == ("lower back left", 1)
    assert [place["site"] for place in told["body"]] == ["left buttock", "lower back left"]
    assert command.refused("figures", "--site", "elbow").endswith("logged are: left buttock, lower back left.")


@pytest.mark.parametrize("options", [("--from", "2026-11-26", "--to", "2026-11-25"), ("--from", "2026-02-30"), ("--to", "soon")], ids=" ".join)
def test_days_that_make_no_sense_are_refused(command: CommandLine, options: tuple[str, ...]) -> None:
    command.refused("figures", *options)


def test_the_days_to_half_are_told_of_each_episode(command: CommandLine) -> None:
    command.done("episode", "start", "--at", "2026-11-04T08:00")
    for day in range(4, 25):
        command.done("log", "8" if day < 11 else "3", "--at", f"2026-11-{day:02}T09:00")
    told = command.json("figures", "--from", "2026-11-20")["days_to_half"]
    (episode,) = told["episodes"]
    assert (told["n"], told["enough"], episode["onset"], episode["ended"], episode["n"]) == (1, True, "2026-11-04", None, 21)
    assert (episode["first_week"], episode["half"]) == (8, 4)
    assert (episode["reached"], episode["day_number"]) == ("2026-11-14", 10)
    assert "Episode from 4 Nov 2026: halved by day 10" in command.done("figures")


def test_a_fresh_onset_comes_first_and_nothing_reaches_across_it(command: CommandLine) -> None:
    """Eight falling to one over six weeks, and seven since yesterday: worked by hand."""
    command.done("episode", "start", "--at", "2026-10-14T08:00")
    for number in range(41):
        command.done("log", str(max(1, 8 - number // 4)), "--at", f"{date(2026, 10, 14) + number * DAY}T09:00")
    command.done("episode", "end", "--at", "2026-11-23T20:00")
    command.done("episode", "start", "--at", "2026-11-24T15:00")
    for at in ("2026-11-24T15:30", "2026-11-25T09:00"):
        command.done("log", "7", "--at", at)
    told = command.json("figures", "--from", "2026-10-15")
    progress = told["progress"]
    assert (progress["from"], progress["new_onset"], progress["enough"]) == ("2026-11-24", "2026-11-24T15:00:00+00:00", False)
    assert {"change", "first_week"}.isdisjoint(progress)
    assert (told["trend"]["from"], told["trend"]["enough"], told["trend"]["shown"], told["line"]) == ("2026-11-24", False, False, [])
    words = command.done("figures", "--from", "2026-10-15")
    assert "How it is going. New episode since 24 Nov: 7, 2 days logged. Before: typically 1. Too early to say how two weeks compare" in words
    assert "lower" not in words.split("How it is going.")[1].split("\n")[0]
    earlier = command.json("figures", "--from", "2026-10-15", "--to", "2026-11-23")
    assert (earlier["progress"]["new_onset"], earlier["progress"]["from"]) == (None, "2026-10-15")
    assert earlier["progress"]["change"] == -6
    # The stretch began on 14 Oct: its seventh logged day is the 20th, after 8, 8, 8, 8, 7, 7, 7.
    assert earlier["line"][0] == {"day": "2026-10-20", "median": 8, "segment": 0}
