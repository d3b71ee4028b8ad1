"""The reminders that come with the app."""

from datetime import time

from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import ReminderKind, rule_issues
from tracker.library.reminders import default_rules


def test_there_is_one_rule_of_each_kind_but_own_and_all_of_them_make_sense() -> None:
    assert [rule.kind for rule in default_rules()] == [
        ReminderKind.ICE,
        ReminderKind.HEAT,
        ReminderKind.EXERCISES,
        ReminderKind.STRENGTH,
        ReminderKind.PHASE_SWITCH,
        ReminderKind.AFTER_SESSION,
        ReminderKind.PAIN,
        ReminderKind.DAY_NOTE,
        ReminderKind.WALKING,
        ReminderKind.BREAK,
        ReminderKind.FLUIDS,
        ReminderKind.RELAXATION,
        ReminderKind.FUNCTION,
        ReminderKind.APPOINTMENT,
        ReminderKind.BACKUP,
    ]
    assert [issue for rule in default_rules() for issue in rule_issues(rule)] == []


def test_no_reminder_is_about_a_medicine() -> None:
    assert not any(word in kind.value for kind in ReminderKind for word in ("dose", "medicine", "pill"))


def test_each_is_active_in_its_phase() -> None:
    phases = {rule.kind.value: rule.phases for rule in default_rules()}
    assert (phases["ice"], phases["heat"], phases["exercises"]) == ((Phase.ICE,), (Phase.HEAT,), (Phase.STRETCH,))
    assert phases["pain"] == phases["day_note"] == (Phase.ICE, Phase.HEAT, Phase.STRETCH)
    assert set(phases["appointment"]) == set(Phase)


def test_what_is_of_keeping_well_is_off_until_it_is_chosen() -> None:
    well = {rule.kind.value: rule for rule in default_rules() if rule.phases == (Phase.WELL,)}
    assert list(well) == ["strength", "walking", "break", "fluids", "relaxation"]
    assert not any(rule.is_on for rule in well.values())
    assert all(rule.is_on for rule in default_rules() if rule.kind.value not in well)
    assert (len(well["strength"].weekdays), len(well["walking"].weekdays)) == (2, 5)
    assert (well["break"].every, well["break"].hours) == (60, Hours(time(9), time(18)))


def test_ice_goes_by_its_cycle_between_seven_and_ten() -> None:
    ice = default_rules()[0]
    assert (ice.times, ice.every, ice.hours) == ((), None, Hours(time(7), time(22)))
