"""Which backups are the newest, how long one is kept, and which may go: whatever the clock did, and whatever became of the files."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.backups import A_MINUTE, DAILY, KEPT, MONTHLY, SURE_DAYS, WEEKLY, Backup, is_ahead, kept_until, newest, superseded

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
# The rule once for all there are, and what may stand before each of 7 days that may have been lived by a wrong clock.
MOST = DAILY + WEEKLY + MONTHLY + 3 * SURE_DAYS


def _made(times: list[datetime]) -> list[Backup]:
    return [Backup(Path(str(number)), at) for number, at in enumerate(times)]


def _kept(times: list[datetime], now: datetime = NOW, replaced: dict[datetime, datetime] | None = None) -> list[datetime]:
    made = _made(times)
    held = [backup.path for backup in made if (at := (replaced or {}).get(backup.made_at)) and kept_until(at, now, made)]
    gone = {backup.path for backup in superseded(made, now, held)}
    return [backup.made_at for backup in made if backup.path not in gone]


def test_two_years_of_daily_backups_thin_out_to_days_weeks_and_months() -> None:
    every_day = [NOW - number * DAY for number in range(730)]
    kept = _kept(every_day)
    assert [at for at in kept if at > NOW - 12 * DAY] == every_day[:12]
    weeks = {at.strftime("%G-%V") for at in kept}
    assert {(NOW - number * 7 * DAY).strftime("%G-%V") for number in range(10)} <= weeks
    assert {at.strftime("%Y-%m") for at in kept} == {f"2026-{month:02}" for month in range(3, 12)}
    assert len(kept) <= 12 + 10 + 9


def test_of_one_day_only_the_newest_stays() -> None:
    morning, noon, evening = (datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (8, 12, 20))
    assert _kept([noon, evening, morning], evening) == [evening]


@given(st.lists(st.integers(0, 7 * 366 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds)), max_size=80, unique=True))
def test_the_newest_always_stays_and_there_are_never_more_than_the_sum(times: list[datetime]) -> None:
    kept = _kept(times)
    assert len([at for at in kept if at < NOW - A_MINUTE]) <= MOST
    assert not times or max(times) in kept
    assert sorted(_kept(kept)) == sorted(kept)
    days = sorted({at.date() for at in times}, reverse=True)[:DAILY]
    assert all(max(at for at in times if at.date() == day) in kept for day in days)


SECONDS = st.integers(0, 7 * 366 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds))


@given(st.lists(SECONDS, min_size=1, max_size=60, unique=True), st.data())
def test_what_was_replaced_in_the_last_30_days_stays_beside_what_stays_anyway(times: list[datetime], data: st.DataObject) -> None:
    replaced = {at: at for at in data.draw(st.sets(st.sampled_from(times)))}
    now = data.draw(st.sampled_from([NOW, NOW - 400 * DAY, NOW + 400 * DAY]))
    kept = set(_kept(times, now, replaced))
    assert set(_kept(times, now)) <= kept
    assert {at for at in replaced if now - at <= 30 * DAY} <= kept
    assert kept <= set(_kept(times, now)) | set(replaced)


def _after(days_of_use: int, first: datetime, *, replaced_at: datetime = NOW) -> bool:
    """Whether what was replaced, with a later backup of its day, is still there after daily backups from a first one on."""
    times = [replaced_at, replaced_at + timedelta(hours=1)]
    for number in range(days_of_use):
        now = first + number * DAY
        times = _kept([*times, now], now, {replaced_at: replaced_at} if replaced_at in times else {})
    return replaced_at in times


def test_what_was_replaced_goes_once_30_days_are_over_and_were_seen_to_be() -> None:
    assert _after(30, NOW + DAY)
    assert _after(36, NOW + DAY)
    assert not _after(40, NOW + DAY)


def test_a_clock_years_ahead_for_some_days_takes_nothing_away_that_was_replaced() -> None:
    assert _after(6, NOW + 2_000 * DAY)
    assert not _after(7, NOW + 2_000 * DAY)


def test_a_clock_set_back_takes_nothing_away_that_was_replaced() -> None:
    assert _after(400, NOW - 2_000 * DAY)


def test_backups_of_a_time_to_come_do_not_say_that_the_30_days_are_over() -> None:
    ahead = [NOW + (400 + number) * DAY for number in range(12)]
    now = NOW + timedelta(hours=1)
    assert NOW in _kept([*ahead, NOW, now], now, {NOW: NOW})


def test_backups_of_a_time_to_come_displace_none_of_those_made_once_the_clock_is_right() -> None:
    ahead = [NOW + (400 + 32 * number) * DAY for number in range(40)]
    assert {NOW, NOW - DAY, NOW - 2 * DAY} <= set(_kept([*ahead, NOW, NOW - DAY, NOW - 2 * DAY]))


# Around now, on few days, so that many of them are of one day, week or month, and some within a minute of it.
AROUND = st.one_of(st.integers(-90, 90), st.integers(-400 * 24 * 60, 400 * 24 * 60)).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(st.lists(AROUND, max_size=60, unique=True))
def test_what_is_dated_ahead_is_not_the_newest_and_shrinks_nothing_that_is_not(times: list[datetime]) -> None:
    made = _made(times)
    present = [backup.made_at for backup in made if not is_ahead(backup, NOW)]
    found = newest(made, NOW)
    assert (found.made_at if found else None) == max(present, default=None)
    assert [at for at in _kept(times) if at in present] == _kept(present)
    assert all(at in _kept(times) for at in times if abs(at - NOW) < A_MINUTE)


def _daily(days: int, *, wrong: dict[int, timedelta]) -> set[datetime]:
    """The backups there are after a backup at the end of each of some days, on some of them by a wrong clock as well."""
    times: list[datetime] = []
    for number in range(days):
        right = NOW + number * DAY
        for now in [right + wrong[number], right] if number in wrong else [right]:
            times = _kept([*times, now], now)
    return {at for at in times if at <= NOW + (days - 1) * DAY}


WRONG = st.one_of(st.integers(4, 60), st.integers(60, 4000), st.integers(-4000, -60)).map(lambda days: days * DAY)


@settings(max_examples=40)
@given(st.integers(1, 45), st.dictionaries(st.integers(0, 44), WRONG, max_size=SURE_DAYS - 1))
def test_some_days_by_a_wrong_clock_take_nothing_away(days: int, wrong: dict[int, timedelta]) -> None:
    assert _daily(days, wrong={}) <= _daily(days, wrong=wrong)


@given(st.lists(SECONDS, min_size=1, max_size=40, unique=True), st.data())
def test_none_goes_without_a_sound_one_that_is_newer(times: list[datetime], data: st.DataObject) -> None:
    made = _made(times)
    unsound = data.draw(st.sets(st.sampled_from([backup.path for backup in made])))
    gone = superseded(made, NOW, (), lambda backup: backup.path not in unsound)
    staying = [backup for backup in made if backup not in gone]
    for backup in gone:
        assert any(other.made_at > backup.made_at and other.path not in unsound for other in staying)
    # Each day that has lost a backup, and still has one, has a sound one that is newer.
    for backup in gone:
        of_the_day = [other for other in staying if other.made_at.date() == backup.made_at.date() and other.made_at > backup.made_at]
        assert not of_the_day or any(other.path not in unsound for other in of_the_day)


def test_a_damaged_backup_does_not_take_the_place_of_the_last_sound_one_of_its_day() -> None:
    morning, noon, evening = made = _made([datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (8, 12, 20)])
    assert superseded(made, NOW, (), lambda backup: backup != evening) == [morning]
    assert superseded(made, NOW, (), lambda _backup: False) == []
    assert superseded(made, NOW) == [noon, morning]


def test_within_a_minute_none_goes() -> None:
    seconds = [timedelta(seconds=number) for number in (-60, -59, -1, 0, 1, 59)]
    assert _kept([NOW + length for length in seconds]) == [NOW + length for length in seconds[1:]]


def test_as_few_as_can_be_are_looked_at() -> None:
    asked: list[Backup] = []

    def is_sound(backup: Backup) -> bool:
        asked.append(backup)
        return True

    # The one of this morning goes, and of what is newer on this day nobody but the newest is asked.
    assert superseded(_made([NOW - timedelta(hours=3), NOW - timedelta(hours=1), NOW, NOW - DAY]), NOW, (), is_sound)
    assert {backup.made_at for backup in asked} == {NOW}


def test_it_is_said_until_when_at_the_least_one_is_kept() -> None:
    assert kept_until(NOW, NOW, []) == NOW + KEPT
    a_year_later = NOW + 365 * DAY
    assert kept_until(NOW, a_year_later, _made([a_year_later])) == a_year_later + 6 * DAY
    assert kept_until(NOW, a_year_later, _made([a_year_later - number * DAY for number in range(7)])) is None
    assert kept_until(NOW, a_year_later, _made([a_year_later + number * DAY for number in range(1, 9)])) == a_year_later + 7 * DAY
