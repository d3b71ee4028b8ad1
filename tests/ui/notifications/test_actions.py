"""What a notice offers for any group of reminders, and what each answer means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import utc
from tracker.domain.reminders.facts import Answer, Raised
from tracker.domain.reminders.rules import ReminderKind
from ui.notifications.actions import Destination, Goal, Press, answer_of, answered_by, buttons, destination_of

AT = utc("2026-11-25T20:00")
groups = st.lists(st.sampled_from(list(ReminderKind)), min_size=1, max_size=6)


def raised(kind, about=""):
    return Raised(rule_id=kind, kind=ReminderKind(kind).value, due_at=AT, first_due_at=AT, raised_at=AT, about=about)


@given(groups)
def test_any_group_can_be_put_off_and_left_with_four_buttons_at_most(kinds):
    offered = buttons([raised(kind) for kind in kinds], neutral=False)
    assert len(offered) <= 4
    assert len({button.key for button in offered}) == len(offered)
    assert [button.label for button in offered][-2:] in (["Snooze", "Skip"], ["Snooze", "OK"])


@given(groups, st.booleans())
def test_each_button_answers_something_and_has_an_answer_that_can_be_kept(kinds, neutral):
    reminders = [raised(kind) for kind in kinds]
    for button in buttons(reminders, neutral=neutral):
        for press in (button.key, *(choice.key for choice in button.choices)):
            answered = answered_by(reminders, press)
            assert answered
            assert all(answer_of(press, reminder, lambda _reminder: 15) in set(Answer) for reminder in answered)
            assert isinstance(destination_of(press, answered).goal, Goal)


def test_the_pain_after_is_asked_of_the_last_of_two_sessions_and_the_other_waits():
    first, last = raised("after_session", "one"), raised("after_session", "two")
    assert answered_by([first, last], Press.LOG) == [last]
    assert destination_of(Press.LOG, [last]) == Destination(Goal.AFTER_SESSION, "two")


@pytest.mark.parametrize(
    ("kinds", "goal"),
    [
        (["phase_switch"], Goal.PLAN),
        (["appointment"], Goal.REPORT),
        (["backup"], Goal.SETTINGS),
        (["day_note"], Goal.DAY_NOTE),
        (["after_session"], Goal.AFTER_SESSION),
        (["function"], Goal.TODAY),
        (["own"], Goal.TODAY),
        (["ice"], Goal.TODAY),
        (["backup", "day_note"], Goal.TODAY),
    ],
)
def test_opening_leads_where_it_can_be_done_and_several_at_once_to_today(kinds, goal):
    assert destination_of(Press.OPEN, [raised(kind) for kind in kinds]).goal is goal


@pytest.mark.parametrize("press", [Press.SKIP, Press.SEEN, Press.SNOOZE, "snooze_30"])
def test_putting_off_and_skipping_lead_nowhere(press):
    assert destination_of(press, [raised("pain")]) == Destination(Goal.NOWHERE)
