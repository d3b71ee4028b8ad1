from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.charts.diaries import DAY, ONSET, SITE, a_moment
from tests.reports.facts import EVERY_PART, FORBIDDEN, LAST, episode_lines, everything, facts, nothing, words_of
from tracker.charts.pain.marks import MarkKind
from tracker.domain.episodes import Episode
from tracker.domain.redaction import LeftOut
from tracker.domain.visits import Appointment
from tracker.reports.choices import ReportChoices
from tracker.reports.content import report_content


def test_the_page_says_who_when_and_that_nobody_else_wrote_it():
    content = report_content(facts())
    assert content.heading == "Patient diary, self-reported"
    assert content.under_heading == ("A. Example", "23 Nov 2026 to 3 Jan 2027")
    assert content.running == ("A. Example", "23 Nov 2026 to 3 Jan 2027")


def test_without_a_name_there_is_none():
    assert report_content(facts(choices=ReportChoices(person="  "))).under_heading == ("23 Nov 2026 to 3 Jan 2027",)


def test_the_birth_date_and_the_next_appointment_are_beside_the_name():
    visits = [Appointment(moment=a_moment(LAST + days * DAY), whom="Dr Grey") for days in (9, 2, -3)]
    content = report_content(facts(choices=ReportChoices(person="A. Example", birth_date=date(1980, 5, 3)), appointments=visits))
    assert content.under_heading == ("A. Example", "born 3 May 1980", "23 Nov 2026 to 3 Jan 2027", "for the appointment on Tue, 5 Jan 2027")


def test_an_appointment_that_is_over_is_not_the_next_but_marked_on_the_curve():
    content = report_content(facts(appointments=[Appointment(moment=a_moment(LAST - 3 * DAY), whom="Dr Grey")]))
    assert len(content.under_heading) == 2
    assert [mark.kind for mark in content.picture.chosen_marks] == [MarkKind.FLARE, MarkKind.APPOINTMENT]


def test_the_curve_of_the_first_page_has_no_lanes_of_sessions_and_doses():
    kinds = {mark.kind for mark in report_content(everything()).picture.chosen_marks}
    assert kinds == {MarkKind.FLARE, MarkKind.PHYSIO}


def test_the_episode_has_its_onset_cause_sites_and_phases_with_the_reason_given():
    assert episode_lines(report_content(facts())) == (
        "Since 23 Nov 2026, 14:00. It began with: lifting a box",
        "Where: lower back left, left buttock",
        ("Ice from 23 Nov 2026, 14:00; Damp heat from 26 Nov 2026, 14:00; Stretches from 7 Dec 2026, 14:00 (“the physio said so”)"),
    )


def test_an_episode_that_is_over_says_until_when():
    over = Episode(onset=a_moment(ONSET, 14), ended=a_moment(ONSET + 9 * DAY, 8))
    assert episode_lines(report_content(facts(episodes=[(over, [])]))) == ("From 23 Nov 2026, 14:00 until 2 Dec 2026, 08:00.",)


def test_a_diary_without_an_episode_says_so():
    assert episode_lines(report_content(facts(episodes=[]))) == ("No episode in these days: a diary only.",)


def test_an_episode_outside_the_period_is_left_out():
    old = Episode(onset=a_moment(ONSET - 90 * DAY), ended=a_moment(ONSET - 60 * DAY))
    assert "diary only" in episode_lines(report_content(facts(episodes=[(old, [])])))[0]


def test_of_many_episodes_the_latest_are_shown_and_the_rest_counted():
    many = [(Episode(onset=a_moment(ONSET + n * DAY, 1), ended=a_moment(ONSET + n * DAY, 9)), []) for n in range(5)]
    content = report_content(facts(episodes=many))
    assert [each.heading for each in content.episodes] == ["Episode", "Episode", "Episode", ""]
    assert content.episodes[0].lines == ("From 25 Nov 2026, 01:00 until 25 Nov 2026, 09:00.",)
    assert content.episodes[-1].lines == ("2 earlier episodes are not shown.",)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (ONSET, 'The list "When to get help" was shown on 23 Nov 2026.'),
        (None, 'The list "When to get help" has not been shown.'),
    ],
)
def test_the_footer_says_when_the_help_list_was_shown(shown, sentence):
    footer = report_content(facts(help_shown=shown)).footer
    assert footer[:2] == (sentence, "Days without an entry at lower back left are left open: 5 of 42.")
    assert footer[-1] == (
        "Written on 3 Jan 2027 by Recovery Tracker 1.2.3, a diary and reminder tool; not a medical device; not checked by a regulator."
    )


def test_the_footer_names_what_was_not_written_down():
    assert report_content(nothing()).footer[2] == (
        "Not written down in these days: What you can do; Sessions; Questions; What it feels like, what changes it; Medicines; "
        "Sleep, morning, mood; Pain through the day; Pain before and after sessions; Activity."
    )
    assert not [sentence for sentence in report_content(everything()).footer if sentence.startswith("Not written down")]


def test_what_is_left_out_is_said_to_be_and_is_not_called_missing():
    content = report_content(everything(choices=ReportChoices(leave_out=frozenset({LeftOut.MOOD, LeftOut.MEDICINES}))))
    assert "Left out by choice: Medicines, Mood." in content.footer
    assert not [sentence for sentence in content.footer if sentence.startswith("Not written down")]
    assert "Medicines" not in [each.heading for each in content.blocks]


def test_the_picture_is_the_one_of_the_period_and_the_site():
    picture = report_content(facts()).picture
    assert (picture.first, picture.last, picture.followed.site, len(picture.followed.readings), len(picture.phases)) == (ONSET, LAST, SITE, 97, 3)


@pytest.mark.parametrize("make", [everything, nothing])
def test_the_report_claims_nothing(make):
    words = words_of(report_content(make(choices=ReportChoices(parts=EVERY_PART)))).lower()
    assert not [word for word in FORBIDDEN if word in words]


def test_the_same_facts_make_the_same_page():
    assert report_content(facts()).chart_words == report_content(facts()).chart_words
    assert report_content(facts(now=a_moment(LAST, 23))).written - a_moment(LAST, 23).at == timedelta(0)


def test_the_version_is_the_one_that_wrote_it():
    assert "Recovery Tracker 9.9" in report_content(replace(facts(), version="9.9")).footer[-1]
