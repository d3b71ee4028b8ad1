"""The parts of a diary that travel, and what a record in one of them is known by."""

from enum import StrEnum


class Section(StrEnum):
    """The parts of a diary that travel, by the names the archive uses, in its order."""

    ENTRIES = "entries"
    EPISODES = "episodes"
    EVENTS = "phase_events"
    PLANS = "plan_versions"
    NOTICES = "notices_shown"
    MEDICINES = "medicines"
    LIMITS = "medicine_limits"
    FUNCTION = "function_activities"
    QUESTIONS = "questions"
    APPOINTMENTS = "appointments"
    RULES = "reminder_rules"


Key = tuple[Section, str]
