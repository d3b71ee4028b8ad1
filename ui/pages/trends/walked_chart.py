"""The points of a chart, walked to one by one: with the keys of the chart, or by what a screen reader has it do."""

from collections.abc import Callable
from functools import partial

from tracker.charts.chart import Point
from tracker.language import N_
from ui.assets import current_palette
from ui.pages.trends.chart_points import PointPlaces
from ui.pages.trends.chart_surface import ChartSurface
from ui.pages.trends.point_mark import PointMark
from ui.widgets.accessible_roles import hear_as, tell_value
from ui.widgets.announcement import announce


class WalkedChart(ChartSurface):
    """Marks the point that is pointed at or walked to, and has a screen reader say the latter."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._places: PointPlaces | None = None
        self._point: Point | None = None
        self._is_walked_to = False
        self.point_mark = PointMark(self)
        hear_as(self, "chart")

    def point_words(self) -> str:
        """What the point says that is pointed at or walked to; empty where there is none."""
        return self._point.words if self._point is not None else ""

    def heard_value(self) -> tuple[float, float, float] | None:
        """Which point is walked to, counted from 1, 0 for none, and of how many; None where the chart has no point."""
        count = len(self._all_places()) if self.drawing is not None else 0
        return (float(self._number() + 1), 0.0, float(count)) if count else None

    def take_heard_value(self, value: float) -> None:
        """Walk to the point of a number; 0 leaves the walk."""
        self._walk(int(value) - 1 if value >= 1 else None)

    def heard_actions(self) -> dict[str, Callable[[], None]]:
        """Walk from point to point, as the arrows do."""
        here = self._number()
        return {N_("Next point"): partial(self._walk, here + 1), N_("Previous point"): partial(self._walk, max(here - 1, 0))}

    def _number(self) -> int:
        """Which point is walked to, counted from 0; -1 where none is."""
        number = self._all_places().number_of(self._point) if self._point is not None and self._is_walked_to else None
        return -1 if number is None else number

    def _all_places(self) -> PointPlaces:
        self.ensure_drawn()
        if self._places is None:
            self._places = PointPlaces(self.drawing.points if self.drawing is not None else ())
        return self._places

    def _mark(self, number: int | None) -> None:
        """Draw ring and words over the chart; None takes them away."""
        self._point = None if number is None else self._all_places().point(number)
        if number is None:
            self.show_over((), None)
        else:
            from ui.pages.trends.chart_label import point_label  # there is a drawing, so all it needs is there

            label = point_label(self.figure, current_palette(), self._all_places().place(number), self.point_words())
            self.show_over(label.artists, label.area)
        if number is None or not self._is_walked_to:
            self.point_mark.hide()
        else:
            self.point_mark.stand_at(self.on_widget(*self._all_places().place(number)), number, len(self._all_places()))

    def _walk(self, number: int | None) -> None:
        """Mark a point, the nearest there is to that number, and have a screen reader say it; None leaves the walk."""
        most = len(self._all_places()) - 1
        self._is_walked_to = number is not None and most >= 0
        self._mark(min(max(number, 0), most) if number is not None and most >= 0 else None)
        self._describe()
        if self._point is not None:
            announce(self, self._point.words)
            tell_value(self, self._number() + 1)

    def _describe(self) -> None:
        """The point walked to describes the chart while it is there, else all its words do."""
        self.setAccessibleDescription(self.point_words() if self._is_walked_to and self._point is not None else self._words)
