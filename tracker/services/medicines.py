"""The medicines there are, with their limits; and doses, recorded and shown with what was taken last, the total of 24 hours and the limit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tracker.domain.dose_notices import Notice, NoticeKind, notices
from tracker.domain.entries import Amount, Dose, Issue, Kind, already_there, refuse
from tracker.domain.medicine_names.known_names import MOST_WORDS_IN_A_NAME, KnownNames, Near
from tracker.domain.medicines import (
    OWN_SOURCE,
    WINDOW,
    Bound,
    DoseDraft,
    Ingredient,
    Intake,
    Limit,
    Medicine,
    Total,
    limit_id,
    limit_issues,
    nothing_taken,
    plain_name,
    window_total,
)
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment
from tracker.errors import Refused
from tracker.language import _
from tracker.library.medicines import (
    ClassAdvice,
    ingredients_by_name,
    known_names,
    listed_medicine,
    medicine_list,
    medicine_of_itself,
    medicine_words,
    units_in,
)
from tracker.services.history import Change, History, IntendedChange
from tracker.services.journal import Journal
from tracker.storage.entries import EntryStore
from tracker.storage.medicines import MedicineStore

MOST_NAMES = 50


DAYS_AROUND = timedelta(days=12)  # longer than any label's days in a row
DAYS_NEAR = timedelta(days=2)  # the day before, and one more for doses whose day was told in another zone


class KnownMedicines:
    """Own and known medicines, and the changes to own ones and to limits."""

    def __init__(self, store: MedicineStore, history: History, clock: Clock) -> None:
        self._store = store
        self._history = history
        self._clock = clock

    def own(self) -> list[Medicine]:
        """The person's own medicines, by name."""
        return self._store.own()

    def known(self) -> list[Medicine]:
        """Every medicine: own ones first, then those that come with the app."""
        return [*self.own(), *medicine_list().products]

    def ingredients(self) -> tuple[Ingredient, ...]:
        """The ingredients that come with the app."""
        return medicine_list().ingredients

    def ingredients_of_interest(self) -> list[Ingredient]:
        """The listed ingredients with a figure, and those taken or in own medicines and own limits: the list is long, and most are neither."""
        own = self.own()
        used = (find_among(own, name) for name in self._store.names_used(MOST_NAMES))
        held = {amount.ingredient for medicine in (*own, *used) if medicine for amount in medicine.amounts}
        held |= {limit.ingredient for limit in self._store.limits()}
        return [ingredient for ingredient in self.ingredients() if ingredient.limit or ingredient.name in held]

    def advice(self, medicine: Medicine) -> list[ClassAdvice]:
        """What is said of the classes of a medicine, the same for everyone."""
        kinds = {amount.kind for amount in medicine.amounts}
        return [advice for advice in medicine_list().advice if advice.kind in kinds]

    def names(self) -> list[str]:
        """Names to choose from: the most used first, then own medicines, then what the listed ones are called, then their brands."""
        products = medicine_list().products
        listed = [*(medicine_words(product.name) for product in products), *(brand for product in products for brand in product.brands)]
        found: dict[str, str] = {}
        for name in (*self._store.names_used(MOST_NAMES), *(medicine.name for medicine in self.own()), *listed):
            found.setdefault(plain_name(name), name)
        return list(found.values())

    def find(self, name: str) -> Medicine | None:
        """The medicine a name names: an own one it begins with, else a listed one wherever it stands in it; case and accents do not matter."""
        return find_among(self.own(), name)

    def meant(self, name: str) -> Medicine:
        """The medicine of a name; one that is not known holds itself and nothing else. Raises Refused for no name."""
        return self.find(name) or medicine_of_itself(name)

    def units_in(self, name: str) -> float | None:
        """How many units a name tells of: 2 of "2 x Panadol"."""
        return units_in(name)

    def add_own(self, medicine: Medicine) -> Change:
        """Keep an own medicine; raises Refused where another one has the name."""
        return self._put(_("Added"), None, self._as_own(medicine))

    def change_own(self, medicine: Medicine) -> Change:
        """Save a changed own medicine; doses saved before stay as they are."""
        return self._put(_("Changed"), self._own_of_id(medicine.id), self._as_own(medicine))

    def remove_own(self, id_: str) -> Change:
        """Forget an own medicine; doses of it stay as they are."""
        return self._put(_("Deleted"), self._own_of_id(id_), None)

    def label(self, ingredient: str) -> Limit:
        """What the label says of an ingredient."""
        return next((listed.limit for listed in self.ingredients() if listed.name == ingredient and listed.limit), Limit(ingredient))

    def limit(self, ingredient: str) -> Limit:
        """What holds for an ingredient: the label's figures, and the person's own in place of them."""
        return self.label(ingredient).overlaid(self._own_limit(ingredient))

    def lower_limit(self, ingredient: str, *, gap_hours: float | None = None, mg: float | None = None, doses: float | None = None) -> Change:
        """Set own limits stricter than the label's, in hours, mg and doses in 24 hours; with none, the label's hold again. Raises Refused."""
        label = self.label(ingredient)
        # Less mg, fewer doses and a longer gap are stricter.
        if _is_above(mg, label.mg_in_24_hours) or _is_above(doses, label.doses_in_24_hours) or _is_below(gap_hours, label.gap_hours):
            raise Refused(
                _("A limit of the label can only be made stricter. Nothing was changed; what a doctor set is added as a medicine of your own.")
            )
        wanted = Limit(ingredient, gap_hours=own_bound(gap_hours), mg_in_24_hours=own_bound(mg), doses_in_24_hours=own_bound(doses))
        refuse(limit_issues(wanted))
        after = None if wanted == Limit(ingredient) else wanted
        key = Section.LIMITS, limit_id(ingredient)
        return self._history.make(lambda: IntendedChange(_("Changed"), [key], lambda: self._put_limit(ingredient, after), _(ingredient)))

    def _own_limit(self, ingredient: str) -> Limit | None:
        return next((limit for limit in self._store.limits() if limit.ingredient == ingredient), None)

    def _own_of_id(self, id_: str) -> Medicine:
        found = next((medicine for medicine in self.own() if medicine.id == id_), None)
        if found is None:
            raise Refused(_("That is gone already. Nothing was changed."))
        return found

    def _as_own(self, medicine: Medicine) -> Medicine:
        name = medicine.name.strip()
        if any(plain_name(own.name) == plain_name(name) and own.id != medicine.id for own in self.own()):
            raise Refused(already_there(name))
        amounts = tuple(by_one_name(amount) for amount in medicine.amounts)
        limits = tuple(limit._replace(ingredient=one_name(limit.ingredient)) for limit in medicine.limits)
        return replace(medicine, name=name, amounts=amounts, limits=limits, is_own=True)

    def _put(self, name: str, before: Medicine | None, after: Medicine | None) -> Change:
        kept = after or before
        if kept is None:
            raise TypeError

        def make() -> None:
            if after is None:
                self._store.remove(kept.id, self._clock.now())
            else:
                self._store.put(after, self._clock.now())

        return self._history.make(lambda: IntendedChange(name, [(Section.MEDICINES, kept.id)], make, kept.name))

    def _put_limit(self, ingredient: str, limit: Limit | None) -> None:
        if limit is None:
            self._store.remove_limit(ingredient, self._clock.now())
        else:
            self._store.put_limit(limit, self._clock.now())


def find_among(own: list[Medicine], name: str) -> Medicine | None:
    """The medicine a name names, among own ones and those that come with the app."""
    called = {plain_name(medicine.name): medicine for medicine in own}
    words = plain_name(name).split()
    # The longest beginning first: a medicine of two words is not taken for the one its first word names.
    for length in range(len(words), 0, -1):
        if (found := called.get(" ".join(words[:length]))) and known_names().words_at_the_start(name) <= length:
            return found
    return listed_medicine(name)


def near_own(own: list[Medicine], name: str) -> Near | None:
    """An own medicine that may have been meant by a name."""
    names, listed = [(medicine.name, medicine) for medicine in own], medicine_list()
    # As a name is looked for only where no medicine is found by it, own names are as sure as those of ingredients.
    return KnownNames(names, listed.words, (medicine.name for medicine in own), listed.never_near, MOST_WORDS_IN_A_NAME).near(name)


def near_listed(name: str) -> Near | None:
    """A listed medicine that may have been meant by a name, called as it is in the language in use."""
    near = known_names().near(name)
    return near._replace(name=medicine_words(near.name)) if near else None


def own_bound(value: float | None) -> Bound | None:
    """A figure the person typed in, if there is one."""
    return None if value is None else Bound(value, OWN_SOURCE, is_own=True)


def intake_of(dose: Dose, own: list[Medicine]) -> Intake:
    """A dose by its ingredients: those written with it, else those of the medicine of its name, else its name alone."""
    medicine = find_among(own, dose.name)
    # A dose says what was in it when it was taken, whatever the medicine of its name holds by now.
    amounts = dose.ingredients or (medicine.amounts if medicine else (Amount(dose.name, None),))
    counted = tuple(held for amount in amounts for held in _counted(amount, own))
    return Intake(dose.moment, dose.name, counted, medicine is not None and medicine.on_skin)


def by_one_name(amount: Amount) -> Amount:
    """An amount with the ingredient by its one name, and of the class that is known of it."""
    known = ingredients_by_name().get(one_name(amount.ingredient))
    return amount._replace(ingredient=known.name, kind=known.kind) if known else amount._replace(ingredient=amount.ingredient.strip())


def one_name(ingredient: str) -> str:
    """The one name of an ingredient: "ibuprofen" of "Ibuprofen-Lysin"."""
    found = known_names().find(ingredient)
    return found.amounts[0].ingredient if found and len(found.amounts) == 1 else ingredient.strip()


def _counted(amount: Amount, own: list[Medicine]) -> tuple[Amount, ...]:
    """An amount by what is counted. Files, and versions before, name a medicine where an ingredient stands: its mg are of the first it holds."""
    by_name = by_one_name(amount)
    if by_name.ingredient in ingredients_by_name():
        return (by_name,)
    medicine = find_among(own, amount.ingredient)
    if medicine is None:
        return (by_name,)
    first, *others = medicine.amounts
    return (by_one_name(first._replace(mg=amount.mg)), *(by_one_name(other._replace(mg=None)) for other in others))


class Line(NamedTuple):
    """One ingredient of a medicine: the dose before, the 24 hours up to then without and with the dose in question, and its limit."""

    ingredient: str
    last: Dose | None
    total: Total
    total_with: Total
    limit: Limit


class Overview(NamedTuple):
    """What stands side by side for a medicine, and what is to be said."""

    medicine: Medicine
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()


class TakenLately(NamedTuple):
    """Each ingredient taken in 24 hours, the one begun with first; none where nothing was, else the first dose counts no more at `changes_at`."""

    lines: tuple[Line, ...]
    changes_at: datetime | None


class Medicines(KnownMedicines):
    """The changes to medicines and doses."""

    def __init__(self, store: MedicineStore, entries: EntryStore, journal: Journal, history: History, clock: Clock) -> None:
        super().__init__(store, history, clock)
        self._entries = entries
        self._journal = journal

    def read(self, draft: DoseDraft) -> Dose:
        """The dose a draft stands for; raises Refused where there are issues."""
        refuse(draft.issues(self._clock.now()))
        medicine = self.meant(draft.name)
        # What is typed beside the name goes before what stands in it.
        units = self.units_in(draft.name) if draft.units is None and not draft.mg else draft.units
        return draft._replace(units=units).entry(medicine)

    def name_issues(self, name: str) -> list[Issue]:
        """What is wrong where what is typed names no medicine, or says as in a table that none was taken: "skipped ibuprofen"."""
        # What reads tables is needed once a dose is saved, and not at the start.
        from tracker.importers.table.doses import says_not_taken

        typed = name.strip()
        is_own = plain_name(typed) in {plain_name(medicine.name) for medicine in self.own()}  # which have whatever name they were given
        return [] if typed and (is_own or not says_not_taken(typed)) else [nothing_taken()]

    def record(self, draft: DoseDraft) -> Change:
        """Save a dose; a draft with issues comes back with them and nothing is saved. Whatever is said of it, it is kept."""
        if issues := draft.issues(self._clock.now()) or tuple(self.name_issues(draft.name)):
            return Change(issues=issues)
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
        around = self._around(moment, dose.id if dose else "")
        others = [other for _dose, other in around]
        limits = {amount.ingredient: self._limit_in(medicine, amount.ingredient) for amount in intake.amounts}
        lines = tuple(self._line(limit, intake, around, dose) for limit in limits.values())
        return Overview(medicine, lines, (*self._unknown_notices(name), *self._notices_of(dose, intake, others, limits)))

    def taken_lately(self, at: Moment | None = None) -> TakenLately:
        """What was taken in the 24 hours up to a moment, now by default."""
        moment = at or self._journal.now()
        near = self._around(moment, "", DAYS_NEAR)
        around = sorted(((dose, taken) for dose, taken in near if moment.at - WINDOW < taken.at <= moment.at), key=lambda pair: pair[1].at)
        found = dict.fromkeys(amount.ingredient for _dose, taken in around for amount in taken.amounts)
        changes_at = around[0][1].at + WINDOW if around else None
        return TakenLately(tuple(self._taken_line(ingredient, moment, around) for ingredient in found), changes_at)

    def _taken_line(self, ingredient: str, moment: Moment, around: Sequence[tuple[Dose, Intake]]) -> Line:
        last = [dose for dose, taken in around if taken.holds(ingredient)][-1]
        total = window_total(ingredient, [taken for _dose, taken in around], moment.at)
        # The limit is the one that stood beside the last dose when it was entered.
        return Line(ingredient, last, total, total, self._limit_in(self.meant(last.name), ingredient))

    def _limit_in(self, medicine: Medicine, ingredient: str) -> Limit:
        """The label's figures, over them the person's own limit, over both what the own medicine says."""
        limit, own = self.limit(ingredient), medicine.limit_of(ingredient)
        # An own medicine with a limit of its own is how a dose that was ordered is typed in: the usual single dose is not its measure.
        return limit._replace(mg_at_once=None).overlaid(own) if own else limit

    def _notices_of(self, dose: Dose | None, intake: Intake, others: Sequence[Intake], limits: Mapping[str, Limit]) -> list[Notice]:
        return notices(intake, others, limits, ingredients_by_name(), self._journal.now().day) if dose else []

    def _unknown_notices(self, name: str) -> list[Notice]:
        if self.find(name):
            return []
        if near := near_own(self.own(), name) or near_listed(name):
            # Without the name itself: it stands right above, and the command line puts a word before the sentence.
            sentence = _("counted by this name alone; did you mean {name}?").format(name=near.name)
            return [Notice(NoticeKind.UNKNOWN, sentence, near)]
        sentence = _("“{name}” is neither in the list of medicines nor among your own, so it is counted by this name alone.")
        return [Notice(NoticeKind.UNKNOWN, sentence.format(name=name.strip()))]

    def _line(self, limit: Limit, intake: Intake, around: Sequence[tuple[Dose, Intake]], dose: Dose | None) -> Line:
        others = [other for _dose, other in around]
        total = window_total(limit.ingredient, others, intake.at)
        total_with = window_total(limit.ingredient, (*others, intake), intake.at) if dose else total
        return Line(limit.ingredient, self._last(limit.ingredient, intake, around, dose), total, total_with, limit)

    def _last(self, ingredient: str, intake: Intake, around: Sequence[tuple[Dose, Intake]], dose: Dose | None) -> Dose | None:
        """The dose before that held an ingredient, however long ago."""
        # The storage finds names and ingredients as they are written; of the last days all doses are here, and are known by any name.
        found = [before for before, other in around if other.at <= intake.at and other.holds(ingredient)]
        stored = self._dose(self._store.last_holding(self._names_of(ingredient), intake.at, dose.id if dose else ""))
        return max((*found, *([stored] if stored else [])), key=lambda before: before.moment.at, default=None)

    def _around(self, moment: Moment, but: str, days: timedelta = DAYS_AROUND) -> list[tuple[Dose, Intake]]:
        own = self.own()
        found = self._entries.between(moment.day - days, moment.day + days, (Kind.DOSE,))
        return [(dose, intake_of(dose, own)) for dose in found if isinstance(dose, Dose) and dose.id != but]

    def _names_of(self, ingredient: str) -> list[str]:
        return next(([listed.name, *listed.brands] for listed in self.ingredients() if listed.name == ingredient), [ingredient])

    def _dose(self, id_: str | None) -> Dose | None:
        found = self._entries.get(id_) if id_ else None
        return found if isinstance(found, Dose) else None


def _is_above(value: float | None, bound: Bound | None) -> bool:
    return value is not None and bound is not None and value > bound.value


def _is_below(value: float | None, bound: Bound | None) -> bool:
    return value is not None and bound is not None and value < bound.value
