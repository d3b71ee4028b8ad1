"""Every kind of chart: what it can, how it is made, drawn, described and tabled.

What draws is imported when something is drawn: names, words and tables of the charts need no matplotlib.
"""

from typing import Any

from tracker.charts.body.picture import body_first, body_of, describe_body, table_body
from tracker.charts.chart import ChartForm, ChartKind, Draw
from tracker.charts.doses.picture import describe_doses, doses_first, doses_of, table_doses
from tracker.charts.episodes.picture import describe_episodes, episodes_first, episodes_of, table_episodes
from tracker.charts.function.picture import describe_function, function_first, function_of, table_function
from tracker.charts.hours.picture import describe_hours, hours_first, hours_of, table_hours
from tracker.charts.next_day.picture import describe_next_day, next_day_first, next_day_of, table_next_day
from tracker.charts.pain.answer import pain_first
from tracker.charts.pain.picture import pain_of
from tracker.charts.pain.words import describe_pain, table_pain
from tracker.charts.plan.picture import describe_plan, plan_first, plan_of, table_plan
from tracker.charts.sessions.picture import describe_sessions, sessions_first, sessions_of, table_sessions
from tracker.language import N_


def _drawer(kind: ChartKind) -> Draw[Any]:
    """What draws a kind of chart."""
    from tracker.charts.drawers import DRAWERS

    return DRAWERS[kind]


_ALL: tuple[ChartForm[Any], ...] = (
    ChartForm(
        ChartKind.PAIN,
        N_("Pain"),
        N_("Pain over time"),
        pain_of,
        _drawer,
        describe_pain,
        table_pain,
        pain_first,
        has_sites=True,
        has_all_sites=True,
        has_marks=True,
    ),
    ChartForm(
        ChartKind.HOURS,
        N_("Time of day"),
        N_("Pain through the day"),
        hours_of,
        _drawer,
        describe_hours,
        table_hours,
        hours_first,
        has_sites=True,
        on_page_one=True,
    ),
    ChartForm(ChartKind.BODY, N_("Body"), N_("Pain by place"), body_of, _drawer, describe_body, table_body, body_first),
    ChartForm(
        ChartKind.SESSIONS,
        N_("After sessions"),
        N_("Pain before and after sessions"),
        sessions_of,
        _drawer,
        describe_sessions,
        table_sessions,
        sessions_first,
    ),
    ChartForm(
        ChartKind.NEXT_DAY,
        N_("Activity"),
        N_("Activity and the next day"),
        next_day_of,
        _drawer,
        describe_next_day,
        table_next_day,
        next_day_first,
        has_sites=True,
    ),
    ChartForm(
        ChartKind.EPISODES,
        N_("Episodes"),
        N_("Episodes"),
        episodes_of,
        _drawer,
        describe_episodes,
        table_episodes,
        episodes_first,
        has_sites=True,
        of_whole_diary=True,
    ),
    ChartForm(
        ChartKind.FUNCTION,
        N_("What you can do"),
        N_("What you can do"),
        function_of,
        _drawer,
        describe_function,
        table_function,
        function_first,
        on_page_one=True,
    ),
    ChartForm(
        ChartKind.PLAN,
        N_("Plan"),
        N_("Planned and done"),
        plan_of,
        _drawer,
        describe_plan,
        table_plan,
        plan_first,
        on_page_one=True,
    ),
    ChartForm(
        ChartKind.DOSES,
        N_("Medicines"),
        N_("Medicines by day"),
        doses_of,
        _drawer,
        describe_doses,
        table_doses,
        doses_first,
        on_page_one=True,
    ),
)
FORMS: dict[ChartKind, ChartForm[Any]] = {form.kind: form for form in _ALL}
