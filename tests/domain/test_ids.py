"""The ids that are written down are those that are made of their names: a diary of an older version has them."""

from tracker.domain.ids import new_id, shared_id
from tracker.domain.plan.protocol import FIRST_PLAN_ID
from tracker.domain.reminders.rules import default_id
from tracker.domain.visits import FUNCTION_LIST_ID
from tracker.library.reminders import default_rules


def test_what_is_written_down_is_what_its_name_makes():
    assert (shared_id("plan:first"), shared_id("function-activities")) == (FIRST_PLAN_ID, FUNCTION_LIST_ID)
    assert [rule.id for rule in default_rules()] == [default_id(rule.kind) for rule in default_rules()]


def test_a_name_makes_one_id_and_no_name_another_each_time():
    assert shared_id("plan:first") == "fb260af4-9503-543c-9d2e-3025cbd2b7db"
    assert new_id() != new_id()
