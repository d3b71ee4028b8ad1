"""The plan in force: what its figures are, changing them, choosing another plan; the past keeps the plan it had."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tracker.chosen_files import ChosenFiles
from tracker.domain.ids import new_id
from tracker.domain.plan.exercises import with_exercise, without_exercise
from tracker.domain.plan.figures import PlanFigure, changed, figures_of, reset, with_figures
from tracker.domain.plan.protocol import Phase, PlannedExercise, PlanVersion, Protocol
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.library.plans import Preset, default_plan, presets
from tracker.services.history import Change, History, IntendedChange
from tracker.services.planner import Planner
from tracker.storage.episodes import EpisodeStore


class Plans:
    """The changes to the plan; each puts a new version in force from now on, and can be taken back."""

    def __init__(
        self, episodes: EpisodeStore, planner: Planner, clock: Clock, history: History, files: ChosenFiles, keep_diary: Callable[[], None]
    ) -> None:
        self._episodes = episodes
        self._planner = planner
        self._clock = clock
        self._history = history
        self._files = files
        self._keep_diary = keep_diary

    def in_force(self) -> Protocol:
        """The plan in force now."""
        return self._planner.plan_now()

    def figures(self) -> tuple[PlanFigure, ...]:
        """Every figure of the plan in force that may be changed, with its bounds."""
        return figures_of(self.in_force())

    def presets(self) -> tuple[Preset, ...]:
        """The choices of figures that come with the app."""
        return presets()

    def is_chosen(self, preset: Preset) -> bool:
        """Whether the plan in force has the figures of a preset."""
        values = {place.name: place.figure.value for place in self.figures() if place.figure is not None}
        return all(values.get(name) == figure.value for name, figure in preset.figures.items())

    def change(self, name: str, value: float) -> Change:
        """Change one figure, by its name in `figures`, from now on; raises Refused naming the bound."""
        return self._put(lambda plan: changed(plan, name, value))

    def change_all(self, values: Sequence[tuple[str, float | None]]) -> Change:
        """Change several figures together, in this order, as one change; None sets a figure back to its default. Raises Refused as `change`."""

        # One after the other, since the bounds of a figure depend on others.
        def all_changed(plan: Protocol) -> Protocol:
            for name, value in values:
                plan = reset(plan, name) if value is None else changed(plan, name, value)
            return plan

        return self._put(all_changed)

    def reset(self, name: str) -> Change:
        """Set one figure back to its default from now on; raises Refused where there is none."""
        return self._put(lambda plan: reset(plan, name))

    def choose_preset(self, key: str) -> Change:
        """Put the figures of a preset in force from now on; raises Refused where the limits of the plan are lower."""
        preset = next((preset for preset in presets() if preset.key == key), None)
        if preset is None:
            raise Refused(_("“{name}” is not in the plan. Nothing was changed.").format(name=key[:40]))
        return self._put(lambda plan: with_figures(plan, preset.figures))

    def put_exercise(self, phase: Phase, exercise: PlannedExercise) -> Change:
        """Put an exercise into a phase, or in the place of the one of its key, from now on; raises Refused where it does not fit."""
        return self._put(lambda plan: _as_from_its_file(with_exercise(plan, phase, exercise)))

    def remove_exercise(self, phase: Phase, key: str) -> Change:
        """Take an exercise out of a phase from now on."""
        return self._put(lambda plan: without_exercise(plan, phase, key))

    def use_default(self) -> Change:
        """Put the plan that comes with the app in force from now on."""
        return self._put(lambda _plan: default_plan())

    def read_file(self, file: Path) -> Protocol:
        """The plan in a TOML file, not yet in force; raises Refused with the line of a mistake and what was expected."""
        from tracker.importers.plan.plan import read_plan

        return read_plan(file)

    def import_file(self, file: Path) -> Change:
        """Put the plan in a TOML file in force from now on, once the diary is kept for 30 days; raises Refused as `read_file`."""
        plan = self.read_file(file)
        return self._put(lambda _plan: plan, self._keep_diary)

    def toml(self) -> str:
        """The plan in force as the text of a TOML file."""
        from tracker.exporters.plan_toml import plan_toml

        return plan_toml(self.in_force())

    def export_file(self, file: Path) -> Protocol:
        """Write the plan in force into a TOML file; the answer is the plan. Raises Refused, the old file unchanged."""
        plan = self.in_force()
        self._files.write(file, self.toml().encode())
        return plan

    def _put(self, changed_from: Callable[[Protocol], Protocol], before_change: Callable[[], None] = lambda: None) -> Change:
        id_, now = new_id(), self._clock.now()

        def version() -> IntendedChange:
            self._planner.refuse_unknown()
            before = self.in_force()
            after = changed_from(before)
            # A version that changes nothing would only make the past longer to read.
            if after == before:
                raise _NothingNewError
            before_change()
            name = _("Plan “{name}” in force from now on").format(name=_(after.name))
            return IntendedChange(name, [(Section.PLANS, id_)], lambda: self._episodes.add_plan_version(PlanVersion(now, after), now, id_))

        try:
            return self._history.make(version)
        except _NothingNewError:
            return Change(remark=_("That is so already. Nothing was changed."))


class _NothingNewError(Exception):
    """The plan would say what it says already."""


def _as_from_its_file(plan: Protocol) -> Protocol:
    """The plan as it comes back from its file, so that whatever is typed in can go out and in again; raises Refused."""
    from tracker.exporters.plan_toml import plan_toml
    from tracker.importers.plan.pictures import LARGEST_PICTURE
    from tracker.importers.plan.plan import MOST_PICTURES, MOST_STEPS, TEXT_LIMIT, plan_of

    try:
        return plan_of(plan_toml(plan), plan.name)
    except Refused as problem:
        raise Refused(
            _(
                "This exercise does not fit into a plan: it may have {steps} steps, texts of {letters} characters, and {pictures} plain pictures of "
                "{size} characters. Nothing was changed."
            ).format(steps=MOST_STEPS, letters=TEXT_LIMIT, pictures=MOST_PICTURES, size=number_text(LARGEST_PICTURE))
        ) from problem
