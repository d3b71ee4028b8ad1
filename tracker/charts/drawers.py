"""What draws each kind of chart. It imports matplotlib, so it is imported when one is drawn."""

from collections.abc import Mapping
from typing import Any

from tracker.charts.body.draw import draw_body
from tracker.charts.chart import ChartKind, Draw
from tracker.charts.doses.draw import draw_doses
from tracker.charts.episodes.draw import draw_episodes
from tracker.charts.function.draw import draw_function
from tracker.charts.hours.draw import draw_hours
from tracker.charts.next_day.draw import draw_next_day
from tracker.charts.pain.draw import draw_pain
from tracker.charts.plan.draw import draw_plan
from tracker.charts.sessions.draw import draw_sessions

DRAWERS: Mapping[ChartKind, Draw[Any]] = {
    ChartKind.PAIN: draw_pain,
    ChartKind.HOURS: draw_hours,
    ChartKind.BODY: draw_body,
    ChartKind.SESSIONS: draw_sessions,
    ChartKind.NEXT_DAY: draw_next_day,
    ChartKind.EPISODES: draw_episodes,
    ChartKind.FUNCTION: draw_function,
    ChartKind.PLAN: draw_plan,
    ChartKind.DOSES: draw_doses,
}
