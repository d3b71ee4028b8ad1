"""A subject of the guide as a card in words: its sections in their order, where it stands in the plan, how sure it is, and its buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain.guide import Chapter, Guide, LogTarget, Statement, Subject
from tracker.domain.plan.protocol import PLANNED_PHASES
from tracker.domain.plan.words import phase_name
from tracker.domain.words import session_name
from tracker.formats.joining import sentence, with_colon, with_space
from tracker.formats.texts import in_a_row
from tracker.language import N_, _, ngettext
from tracker.library.exercises import exercise
from tracker.wording.guide import grade_words

# Of these it is told when in the plan they fit; of the others the first section is the whole answer, and needs no heading besides the title.
IN_THE_PLAN = {Chapter.MEASURES, Chapter.EXERCISES, Chapter.WELL}
LOGS = {
    "session": N_("Add a session that is over"),
    "exercise": N_("Do it step by step"),
    "dose": N_("Add a medicine"),
    "activity": N_("Add an activity"),
    "day_note": N_("Add a day note"),
    "appointment": N_("Add an appointment"),
}


@dataclass(frozen=True, slots=True)
class CardParagraph:
    """One paragraph, and in small under it how sure it is and where it comes from."""

    text: str
    beneath: str


@dataclass(frozen=True, slots=True)
class CardSection:
    """A heading, empty where the title says enough, and what stands under it."""

    heading: str
    paragraphs: tuple[CardParagraph, ...]


def card_sections(subject: Subject, guide: Guide) -> Iterator[CardSection]:
    """The sections that have something to say, in the order of every card."""
    parts = (
        (_("What it is") if subject.chapter in IN_THE_PLAN else "", subject.what),
        (_("When in the plan"), () if subject.when is None else (subject.when,)),
        (_("What the two guides say"), subject.guides),
        (_("What good sources say"), subject.evidence),
        (_("Ask first"), subject.ask_first),
        (_("Stop when"), subject.stop),
        (_("What the app does not follow"), subject.not_followed),
    )
    for heading, statements in parts:
        if statements:
            yield CardSection(heading, tuple(CardParagraph(_(statement.text), _beneath(statement, guide)) for statement in statements))


def plan_words(subject: Subject) -> str:
    """Where a subject stands among the four phases, in a sentence; empty where nobody asks."""
    if subject.chapter not in IN_THE_PLAN:
        return ""
    if not subject.phases and subject.ask_first:
        return sentence(_("Ask first"))
    in_plan = _("In the plan: {phases}.")
    any_time = not subject.phases or set(subject.phases) >= set(PLANNED_PHASES)
    phases = _("any time") if any_time else in_a_row(phase_name(phase) for phase in PLANNED_PHASES if phase in subject.phases)
    if subject.ask_first:
        return with_space(in_plan.format(phases=phases), sentence(_("Ask first")))
    return in_plan.format(phases=phases)


def short_grade(subject: Subject) -> str:
    """What good sources say of a subject, in a sentence; empty where they have nothing to grade."""
    return _("Good sources: {grade}.").format(grade=grade_words(subject.grade)) if subject.grade else ""


def ways_to_log(subject: Subject) -> Iterator[LogTarget]:
    """Where a subject is logged, each with what is known of it: an appointment for its kind of session, the note of the day by the subject."""
    session = next((target.kind for target in subject.log if target.form == "session"), "")
    known = {"appointment": session, "day_note": subject.key}
    # What was done comes first: an appointment is not what one logs of it.
    for target in sorted(subject.log, key=lambda target: target.form == "appointment"):
        yield replace(target, kind=target.kind or known.get(target.form, ""))


def log_words(target: LogTarget, subject: Subject) -> str:
    """What the button says that opens a form, or begins an exercise: which one where there are several."""
    alike = [other for other in subject.log if other.form == target.form]
    if target.form == "exercise" and len(alike) > 1:
        known = exercise(target.kind)
        return _(known.name) if known else session_name(target.kind)
    if target.form == "session" and len(alike) > 1:
        return with_colon(_("Log it"), session_name(target.kind))
    if target.form in {"exercise", "appointment"} or len(subject.log) > 1:
        return _(LOGS[target.form])
    return _("Log it")


def found_words(count: int) -> str:
    """How many subjects a search found."""
    if not count:
        return _("Nothing found")
    return ngettext("{count} found", "{count} found", count).format(count=count)


def ask_first_words(subject: Subject) -> str:
    """Who should ask first, in one line; empty where nobody has to."""
    return " ".join(_(statement.text) for statement in subject.ask_first)


def _beneath(statement: Statement, guide: Guide) -> str:
    grade = sentence(_("Grade: {grade}").format(grade=grade_words(statement.grade))) if statement.grade else ""
    return " ".join(part for part in (grade, _source_words(statement, guide)) if part)


def _source_words(statement: Statement, guide: Guide) -> str:
    titles = [_(source.title) for key in statement.sources if (source := guide.source(key)) is not None]
    if not titles:
        return ""
    return ngettext("Source: {sources}", "Sources: {sources}", len(titles)).format(sources="; ".join(titles))
