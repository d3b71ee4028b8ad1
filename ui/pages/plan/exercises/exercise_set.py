"""The exercises of a phase that has a set of them: a tile each, their start in turn, their figures, and their form in place."""

from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.protocol import EPISODE_PHASES, Phase, PlannedExercise
from tracker.domain.plan.words import phase_name
from tracker.domain.sessions import counts_as_done
from tracker.domain.status import Status
from tracker.formats.joining import with_comma
from tracker.language import _, pgettext
from tracker.library.exercises import advice, exercise_of
from tracker.library.plans import default_plan
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from tracker.wording.plan import exercise_name
from tracker.wording.plan_page import dosage_words
from ui.desk import Desk
from ui.forms.draft_keeper import is_begun
from ui.pages.plan.exercises.exercise_details import ExerciseDetails, ExerciseOffer
from ui.pages.plan.exercises.exercise_form import ExerciseForm
from ui.pages.plan.exercises.exercise_tile import ExerciseTile, TileGrid
from ui.pages.plan.exercises.form_name import exercise_form_name
from ui.pages.plan.exercises.taken_out import TakenOut
from ui.pages.plan.feet import Feet
from ui.pages.plan.phase_figures import PhaseFigures
from ui.pages.plan.phase_lines import PhaseLines
from ui.widgets.buttons import link_button, main_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE, HEAD_ROOM = 8, 4


class ExerciseSet(Card):
    """Shows the stretches, or the strength set of keeping well; the tick gates the latter alone.

    With the stretches stand the exercises a plan of someone else has for ice and heat. `exercise_wanted` and `log_wanted` bring the key and the
    name of one, `set_wanted` asks for all in turn, `checked_wanted` brings the tick, `opened` brings what was opened.
    """

    exercise_wanted = Signal(str)
    log_wanted = Signal(str)
    set_wanted = Signal()
    checked_wanted = Signal(bool)
    opened = Signal(QWidget)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__(_("Strength set") if phase is Phase.WELL else phase_name(phase))
        self.phase = phase
        self.set_phase(phase)
        self._desk = desk
        self._drafts = drafts
        self._plans = plans
        self._shown: list[ExerciseOffer] = []
        self._changed: str | None = None
        self.start_button = main_button("", icon_name="play")
        self.start_button.clicked.connect(self.set_wanted)
        self.add_to_header(self.start_button)
        self.checked = WrappingCheckBox(_("I have checked these exercises with a GP or physiotherapist"))
        self.checked.clicked.connect(self.checked_wanted)
        self.later = plain_label(_("They come later in the plan: what is still needed is in their card above."))
        self.grid = TileGrid(self.heading())
        self.steps = Steps()
        self.steps.closed.connect(self._on_steps_closed)
        self.taken_out = TakenOut()
        self.taken_out.wanted.connect(self._on_put_back)
        self.figures = PhaseFigures(desk, drafts, plans, phase)
        self.figures.opened.connect(self.opened)
        self.lines = PhaseLines(phase)
        self.add_button = link_button(_("Add an exercise"))
        self.add_button.clicked.connect(lambda: self._open_form(None))
        self._lay_out()
        if self.has_draft():
            self._open_form(next((offer for offer in self._offers() if self._is_drafted(offer)), None))

    @cached_property
    def form(self) -> ExerciseForm:
        """The form, made when it is first opened."""
        form = ExerciseForm(self._desk, self._drafts, self._plans, self.phase)
        form.hide()
        form.done.connect(self._on_done)
        self.body.insertWidget(self.body.indexOf(self._feet), form)
        return form

    def has_draft(self) -> bool:
        """Whether an exercise was begun, or changed, and never saved."""
        return is_begun(self._desk, self._drafts, exercise_form_name(self.phase))

    def refresh(self, status: Status) -> None:
        """Show the exercises of the plan in force and what was done of them today; what is being typed stays."""
        phase, is_well = status.state.phase, self.phase is Phase.WELL
        if not is_well:
            self.set_heading(with_comma(phase_name(self.phase), _("now")) if phase is self.phase else phase_name(self.phase))
            self.lines.show_whole(status.plan.phases[self.phase], has_figures=False)
        self.figures.refresh(status)
        self._show_offers()
        may_start = status.state.checked or not is_well
        self.checked.setVisible(not may_start)
        self.checked.setChecked(may_start)
        self.later.setVisible(not is_well and phase in {Phase.ICE, Phase.HEAT})
        count = sum(offer.phase is self.phase for offer in self._shown)
        self.start_button.setText(_start_words(count))
        self.start_button.setVisible(may_start and bool(count) and status.session is None)
        self.start_button.set_kind("main" if phase is self.phase else "ordinary")
        done = [session.kind.casefold() for session in status.sessions_today if counts_as_done(session)]
        for tile in self.grid.tiles():
            tile.show_done(done.count(tile.offer.planned.name.casefold()))
            tile.show_start(may_start=may_start)

    def tile(self, key: str) -> ExerciseTile | None:
        """The tile of an exercise; None where it has none."""
        return next((tile for tile in self.grid.tiles() if tile.offer.planned.key == key), None)

    def _show_offers(self) -> None:
        offers = self._offers()
        if offers == self._shown:
            return
        self._shown = offers
        self.grid.set_tiles([self._made_tile(offer) for offer in offers])
        self._show_steps(next((offer for offer in offers if offer.planned.key == self.steps.key), None))
        self.taken_out.show_exercises(self._taken_out())

    def _offers(self) -> list[ExerciseOffer]:
        """Those of the phase, and with the stretches those of the phases before."""
        plan, places = self._plans.in_force(), self._plans.figures()
        phases = [self.phase] if self.phase is Phase.WELL else list(reversed(EPISODE_PHASES))
        return [
            ExerciseOffer(phase, planned, places_of(places, phase, planned), self._about(phase, planned))
            for phase in phases
            for planned in plan.phases[phase].exercises
        ]

    def _about(self, phase: Phase, planned: PlannedExercise) -> str:
        """For an exercise of another phase, which one; else nothing: the dosage is shown."""
        if phase is self.phase:
            return ""
        return _("{dosage}. For the phase: {phase}").format(dosage=dosage_words(planned), phase=phase_name(phase))

    def _is_drafted(self, offer: ExerciseOffer) -> bool:
        return (offer.phase.value, offer.planned.key) == self.form.draft_place()

    def _made_tile(self, offer: ExerciseOffer) -> ExerciseTile:
        tile, key = ExerciseTile(offer), offer.planned.key
        tile.start_wanted.connect(partial(self.exercise_wanted.emit, key))
        tile.steps_wanted.connect(partial(self._show_steps, offer))
        tile.change_wanted.connect(partial(self._open_form, offer))
        tile.log_wanted.connect(partial(self.log_wanted.emit, offer.planned.name))
        tile.remove_wanted.connect(partial(self._on_remove, offer))
        return tile

    def _show_steps(self, offer: ExerciseOffer | None) -> None:
        self.steps.show_offer(offer)
        if offer is not None and self.isVisible():
            self.steps.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.opened.emit(self.steps)

    def _on_steps_closed(self) -> None:
        self._focus_tile(self.steps.key)
        self.steps.show_offer(None)

    def _on_remove(self, offer: ExerciseOffer) -> None:
        self._desk.run(lambda: self._plans.remove_exercise(offer.phase, offer.planned.key))

    def _on_put_back(self, key: str) -> None:
        exercise = next(known for known in default_plan().phases[self.phase].exercises if known.key == key)
        self._desk.run(lambda: self._plans.put_exercise(self.phase, exercise))

    def _taken_out(self) -> list[PlannedExercise]:
        kept = {offer.planned.key for offer in self._shown}
        return [known for known in default_plan().phases[self.phase].exercises if known.key not in kept]

    def _open_form(self, offer: ExerciseOffer | None) -> None:
        self._changed = offer.planned.key if offer is not None else None
        self.form.open_for(offer)
        self.add_button.hide()
        self.form.show()
        if self.isVisible():
            self.form.focus_first()
            self.opened.emit(self.form)

    def _on_done(self) -> None:
        self.form.hide()
        self.add_button.show()
        self._focus_tile(self._changed)

    def _focus_tile(self, key: str | None) -> None:
        """Put the focus on the menu of an exercise, from which it was opened; without one on what adds one."""
        tile = self.tile(key) if key else None
        (self.add_button if tile is None else tile.more_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.set_head_room(HEAD_ROOM)
        self.body.setSpacing(SPACE)
        self.body.addWidget(plain_label(f"{_(advice().always)} {_(advice().stop)}"))
        self._feet = Feet(self.figures.opener, (self.add_button,))
        for widget in (self.checked, self.later, self.grid, self.taken_out, self.steps, self._feet):
            self.body.addWidget(widget)
        # With the figures stands all that the plan says of the stretches; in keeping well that has a card of its own.
        self.figures.show_above(self.lines)
        self.lines.setVisible(self.phase is not Phase.WELL)
        self.body.addWidget(self.figures)


class Steps(QWidget):
    """How one exercise goes, large, until it is closed, by Escape too."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._details: QWidget | None = None
        self._heading = plain_label("", "strong")
        self.close_button = link_button(_("Hide"))
        self.close_button.clicked.connect(self.closed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_offer(self, offer: ExerciseOffer | None) -> None:
        """Show how an exercise goes; None hides it."""
        if self._details is not None:
            self._details.hide()
            self._details.deleteLater()
            self._details = None
        self.key = offer.planned.key if offer is not None else ""
        if offer is not None:
            self._heading.setText(breakable(exercise_name(offer.planned)))
            self._details = ExerciseDetails(exercise_of(offer.planned), offer.places)
            self._layout.insertWidget(1, self._details)
        self.setVisible(offer is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def places_of(places: Sequence[PlanFigure], phase: Phase, planned: PlannedExercise) -> tuple[PlanFigure, ...]:
    """The figures of one exercise of a phase."""
    return tuple(place for place in places if place.phase is phase and place.exercise is not None and place.exercise.key == planned.key)


def _start_words(count: int) -> str:
    return _("Start all") if count > 1 else pgettext("button", "Start")
