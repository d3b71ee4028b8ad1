"""Every kind of chart with how it is drawn, described and tabled; imports matplotlib, so it is imported when a chart is wanted."""

from typing import Any

from tracker.charts.body.draw import draw_body
from tracker.charts.body.picture import describe_body, table_body
from tracker.charts.chart import ChartKind, Form
from tracker.charts.doses.draw import draw_doses
from tracker.charts.doses.picture import describe_doses, table_doses
from tracker.charts.episodes.draw import draw_episodes
from tracker.charts.episodes.picture import describe_episodes, table_episodes
from tracker.charts.function.draw import draw_function
from tracker.charts.function.picture import describe_function, table_function
from tracker.charts.hours.draw import draw_hours
from tracker.charts.hours.picture import describe_hours, table_hours
from tracker.charts.next_day.draw import draw_next_day
from tracker.charts.next_day.picture import describe_next_day, table_next_day
from tracker.charts.pain.draw import draw_pain
from tracker.charts.pain.words import describe_pain, table_pain
from tracker.charts.plan.draw import draw_plan
from tracker.charts.plan.picture import describe_plan, table_plan
from tracker.charts.sessions.draw import draw_sessions
from tracker.charts.sessions.picture import describe_sessions, table_sessions
from tracker.language import _

FORMS: dict[ChartKind, Form[Any]] = {
    ChartKind.PAIN: Form(ChartKind.PAIN, lambda: _("Pain over time"), draw_pain, describe_pain, table_pain),
    ChartKind.HOURS: Form(ChartKind.HOURS, lambda: _("Pain through the day"), draw_hours, describe_hours, table_hours),
    ChartKind.BODY: Form(ChartKind.BODY, lambda: _("Pain by place"), draw_body, describe_body, table_body),
    ChartKind.SESSIONS: Form(ChartKind.SESSIONS, lambda: _("Before and after sessions"), draw_sessions, describe_sessions, table_sessions),
    ChartKind.NEXT_DAY: Form(ChartKind.NEXT_DAY, lambda: _("Activity and the next day"), draw_next_day, describe_next_day, table_next_day),
    ChartKind.EPISODES: Form(ChartKind.EPISODES, lambda: _("Episodes, day by day"), draw_episodes, describe_episodes, table_episodes),
    ChartKind.FUNCTION: Form(ChartKind.FUNCTION, lambda: _("What you can do again"), draw_function, describe_function, table_function),
    ChartKind.PLAN: Form(ChartKind.PLAN, lambda: _("Planned and done"), draw_plan, describe_plan, table_plan),
    ChartKind.DOSES: Form(ChartKind.DOSES, lambda: _("Medicines by day"), draw_doses, describe_doses, table_doses),
}
