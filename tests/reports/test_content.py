from dataclasses import replace
from datetime import timedelta

import pytest

from tests.charts.diaries import DAY, ONSET, SITE, a_flare, a_moment, a_pain_entry, a_session, six_weeks_of_pain, the_phases
from tracker.domain.entries import Activity
from tracker.domain.episodes import Episode
from tracker.reports.content import ReportFacts, report_content

LAST = ONSET + 41 * DAY
FORBIDDEN = ("monitor", "detect", "diagnos", "predict", "treat", "prescribe", "cure", "safe to", "recommended", "you can take")


def an_activity(day, kind, **fields):
    return Activity(moment=a_moment(day, 17), kind=kind, **fields)


def what_was_done():
    return [
        *(a_session(ONSET + number * DAY, "heat", minutes=15) for number in range(5)),
        *(a_session(ONSET + number * DAY, "ice", minutes=minutes) for number, minutes in enumerate((10, 20, 20))),
        an_activity(ONSET, "walking", minutes=20),
        an_activity(ONSET + DAY, "walking", minutes=40),
        an_activity(ONSET, "steps", count=4_000),
    ]


def facts(*more, **fields):
    episode = Episode(onset=a_moment(ONSET, 14), sites=(SITE, "left buttock"), cause="lifting a box")
    usual = ReportFacts(
        first=ONSET,
        last=LAST,
        now=a_moment(LAST, 23),
        version="1.2.3",
        entries=[*six_weeks_of_pain(), a_flare(ONSET + 18 * DAY, "Bent down to tie a shoe."), *more],
        episodes=[(episode, the_phases())],
        help_shown=ONSET,
        site=SITE,
        person="A. Example",
    )
    return replace(usual, **fields)


def block(content, heading):
    return next((each.lines for each in (*content.episodes, *content.blocks) if each.heading == heading), None)


def words_of(content):
    blocks = [line for each in (*content.episodes, *content.blocks) for line in (each.heading, *each.lines)]
    rows = [cell for row in content.weeks.rows for cell in row]
    texts = [content.heading, *content.under_heading, *blocks, *rows, content.weeks.change, content.chart_heading, content.chart_words]
    return " ".join((*texts, *content.footer))


def test_the_page_says_who_when_and_that_nobody_else_wrote_it():
    content = report_content(facts())
    assert content.heading == "Patient diary, self-reported"
    assert content.under_heading == ("A. Example", "23 Nov 2026 to 3 Jan 2027", "written on 3 Jan 2027")


def test_without_a_name_there_is_none():
    assert report_content(facts(person="  ")).under_heading[0] == "23 Nov 2026 to 3 Jan 2027"


def test_the_episode_has_its_onset_cause_sites_and_phases_with_the_reason_given():
    assert block(report_content(facts()), "Episode") == (
        "Since 23 Nov 2026, 14:00.",
        "It began with: lifting a box",
        "Where: lower back left, left buttock",
        "Ice from 23 Nov 2026, 14:00",
        "Damp heat from 26 Nov 2026, 14:00",
        "Stretches from 7 Dec 2026, 14:00; opened with the reason “the physio said so”",
    )


def test_an_episode_that_is_over_says_until_when():
    over = Episode(onset=a_moment(ONSET, 14), ended=a_moment(ONSET + 9 * DAY, 8))
    assert block(report_content(facts(episodes=[(over, [])])), "Episode") == ("From 23 Nov 2026, 14:00 until 2 Dec 2026, 08:00.",)


def test_a_diary_without_an_episode_says_so():
    assert block(report_content(facts(episodes=[])), "Episode") == ("No episode in these days: a diary only.",)


def test_an_episode_outside_the_period_is_left_out():
    old = Episode(onset=a_moment(ONSET - 90 * DAY), ended=a_moment(ONSET - 60 * DAY))
    assert "diary only" in block(report_content(facts(episodes=[(old, [])])), "Episode")[0]


def test_of_many_episodes_the_latest_are_shown_and_the_rest_counted():
    many = [(Episode(onset=a_moment(ONSET + n * DAY, 1), ended=a_moment(ONSET + n * DAY, 9)), []) for n in range(5)]
    content = report_content(facts(episodes=many))
    assert [each.heading for each in content.episodes] == ["Episode", "Episode", "Episode", ""]
    assert content.episodes[0].lines == ("From 25 Nov 2026, 01:00 until 25 Nov 2026, 09:00.",)
    assert content.episodes[-1].lines == ("2 earlier episodes are not shown here.",)


def test_the_first_week_stands_beside_the_last_with_the_change_in_words():
    weeks = report_content(facts()).weeks
    assert weeks.rows == (("typical (median)", "8", "2"), ("worst", "10", "4"), ("least", "6", "1"), ("entries", "20", "15"))
    assert weeks.change == "6 points (75 %) lower. People usually notice 2 points or 30 %."


def test_too_few_entries_are_too_early_to_say():
    weeks = report_content(facts(entries=[a_pain_entry(ONSET, 6)])).weeks
    assert weeks.rows[0] == ("typical (median)", "6", "\N{EN DASH}")
    assert weeks.change.startswith("Too early to say")


def test_what_was_done_is_counted_by_kind_the_most_frequent_first():
    content = report_content(facts(*what_was_done()))
    gap = "\N{NO-BREAK SPACE}"
    assert block(content, "What was done") == (f"Damp heat: 5 times, usually 15{gap}min", f"Ice: 3 times, usually 20{gap}min")
    assert block(content, "Activity") == (f"Walking: 2 times, usually 30{gap}min", "Steps: 1 time, usually 4,000")


def test_nothing_done_is_not_shown():
    content = report_content(facts(entries=six_weeks_of_pain()))
    assert content.blocks == ()


def test_what_was_done_outside_the_period_is_not_counted():
    content = report_content(facts(a_session(ONSET - DAY, "ice"), a_session(LAST + DAY, "ice")))
    assert block(content, "What was done") is None


def test_a_session_that_still_runs_is_not_yet_done():
    running = replace(a_session(ONSET, "ice"), ended_at=None, ended_by=None)
    assert block(report_content(facts(running)), "What was done") is None


def test_the_notes_of_a_flare_are_on_the_page_and_other_notes_are_not():
    quiet = replace(a_flare(ONSET, "Quiet."), flare=False)
    assert block(report_content(facts(quiet)), "Days called a flare") == ("11 Dec 2026: Bent down to tie a shoe.",)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (ONSET, 'The list "When to get help" was shown on 23 Nov 2026.'),
        (None, 'The list "When to get help" has not been shown.'),
    ],
)
def test_the_footer_says_when_the_help_list_was_shown(shown, sentence):
    assert report_content(facts(help_shown=shown)).footer == (
        sentence,
        "Days without an entry are left open: 5 of 42.",
        "Written by Recovery Tracker 1.2.3, a diary and reminder tool; not a medical device; not checked by a regulator.",
    )


def test_the_picture_is_the_one_of_the_period_and_the_site():
    picture = report_content(facts()).picture
    assert (picture.first, picture.last, picture.site, len(picture.readings), len(picture.phases)) == (ONSET, LAST, SITE, 97, 3)


def test_the_page_claims_nothing():
    words = words_of(report_content(facts(*what_was_done()))).lower()
    assert not [word for word in FORBIDDEN if word in words]


def test_the_same_facts_make_the_same_page():
    assert report_content(facts()).chart_words == report_content(facts()).chart_words
    assert report_content(facts(now=a_moment(LAST, 23))).written - a_moment(LAST, 23).at == timedelta(0)
