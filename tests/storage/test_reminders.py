"""The rules of reminders, and what was raised."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.builders import a_moment, an_episode, an_event
from tests.storage.diaries import HARD_TEXT, LATER, NOW, open_in
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import How, Raised
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule, default_id
from tracker.domain.visits import Appointment
from tracker.storage.database import Database
from tracker.storage.episodes import EpisodeStore
from tracker.storage.reminders import ReminderStore
from tracker.storage.row_writes import insert
from tracker.storage.values import instant_text
from tracker.storage.visits import VisitStore

RULE_ID = default_id(ReminderKind.PAIN)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as database:
        yield database


@pytest.fixture
def store(database: Database) -> ReminderStore:
    return ReminderStore(database)


def an_own_rule() -> Rule:
    """An own reminder with every field told."""
    return Rule(
        kind=ReminderKind.OWN,
        is_on=False,
        times=(time(8, 30), time(21)),
        every=45,
        hours=Hours(time(9), time(17, 30)),
        weekdays=(0, 6),
        day=date(2026, 12, 20),
        phases=(Phase.ICE, Phase.WELL),
        repeat=Repeat(10, 3),
        snooze=60,
        silent_when_done=False,
        text=HARD_TEXT,
    )


def a_raised(**fields: object) -> Raised:
    values = {"rule_id": RULE_ID, "kind": "pain", "due_at": NOW, "first_due_at": NOW, "raised_at": NOW, **fields}
    return Raised(**values)  # type: ignore[arg-type]


def test_a_rule_comes_back_as_it_was_saved_and_knows_since_when(store: ReminderStore) -> None:
    rule = an_own_rule()
    store.put(rule, NOW)
    assert store.rules() == [replace(rule, since=NOW)]
    plain = Rule(id=rule.id, kind=ReminderKind.OWN, times=(time(7),), text="walk")
    store.put(plain, LATER)
    assert store.rules() == [replace(plain, since=LATER)]


def test_a_rule_that_is_forgotten_leaves_a_tombstone_until_it_is_brought_back(store: ReminderStore, database: Database) -> None:
    rule = an_own_rule()
    store.put(rule, NOW)
    store.remove(rule.id, LATER)
    assert store.rules() == []
    assert database.execute("SELECT id FROM tombstones").fetchall() == [(rule.id,)]
    store.put(rule, LATER)
    assert database.execute("SELECT id FROM tombstones").fetchall() == []


@pytest.mark.parametrize("content", ["{", "{}", "[]", '{"hours": 3}', "null"])
def test_a_rule_that_damage_has_made_unreadable_is_left_out(store: ReminderStore, database: Database, content: str) -> None:
    store.put(an_own_rule(), NOW)
    store.put(Rule(id="e" * 36, kind=ReminderKind.OWN, times=(time(7),), text="walk"), NOW)
    database.execute("UPDATE reminder_rules SET content = ? WHERE id = ?", [content, "e" * 36])
    assert len(store.rules()) == 1


def test_a_reminder_is_raised_once_for_its_rule_its_instant_and_what_it_is_about(store: ReminderStore) -> None:
    first = a_raised()
    others = [a_raised(rule_id=default_id("heat")), a_raised(due_at=LATER), a_raised(about="e" * 36)]
    assert store.raise_once([first, *others]) == [first, *others]
    again = [a_raised(raised_at=LATER), a_raised(due_at=LATER + timedelta(hours=1))]
    assert store.raise_once(again) == again[1:]


def test_what_was_raised_comes_back_with_its_answer(store: ReminderStore) -> None:
    raised = a_raised(how=How.LATE, about="e" * 36, text=HARD_TEXT, round=2, first_due_at=NOW - timedelta(hours=1))
    store.raise_once([raised])
    assert store.get(raised.id) == raised
    store.answered(raised.id, "snooze_15", LATER, LATER + timedelta(minutes=15))
    answered = replace(raised, answer="snooze_15", answered_at=LATER, snoozed_until=LATER + timedelta(minutes=15))
    assert store.get(raised.id) == answered
    assert store.get("f" * 36) is None
    assert store.due_since(NOW) == [answered]
    assert store.due_since(LATER) == []
    assert store.raised_between(NOW, LATER) == [answered]
    assert store.raised_between(LATER, LATER + timedelta(days=1)) == []


def test_what_was_raised_before_there_were_rules_has_the_rule_of_its_kind(store: ReminderStore, database: Database) -> None:
    at = instant_text(NOW)
    row = {"id": "e" * 36, "kind": "pain", "due_at": at, "answer": "later", "created_at": at, "updated_at": at}
    insert(database, "reminders_raised", row)
    assert store.due_since(NOW) == [a_raised(id="e" * 36, answer="later")]


def test_the_plan_changed_with_the_last_change_on_an_episode_but_for_the_ticks(store: ReminderStore, database: Database) -> None:
    episodes, episode = EpisodeStore(database), an_episode()
    assert store.plan_changed_at() is None
    episodes.put(episode, NOW)
    ticked = replace(episode, events=(an_event("ticks", eased=True),))
    episodes.put(ticked, LATER)
    assert store.plan_changed_at() == NOW
    at = LATER + timedelta(hours=1)
    episodes.put(replace(ticked, events=(*ticked.events, an_event("heat", reason="told so"))), at)
    assert store.plan_changed_at() == at
    episodes.put(replace(ticked, ended=a_moment("2026-11-26T10:00")), at + timedelta(hours=1))
    assert store.plan_changed_at() == at + timedelta(hours=1)


def test_an_appointment_is_known_since_it_was_arranged(store: ReminderStore, database: Database) -> None:
    visit = Appointment(moment=a_moment(), whom="the physio")
    VisitStore(database).put_appointment(visit, NOW)
    assert store.arranged_at() == {visit.id: NOW}
