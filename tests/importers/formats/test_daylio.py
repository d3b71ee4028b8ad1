"""Daylio of every age: scales, notes as HTML, the person's own moods, dates before 2019."""

from datetime import UTC, datetime

import pytest

from tracker.domain.entries import Activity, DayNote, PainEntry, Scale
from tracker.importers.formats.daylio import plain_text, unknown_moods
from tracker.importers.recognition import open_rows, read_file, recognise
from tracker.importers.table.contract import ReadContext

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
HEADER = "full_date,date,weekday,time,mood,activities,scales,note_title,note"


@pytest.fixture
def read(tmp_path):
    def read(*rows, header=HEADER, moods=None):
        path = tmp_path / "export.csv"
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
        context = ReadContext(zone="UTC", now=NOW, moods=moods or {})
        assert recognise(path).key == "daylio"
        found = [row for row in read_file(path, recognise(path), context) if row is not None]
        assert [row.reason for row in found if row.reason] == []
        return [entry for row in found for entry in row.entries], context.unread, unknown_moods(open_rows(path, recognise(path)))

    return read


def of_kind(kind, entries):
    return [entry for entry in entries if isinstance(entry, kind)]


def test_scales_are_pains_and_sleep_and_what_else_they_are_stays_in_the_note(read):
    scales = "Back pain: 7/10 points | Knee pain left: 3/5 | Sleep Quality: 8/10 points | Sleep Time: 7:45 | Stress: 4/10 points | Odd"
    entries, unread, _moods = read(f'2026-04-12,April 12,Sunday,12:00,good,walk | rest,"{scales}",,slept badly')
    pains = of_kind(PainEntry, entries)
    assert [(pain.pain, pain.sites[0].name, pain.original) for pain in pains] == [(7, "back", None), (6, "knee left", Scale(3, 0, 5))]
    (day,) = of_kind(DayNote, entries)
    assert (day.mood, day.sleep_quality, day.sleep_minutes) == (7.5, 8, 465)
    assert day.note == "mood: good\nStress: 4/10 points\nOdd\nslept badly"
    assert [activity.kind for activity in of_kind(Activity, entries)] == ["walk", "rest"]
    assert unread == {}


@pytest.mark.parametrize("cell", ["Pain: 11/10 points", "Pain: strong", "Pain free: 5/10 points", "Pain: 3/0", "Pain hours: 2/10"])
def test_what_no_scale_can_say_is_kept_as_it_is_written(read, cell):
    entries, _unread, _moods = read(f"2026-04-12,April 12,Sunday,12:00,,,{cell},,")
    assert [(type(entry), entry.note) for entry in entries] == [(DayNote, cell)]


@pytest.mark.parametrize(
    ("note", "plain"),
    [
        ("Bad night.<br><br>Then <b>better</b> &amp; out", "Bad night.\n\nThen better & out"),
        ("<p>one</p><p>two&nbsp;three</p>", "one\ntwo three"),
        ('<ul><li>stairs</li><li>sitting</li></ul><span style="x">end</span>', "stairs\nsitting\nend"),
        ("pain < 5 & rising > 3", "pain < 5 & rising > 3"),
        ("R&D, a<b and AT&T;", "R&D, a<b and AT&T;"),
        ("5 &lt; 6 &#39;quoted&#39; &eacute;", "5 < 6 'quoted' é"),
        ("first<p>second</p><p>third</p>", "first\nsecond\nthird"),
        ("first <ul><li>a</li><li>b</li></ul>", "first\na\nb"),
    ],
)
def test_a_note_is_plain_text_and_loses_none_of_its_own(note, plain):
    assert plain_text(note) == plain


def test_own_names_of_moods_are_told_and_worth_what_the_person_says(read):
    rows = (
        "2026-04-12,April 12,Sunday,12:00,Ecstatic,,,,",
        "2026-04-13,April 13,Monday,12:00,good,,,,",
        "2026-04-14,April 14,Tuesday,12:00,so-so,,,,",
    )
    entries, _unread, moods = read(*rows)
    assert moods == ("ecstatic", "so-so")
    assert [(entry.mood, entry.note) for entry in entries] == [(None, "mood: Ecstatic"), (7.5, "mood: good"), (None, "mood: so-so")]
    told, _unread, _moods = read(*rows, moods={"ecstatic": 5, "so-so": 3})
    assert [entry.mood for entry in told] == [10, 7.5, 5]
    assert [entry.id for entry in told] == [entry.id for entry in entries]


def test_files_from_before_2019_have_the_year_in_a_column_of_its_own(read):
    rows = ("2018,June 22,Friday,10:15 PM,rad,walk,fine", "2018,22 juin,vendredi,8:00\u202fPM,good,,", "2017,31. Dezember,Sonntag,21:05,gut,,")
    entries, unread, _moods = read(*rows, header="year,date,weekday,time,mood,activities,note")
    days = of_kind(DayNote, entries)
    walls = [day.moment.local.strftime("%Y-%m-%d %H:%M") for day in days]
    assert (walls, unread) == (["2018-06-22 22:15", "2018-06-22 20:00", "2017-12-31 21:05"], {})
    assert [day.mood for day in days] == [10, 7.5, 7.5]


def test_a_column_of_a_later_age_is_named_with_how_much_stands_in_it(read):
    rows = (
        "2026-04-12,April 12,Sunday,12:00,good,,sunny,",
        "2026-04-13,April 13,Monday,12:00,good,,,",
        "2026-04-14,April 14,Tuesday,12:00,bad,,rain,",
    )
    assert read(*rows, header="full_date,date,weekday,time,mood,activities,weather,photos")[1] == {"weather": 2}
