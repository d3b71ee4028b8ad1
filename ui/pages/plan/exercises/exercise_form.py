"""The form of an exercise: how long and how often; of one's own also its name, its steps and its pictures."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT, Issue
from tracker.domain.exercises import Exercise
from tracker.domain.plan.exercises import free_key, with_exercise
from tracker.domain.plan.figures import PlanFigure, bounds_of, changed
from tracker.domain.plan.protocol import DOSAGE_FIGURES, Phase, PlannedExercise
from tracker.domain.sourced_number import BY_YOU
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.plans import Plans
from tracker.wording.plan import exercise_name
from ui.desk import Desk
from ui.forms.form import InPlaceForm, point_or_none
from ui.pages.plan.exercises.exercise_details import ExerciseOffer
from ui.pages.plan.exercises.form_name import exercise_form_name
from ui.pages.plan.exercises.pictures_field import PicturesField
from ui.pages.plan.figure_row import FigureRow
from ui.widgets.card import CardRow
from ui.widgets.fields.note_field import NoteField
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.wrapping_check_box import WrappingCheckBox

NEW = PlannedExercise("", "")
SPACE, LABEL_SPACE = 12, 4


class ExerciseForm(InPlaceForm):
    """Adds an exercise of one's own to a phase, or changes one of the plan."""

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase = Phase.STRETCH) -> None:
        super().__init__(desk, drafts, exercise_form_name(phase), _("Add an exercise"), _("Save"))
        self._plans = plans
        self._planned, self._phase, self._usual_phase = NEW, phase, phase
        self.name, self.position = QLineEdit(), QLineEdit()
        self.steps = NoteField(_("Steps, each on a line of its own"))
        self.sided = WrappingCheckBox(_("On each side in turn"))
        self.pictures = PicturesField()
        self.dosage = {key: FigureRow() for key in DOSAGE_FIGURES}
        self._lay_out_rows()
        for signal in (self.name.textEdited, self.position.textEdited, self.steps.changed, self.sided.clicked, self.pictures.changed):
            signal.connect(self.on_typed)
        for row in self.dosage.values():
            row.changed.connect(self.on_typed)

    def open_for(self, offer: ExerciseOffer | None) -> None:
        """Change an exercise, or add one."""
        # First: what still waits to be kept belongs to the exercise that was open, and its fields still hold it.
        self._keeper.keep_waiting()
        self._planned, self._phase = (NEW, self._usual_phase) if offer is None else (offer.planned, offer.phase)
        self.heading.setText(_("Add an exercise") if offer is None else breakable(exercise_name(offer.planned)))
        self._own.setVisible(offer is None or offer.planned.own is not None)
        self.open()

    def draft_place(self) -> tuple[str, str]:
        """The phase and the key of the exercise something was typed for; an empty key for a new one."""
        kept = self._keeper.kept() or {}
        return str(kept.get("phase", "")), str(kept.get("key", ""))

    def fill(self) -> None:
        """The exercise as it is in force."""
        own = self._planned.own
        for row, place in zip(self.dosage.values(), self._places(), strict=True):
            row.show_place(place)
        self._show_own(
            self._planned.name if own else "",
            own.position if own else "",
            "\n".join(own.steps) if own else "",
            own.pictures if own else (),
            is_sided=bool(own and own.is_sided),
        )

    def is_for_subject(self, kept: dict[str, Any]) -> bool:
        """Whether it was kept of this exercise."""
        return (kept.get("phase"), kept.get("key")) == (self._phase.value, self._planned.key)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "phase": self._phase.value,
            "key": self._planned.key,
            "dosage": {key: row.value for key, row in self.dosage.items()},
            "name": self.name.text(),
            "position": self.position.text(),
            "steps": self.steps.text(),
            "is_sided": self.sided.isChecked(),
            "pictures": list(self.pictures.pictures()),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        for key, row in self.dosage.items():
            row.show_value(point_or_none(content["dosage"][key]))
        name, position, steps = (str(content[key]) for key in ("name", "position", "steps"))
        pictures = tuple(str(picture) for picture in content["pictures"])
        self._show_own(name, position, steps, pictures, is_sided=bool(content["is_sided"]))

    def issues(self) -> list[Issue]:
        """A name and a step are needed, and what fits into the plan's file."""
        from tracker.importers.plan.plan import MOST_STEPS, TEXT_LIMIT

        if self._own.isHidden():
            return []
        found = [] if self.name.text().strip() else [Issue("name", _("Give it a name."))]
        steps = self._steps()
        if not steps:
            found.append(Issue("steps", _("Write one step or more, each on a line of its own.")))
        elif len(steps) > MOST_STEPS or max(map(len, steps)) > TEXT_LIMIT:
            sentence = _("At most {steps} steps, each of at most {letters} characters.").format(steps=MOST_STEPS, letters=TEXT_LIMIT)
            found.append(Issue("steps", sentence))
        return found

    def record(self) -> Change:
        """Put the exercise into the plan, from now on."""
        done = self._plans.put_exercise(self._phase, self._with_typed_dosage(self._typed_exercise()))
        return done if done.touched else Change()

    def focus_first(self) -> None:
        """The name, or the first figure."""
        field = self.dosage[DOSAGE_FIGURES[0]].box if self._own.isHidden() else self.name
        field.setFocus()

    def _typed_exercise(self) -> PlannedExercise:
        """The exercise with what is typed of it, its dosage as it was."""
        if self._own.isHidden():
            return self._planned
        name = self.name.text().strip()
        key = self._planned.key or free_key(self._plans.in_force(), name)
        before = self._planned.own or Exercise(key, name, "", (), is_sided=False, pictures=(), source=BY_YOU, is_own=True)
        own = before._replace(
            name=name,
            position=self.position.text().strip(),
            steps=self._steps(),
            is_sided=self.sided.isChecked(),
            pictures=self.pictures.pictures(),
            # Captions belong to pictures: with others they would say something else.
            captions=before.captions if before.pictures == self.pictures.pictures() else (),
        )
        return self._planned._replace(key=key, name=name, own=own)

    def _with_typed_dosage(self, planned: PlannedExercise) -> PlannedExercise:
        """The exercise with the figures in the boxes: the plan says which of them are the person's."""
        plan = with_exercise(self._plans.in_force(), self._phase, planned)
        for key, row in self.dosage.items():
            if row.value is not None and row.is_changed:
                plan = changed(plan, f"{self._phase.value}.{planned.key}.{key}", row.value)
        exercise = next(exercise for exercise in plan.phases[self._phase].exercises if exercise.key == planned.key)
        # Blank figures last: a change of the plan takes numbers alone.
        blank: dict[str, Any] = {key: None for key, row in self.dosage.items() if row.value is None}
        return exercise._replace(dosage=exercise.dosage._replace(**blank))

    def _places(self) -> list[PlanFigure]:
        return [PlanFigure(key, key, getattr(self._planned.dosage, key), bounds_of(key), self._phase, self._planned) for key in DOSAGE_FIGURES]

    def _steps(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.steps.text().splitlines() if line.strip())

    def _show_own(self, name: str, position: str, steps: str, pictures: tuple[str, ...], *, is_sided: bool) -> None:
        self.name.setText(name)
        self.position.setText(position)
        self.steps.set_text(steps)
        self.sided.setChecked(is_sided)
        self.pictures.show_pictures(pictures)

    def _lay_out_rows(self) -> None:
        for field, name, limit in ((self.name, _("Name"), NAME_LIMIT), (self.position, _("Position to begin from"), NAME_LIMIT)):
            field.setAccessibleName(name)
            field.setMaxLength(limit)
        fields = (("name", self.name), ("position", self.position), ("steps", self.steps))
        words = _column(SPACE, *(self._labelled(key, field) for key, field in fields), self.sided)
        self._own = CardRow([words, self.pictures])
        figures = CardRow(list(self.dosage.values()))
        for key, row in self.dosage.items():
            self._issues[key] = row.issue
        self.rows.addWidget(self._own)
        self.rows.addWidget(figures)

    def _labelled(self, key: str, field: QWidget) -> QWidget:
        label = plain_label(field.accessibleName(), "strong")
        label.setBuddy(field)
        self._issues[key] = FieldIssue(field.focusProxy() or field)
        return _column(LABEL_SPACE, label, field, self._issues[key])


def _column(space: int, *widgets: QWidget) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return held
