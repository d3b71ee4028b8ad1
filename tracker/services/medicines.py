"""Doses: recorded, and shown with what was taken last, the total of 24 hours, the limit, and what is to be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.domain.dose_notices import Notice, NoticeKind, notices
from tracker.domain.entries import Dose, Kind, refuse
from tracker.domain.medicines import DoseDraft, Intake, Limit, Medicine, Total, window_total
from tracker.domain.times import Clock, Moment
from tracker.language import _
from tracker.services.cabinet import Cabinet, intake_of
from tracker.services.deeds import Deed, History
from tracker.services.journal import Journal
from tracker.storage.entries import EntryStore
from tracker.storage.medicines import MedicineStore

DAYS_AROUND = timedelta(days=12)  # longer than any label's days in a row


@dataclass(frozen=True, slots=True)
class Line:
    """One ingredient of a medicine: the dose before, the 24 hours up to then without and with the dose in question, and its limit."""

    ingredient: str
    last: Dose | None
    total: Total
    total_with: Total
    limit: Limit


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands side by side for a medicine, and what is to be said."""

    medicine: Medicine
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()


class Medicines(Cabinet):
    """The deeds on medicines and doses."""

    def __init__(self, store: MedicineStore, entries: EntryStore, journal: Journal, history: History, clock: Clock) -> None:
        super().__init__(store, history, clock)
        self._entries = entries
        self._journal = journal

    def read(self, draft: DoseDraft) -> Dose:
        """The dose a draft stands for; raises Refused where there are issues."""
        refuse(draft.issues(self._clock.now()))
        return draft.entry(self.meant(draft.name))

    def record(self, draft: DoseDraft) -> Deed:
        """Save a dose; a draft with issues comes back with them and nothing is saved. Whatever is said of it, it is kept."""
        if issues := draft.issues(self._clock.now()):
            return Deed(issues=issues)
        return self._journal.add(self.read(draft))

    def last_of(self, name: str) -> Dose | None:
        """The last dose called by a name."""
        return self._dose(self._store.last_holding([name], self._clock.now()))

    def overview(self, what: Dose | str, at: Moment | None = None) -> Overview:
        """A medicine at a moment (now by default), or a dose, saved or in the making, at its own; of a dose it is told what is to be said."""
        dose = what if isinstance(what, Dose) else None
        name = what if isinstance(what, str) else what.name
        medicine = self.meant(name)
        moment = dose.moment if dose else (at or self._journal.now())
        intake = intake_of(dose, self.own()) if dose else Intake(moment, name, medicine.amounts, medicine.on_skin)
        others = self._around(moment, dose.id if dose else "")
        limits = {amount.ingredient: self.limit(amount.ingredient).overlaid(medicine.limit_of(amount.ingredient)) for amount in intake.amounts}
        lines = tuple(self._line(limit, intake, others, dose) for limit in limits.values())
        return Overview(medicine, lines, (*self._unknown(name), *self._said(dose, intake, others, limits)))

    def _said(self, dose: Dose | None, intake: Intake, others: Sequence[Intake], limits: Mapping[str, Limit]) -> list[Notice]:
        return notices(intake, others, limits) if dose else []

    def _unknown(self, name: str) -> list[Notice]:
        if self.find(name):
            return []
        sentence = _("“{name}” is neither in the list of medicines nor among your own, so it is counted by this name alone.")
        return [Notice(NoticeKind.UNKNOWN, sentence.format(name=name.strip()))]

    def _line(self, limit: Limit, intake: Intake, others: Sequence[Intake], dose: Dose | None) -> Line:
        last = self._dose(self._store.last_holding(self._names_of(limit.ingredient), intake.at, dose.id if dose else ""))
        total = window_total(limit.ingredient, others, intake.at)
        total_with = window_total(limit.ingredient, (*others, intake), intake.at) if dose else total
        return Line(limit.ingredient, last, total, total_with, limit)

    def _around(self, moment: Moment, but: str) -> list[Intake]:
        own = self.own()
        found = self._entries.between(moment.day - DAYS_AROUND, moment.day + DAYS_AROUND, (Kind.DOSE,))
        return [intake_of(one, own) for one in found if isinstance(one, Dose) and one.id != but]

    def _names_of(self, ingredient: str) -> list[str]:
        return next(([one.name, *one.brands] for one in self.ingredients() if one.name == ingredient), [ingredient])

    def _dose(self, id_: str | None) -> Dose | None:
        found = self._entries.get(id_) if id_ else None
        return found if isinstance(found, Dose) else None
