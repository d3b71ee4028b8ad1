"""What damage keeps from being read: how many records of which part of the diary, of which days, and the words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.formats.joining import with_brackets, with_colon, with_space
from tracker.formats.texts import date_text, dates, in_a_row, number_text
from tracker.language import N_, _, ngettext

# Each part by the table that its records begin in, and what a person calls it; whatever else a diary keeps is of the app alone.
NAMES = {
    "entries": N_("Entries"),
    "episodes": N_("Episodes"),
    "phase_events": N_("Phases"),
    "plan_versions": N_("Plan"),
    "medicines": N_("Medicines"),
    "medicine_limits": N_("Medicines"),
    "function_activities": N_("Activities"),
    "questions": N_("Questions"),
    "appointments": N_("Appointments"),
    "reminder_rules": N_("Reminders"),
    "reminders_raised": N_("Reminders"),
    "reminder_watch": N_("Reminders"),
}
OTHER = N_("Other")
# A phase is told from these together.
OF_THE_PLAN = frozenset({"episodes", "phase_events", "plan_versions"})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Records of one part that cannot be read, do not fit their checksum, or are missing though they were never deleted.

    `part` is their table. `days` are the local days they are of, as far as these can be told, each once and in order. `ids` are those of the
    records that are there and cannot be read; of a missing one there may be none, so that `count` can be the greater.
    """

    part: str
    count: int
    days: tuple[date, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls the part."""
        return _(NAMES.get(self.part, OTHER))

    @property
    def words(self) -> str:
        """Part and count, and the months where they are known: "Entries: 3 (November 2026)"."""
        part, count, months = self.name, number_text(self.count), self.months
        return with_colon(part, with_brackets(count, months) if months else count)

    @property
    def months(self) -> str:
        """The months of what is lost, in order; empty where none is known."""
        return in_a_row(date_text(first, dates().month_year) for first in dict.fromkeys(day.replace(day=1) for day in self.days))


def damage_words(found: Iterable[Unreadable]) -> str:
    """What cannot be read, and that all else can; nothing where all can."""
    lost = lost_sentence(found)
    return with_space(lost, _("All else can be read; a backup may still hold it.")) if lost else ""


def lost_sentence(found: Iterable[Unreadable]) -> str:
    """A sentence for all that cannot be read, such as "3 entries of November 2026 cannot be read."; nothing where all can."""
    found = tuple(found)
    if len(found) == 1 and found[0].part == "entries" and (months := found[0].months):
        words = ngettext("{n} entry of {months} cannot be read.", "{n} entries of {months} cannot be read.", found[0].count)
        return words.format(n=number_text(found[0].count), months=months)
    parts = in_a_row(unreadable.words for unreadable in found)
    return _("Damage keeps a part of the diary from being read: {parts}.").format(parts=parts) if parts else ""


def let_go_words(gone: Iterable[Unreadable], copy: Path) -> str:
    """What is gone from a diary that goes on without what could not be read, and what is safe."""
    gone = tuple(gone)
    sentences = [_("The diary is whole again, and backups are made as before. The damaged file is kept as {file}.").format(file=copy)]
    if gone:
        # Translators: {parts} is "Entries: 3 (November 2026)".
        sentences.insert(0, _("Gone from the diary: {parts}.").format(parts=in_a_row(part.words for part in gone)))
    if any(part.part in OF_THE_PLAN for part in gone):
        sentences.append(_("The phase is now told from what is left of the plan: look whether it is right."))
    return " ".join(sentences)
