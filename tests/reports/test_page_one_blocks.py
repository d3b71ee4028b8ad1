"""The blocks of page one: nothing bad hides, no medicine and no place is cut, and each number says what it is."""

from dataclasses import replace
from datetime import date

from tests.builders import a_day_note
from tests.charts.diaries import DAY, ONSET, SITE, SIX_WEEKS, a_flare, a_moment, a_pain_entry, a_session, an_intake
from tests.reports.facts import LAST, everything, facts, nothing
from tracker.charts.doses.picture import doses_picture
from tracker.charts.function.picture import function_picture
from tracker.domain.entries import EndedBy, Function, Score, SiteReading
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.reports.content import report_content
from tracker.reports.page_one_blocks import page_one_blocks

RANK = [
    "Places",
    "What you can do",
    "Done",
    "My questions",
    "What it feels like, what changes it",
    "Medicines",
    "Sleep, morning, mood",
    "Plan",
    "Flares",
]
GAP = "\N{NO-BREAK SPACE}"
TIMES = "\N{MULTIPLICATION SIGN}"
DASH = "\N{EN DASH}"


def the_block(of, heading, since=None):
    return next(each for each in page_one_blocks(of, since) if each.heading == heading)


def cells(of, heading):
    return [row.cells for row in the_block(of, heading).rows]


def lines(of, heading, since=None):
    return [(line.label, line.text) for line in the_block(of, heading, since).lines]


def at_places(day, **pains):
    named = tuple(SiteReading(name.replace("_", " "), pain) for name, pain in pains.items())
    return replace(a_pain_entry(day, named[0].pain), sites=named)


def test_the_blocks_stand_in_their_rank():
    assert [each.heading for each in page_one_blocks(everything(), None)] == RANK


def test_of_an_empty_diary_there_is_no_block():
    assert report_content(nothing()).blocks == ()


def test_every_place_has_its_days_typical_and_highest_and_a_calf_at_9_stands_out():
    back = [a_pain_entry(ONSET + number * DAY, 4) for number in range(5)]
    found = the_block(facts(entries=[*back, at_places(LAST, lower_back_left=4, calf_left=9)]), "Places")
    assert [row.cells for row in found.rows] == [
        ("lower back left", "6", "4", "4, 3 Jan"),
        ("calf left", "1", DASH, "9, 3 Jan"),
        ("whole body", "6", "", "9, 3 Jan"),
    ]
    assert found.rows[1].strong == {2, 3}
    assert found.rows[0].strong == {2}


def test_a_day_of_another_year_has_its_year():
    assert cells(facts(entries=[a_pain_entry(ONSET, 7)]), "Places") == [("lower back left", "1", DASH, "7, 23 Nov 2026")]


def test_the_worst_of_24_hours_of_two_places_is_in_the_row_of_the_whole_body_which_says_so():
    entry = replace(at_places(LAST, lower_back_left=3, calf_left=2), worst=10)
    found = the_block(facts(entries=[entry, replace(a_pain_entry(LAST, 3), worst=8)]), "Places")
    assert [row.cells[-1] for row in found.rows] == ["8*, 3 Jan", "2, 3 Jan", "10*, 3 Jan"]
    assert "*: worst of the 24 hours before" in found.note


def test_of_very_many_places_none_is_left_out():
    entries = [at_places(ONSET, **{f"place_{number}": number % 11 for number in range(40)})]
    found = the_block(facts(entries=entries), "Places")
    told = " ".join([*(row.cells[0] for row in found.rows), found.note])
    assert not [number for number in range(40) if f"place {number}" not in told]


def scored(*scores):
    scorings = [
        Function(moment=a_moment(ONSET + 7 * week * DAY, 18), scores=tuple(Score(*pair) for pair in points)) for week, points in enumerate(scores)
    ]
    return facts(function=function_picture(scorings, SIX_WEEKS))


def test_each_own_activity_has_its_first_its_lowest_and_highest_and_its_latest_score_and_so_has_the_mean():
    three = [[("put on socks", 2), ("lift my child", 0)], [("put on socks", 9), ("lift my child", 4)], [("put on socks", 3), ("lift my child", 1)]]
    found = the_block(scored(*three), "What you can do")
    assert found.headers == ("", "First", f"low{DASH}high", "Last")
    assert [row.cells for row in found.rows] == [
        ("put on socks", "2", f"2{DASH}9", "3"),
        ("lift my child", "0", f"0{DASH}4", "1"),
        ("average of all 2", "1", f"1{DASH}6.5", "2"),
    ]
    assert (found.beside, found.note) == ("0 cannot, 10 as before", "3 scorings, the last on 7 Dec 2026.")


def test_one_scoring_is_too_early_to_say_and_has_no_first():
    found = the_block(scored([("put on socks", 2)]), "What you can do")
    assert [row.cells for row in found.rows] == [("put on socks", "", "", "2")]
    assert found.note == "1 scoring, the last on 23 Nov 2026. Too early to say how it changed."


def test_means_of_other_activities_are_not_set_against_each_other():
    assert cells(scored([("a", 2)], [("a", 3), ("b", 4)]), "What you can do")[-1] == ("average of all 2", "", "", "3.5")


def test_each_kind_of_session_has_its_times_and_days_and_one_stopped_before_half_is_not_done():
    sessions = [a_session(ONSET + number * DAY, "ice", hour=hour) for number in range(2) for hour in (9, 12)]
    stopped = replace(a_session(ONSET, "heat"), ended_at=a_moment(ONSET, 10).at + (sessions[0].planned / 4), ended_by=EndedBy.BUTTON)
    assert cells(facts(*sessions, stopped, a_session(ONSET - DAY, "heat")), "Done") == [("Ice", "4", "2")]


def test_of_many_questions_five_stand_here_and_the_rest_on_page_two():
    found = the_block(facts(questions=tuple(f"Question {n}" for n in range(40))), "My questions")
    assert ([line.text for line in found.lines][-1], len(found.lines), found.note) == ("Question 4", 5, "35 more on page 2.")
    assert found.is_numbered


def test_the_words_for_the_pain_are_told_with_what_worsens_and_what_eases():
    entry = replace(a_pain_entry(ONSET, 6), words=("numb", "pins and needles"), worse_with=("Sitting",), eased_by=("walking", "rest"))
    other = replace(a_pain_entry(ONSET, 6), words=("Numb",), worse_with=("sitting",))
    found = the_block(facts(entries=[entry, other]), "What it feels like, what changes it")
    assert [(line.label, line.text.replace(GAP, " ")) for line in found.lines] == [
        ("Feels", f"numb 2{TIMES}, pins and needles 1{TIMES}"),
        ("Worse with", f"Sitting 2{TIMES}"),
        ("Eased by", f"rest 1{TIMES}, walking 1{TIMES}"),
    ]
    assert found.note == "How many of the 2 entries name it."


def test_of_many_words_the_rest_is_counted():
    entry = replace(a_pain_entry(ONSET, 6), eased_by=tuple(f"thing {n}" for n in range(8)))
    assert lines(facts(entries=[entry]), "What it feels like, what changes it")[0][1].endswith("and 3 more")


def medicines(n):
    names = [f"medicine {number}" for number in range(n)]
    intakes = [an_intake(ONSET)._replace(name=name, amounts=(an_intake(ONSET).amounts[0]._replace(ingredient=name),)) for name in names]
    return facts(doses=doses_picture(intakes, SIX_WEEKS), label_limits={"medicine 0": 1200})


def test_few_medicines_have_lines_of_their_own_with_last_most_and_limit():
    found = the_block(medicines(2), "Medicines")
    assert found.lines[0].text == "Medicine 0, 1 dose"
    assert found.lines[0].under == f"last 23 Nov 2026; Most in 24 hours: 400{GAP}mg; limit on the label: 1,200{GAP}mg"


def test_ten_medicines_are_a_table_and_of_forty_none_is_left_out():
    assert len(cells(medicines(10), "Medicines")) == 10
    found = the_block(medicines(40), "Medicines")
    told = " ".join([*(row.cells[0] for row in found.rows), found.note]).lower()
    assert not [number for number in range(40) if f"medicine {number}" not in told]


def test_medicines_left_out_by_choice_have_no_block():
    of = everything()
    less = replace(of, choices=replace(of.choices, leave_out=frozenset({"medicines"})))
    assert "Medicines" not in [each.heading for each in page_one_blocks(less, None)]


def notes(*values):
    return [a_day_note(f"{day}T21:00", note="", **fields) for day, fields in values]


def test_sleep_stiffness_and_mood_are_a_line_each_before_the_onset_and_since():
    before = [(ONSET + number * DAY, {"sleep_quality": 6, "stiff_minutes": 20, "mood": 6}) for number in range(3)]
    since = LAST - DAY
    now = [(since + number * DAY, {"sleep_quality": 4, "stiff_minutes": 40 + 10 * number, "mood": 5}) for number in range(2)]
    of = facts(entries=notes(*before, *now))
    assert lines(of, "Sleep, morning, mood", since) == [
        ("Sleep", "4 of 10 since 2 Jan, before 6 of 10"),
        ("Stiff in the morning", "40 min to 50 min since 2 Jan, before 20 min"),
        ("Mood", "5 of 10 since 2 Jan, before 6 of 10"),
    ]
    assert lines(of, "Sleep, morning, mood")[1] == ("Stiff in the morning", "20 min")


def test_what_was_not_told_before_or_since_is_not_made_up():
    of = facts(entries=notes((ONSET, {"mood": 6}), (LAST, {"sleep_minutes": 400})))
    assert lines(of, "Sleep, morning, mood", LAST) == [("Slept", "6 h 40 min since 3 Jan"), ("Mood", "none since 3 Jan, before 6 of 10")]


def test_the_plan_has_the_phases_of_the_latest_episodes_with_the_reason_given():
    ((label, text),) = lines(facts(), "Plan")
    assert label == "Since 23 Nov 2026"
    assert text.endswith("Stretches from 7 Dec 2026, 14:00 (“the physio said so”)")
    many = [(Episode(onset=a_moment(ONSET + n * DAY, 1), ended=a_moment(ONSET + n * DAY, 9)), []) for n in range(3)]
    assert [label for label, _text in lines(facts(episodes=many), "Plan")] == ["25 Nov 2026 to 25 Nov 2026", "24 Nov 2026 to 24 Nov 2026"]


def test_flares_are_days_and_of_many_the_latest():
    assert lines(facts(entries=[a_flare(ONSET), a_flare(ONSET)]), "Flares") == [("", "1 day: 23 Nov 2026")]
    many = facts(entries=[a_flare(date(2026, 12, 1) + n * DAY) for n in range(8)], last=date(2026, 12, 31))
    assert lines(many, "Flares") == [("", "8 days, the last: 4 Dec, 5 Dec, 6 Dec, 7 Dec, 8 Dec")]


def test_what_was_told_outside_the_period_is_not_counted():
    outside = facts(entries=[replace(a_pain_entry(ONSET - DAY, 9, site=SITE), eased_by=("rest",))], episodes=[])
    assert report_content(outside).blocks == ()


def test_keeping_well_is_among_the_phases_and_alone_where_the_episode_was_over_before():
    end = a_moment(ONSET - DAY)
    over = Episode(onset=a_moment(ONSET - 9 * DAY), ended=end)
    spans = [PhaseSpan(Phase.HEAT, over.onset.at, end.at), PhaseSpan(Phase.WELL, end.at, None)]
    (line,) = the_block(facts(episodes=[(over, spans)]), "Plan").lines
    assert line.text.startswith("Keeping well from ")
    assert "Damp heat" not in line.text
    inside = Episode(onset=a_moment(ONSET - 9 * DAY), ended=a_moment(ONSET + DAY))
    (line,) = the_block(facts(episodes=[(inside, spans)]), "Plan").lines
    assert line.text.startswith("Damp heat from ")
    assert "; Keeping well from " in line.text
