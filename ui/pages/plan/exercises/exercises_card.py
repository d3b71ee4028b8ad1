"""The exercises of the plan with their pictures: starting them, changing how often, adding one's own, taking one out."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.protocol import EPISODE_PHASES, Phase, PlannedExercise
from tracker.domain.plan.words import phase_name
from tracker.language import _
from tracker.library.exercises import advice, exercise
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from tracker.wording.plan_page import dosage_words
from ui.desk import Desk
from ui.pages.plan.exercises.exercise_form import ExerciseForm
from ui.pages.plan.exercises.exercise_row import ExerciseOffer, ExerciseRow
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.line_stack import LineStack

# What goes with the ice and with the heat, and is offered though the plan does not name it.
BESIDE = {Phase.ICE: "pressure", Phase.HEAT: "contrast"}


class ExercisesCard(Card):
    """Lists what can be done step by step, and its form in place.

    `exercise_wanted` brings the key of one, `exercises_wanted` asks for those of the stretches in turn, `opened` brings what was opened.
    """

    exercise_wanted = Signal(str)
    exercises_wanted = Signal()
    opened = Signal(QWidget)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans) -> None:
        super().__init__(_("Exercises"))
        self._desk = desk
        self._plans = plans
        self._shown: list[ExerciseOffer] = []
        self._rows: list[ExerciseRow] = []
        self._opened: set[str] = set()
        self._changed: ExerciseOffer | None = None
        self.start_button = ordinary_button(_("Start all stretches"), icon_name="play")
        self.start_button.clicked.connect(self.exercises_wanted)
        self.add_button = ordinary_button(_("Add an exercise of my own"))
        self.add_button.clicked.connect(lambda: self._open_form(None))
        for button in (self.start_button, self.add_button):
            self.add_to_header(button)
        self.lines = LineStack(_("Exercises"))
        self.form = ExerciseForm(desk, drafts, plans)
        self.form.done.connect(self._on_done)
        self.later = plain_label(_("The stretches come later in the plan: what is still needed stands in their card above."))
        self.body.addWidget(plain_label(_(advice().always), "muted"))
        self.body.addWidget(self.later)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.form.hide()
        if self.form.has_draft():
            self._open_form(self._draft_offer())

    def refresh(self, phase: Phase) -> None:
        """Show the exercises of the plan in force; what is being typed stays."""
        offers = self._offers()
        has_stretches = any(offer.phase is Phase.STRETCH for offer in offers)
        self.start_button.setVisible(has_stretches)
        self.later.setVisible(has_stretches and phase in {Phase.ICE, Phase.HEAT})
        self.start_button.set_kind("main" if phase is Phase.STRETCH else "ordinary")
        if offers == self._shown:
            return
        self._shown = offers
        self._opened &= {offer.planned.key for offer in offers}
        self._rows = [self._row(offer) for offer in offers]
        self.lines.set_lines(self._rows)

    def rows(self) -> list[ExerciseRow]:
        """The rows in view, in order."""
        return list(self._rows)

    def _offers(self) -> list[ExerciseOffer]:
        """The exercises of the plan, then what belongs to the ice and to the heat."""
        plan, places = self._plans.in_force(), self._plans.figures()
        planned = [
            ExerciseOffer(phase, exercise, places_of(places, phase, exercise), _about(phase, exercise))
            for phase in reversed(EPISODE_PHASES)
            for exercise in plan.phases[phase].exercises
        ]
        keys = {offer.planned.key for offer in planned}
        return [*planned, *(_beside(phase, key) for phase, key in BESIDE.items() if key not in keys)]

    def _row(self, offer: ExerciseOffer) -> ExerciseRow:
        row = ExerciseRow(offer)
        key = offer.planned.key
        row.show_details(is_open=key in self._opened)
        row.details_wanted.connect(partial(self._on_details_wanted, row))
        row.start_wanted.connect(partial(self.exercise_wanted.emit, key))
        row.change_wanted.connect(partial(self._open_form, offer))
        row.remove_wanted.connect(partial(self._on_remove, offer))
        return row

    def _on_details_wanted(self, row: ExerciseRow, is_open: bool) -> None:
        key = row.offer.planned.key
        self._opened = self._opened | {key} if is_open else self._opened - {key}
        row.show_details(is_open=is_open)

    def _on_remove(self, offer: ExerciseOffer) -> None:
        self._desk.run(lambda: self._plans.remove_exercise(offer.phase, offer.planned.key))

    def _draft_offer(self) -> ExerciseOffer | None:
        place = self.form.draft_place()
        return next((offer for offer in self._offers() if offer.is_planned and (offer.phase.value, offer.planned.key) == place), None)

    def _open_form(self, offer: ExerciseOffer | None) -> None:
        self._changed = offer
        self.form.open_for(offer)
        self.add_button.hide()
        self.form.show()
        if self.isVisible():
            self.form.focus_first()
            self.opened.emit(self.form)

    def _on_done(self) -> None:
        self.form.hide()
        self.add_button.show()
        places = [(offer.phase, offer.planned.key) for offer in self._shown]
        if self._changed is not None and (place := (self._changed.phase, self._changed.planned.key)) in places:
            self.lines.focus_line(places.index(place))
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)


def places_of(places: tuple[PlanFigure, ...], phase: Phase, planned: PlannedExercise) -> tuple[PlanFigure, ...]:
    """The figures of one exercise of a phase."""
    return tuple(place for place in places if place.phase is phase and place.exercise is not None and place.exercise.key == planned.key)


def _about(phase: Phase, planned: PlannedExercise) -> str:
    """For an exercise of another phase than the stretches, which one; else nothing: the dosage is shown."""
    if phase is Phase.STRETCH:
        return ""
    return _("{dosage}. For the phase: {phase}").format(dosage=dosage_words(planned), phase=phase_name(phase))


def _beside(phase: Phase, key: str) -> ExerciseOffer:
    """What the app has for a phase besides the plan's exercises."""
    known = exercise(key)
    planned = PlannedExercise(key, known.name if known else key)
    return ExerciseOffer(phase, planned, about=_("For the phase: {phase}").format(phase=phase_name(phase)), is_planned=False)
