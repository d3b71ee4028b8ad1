"""Joining copies of a diary gives the same in every order, loses no text and brings nothing back that was deleted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.sync.records import Copy, Record, Tombstone, copy_of, dumped, joined, sections_of
from tracker.domain.sync.sections import Section

IDS = ("a" * 36, "b" * 36)
TIMES = tuple(f"2026-11-2{day}T08:00:00.000000+00:00" for day in range(1, 6))
FIRST, SECOND, THIRD, FOURTH, FIFTH = TIMES


def a_record(text: str = "May I swim?", at: str = FIRST, id_: str = IDS[0], section: Section = Section.QUESTIONS) -> Record:
    return Record(section, id_, FIRST, at, dumped({"text": text, "asked_at": None}))


RECORDS = st.builds(
    a_record,
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(TIMES),
    st.sampled_from(IDS),
    st.sampled_from([Section.QUESTIONS, Section.EVENTS]),
)
STONES = st.builds(
    lambda id_, at: Tombstone(at, at, id_), st.sampled_from([*IDS, *(a_record(text).losing_id for text in ("one", "two"))]), st.sampled_from(TIMES)
)
COPIES = st.builds(copy_of, st.lists(RECORDS, max_size=5), st.lists(STONES, max_size=2))


def texts(copy: Copy) -> set[tuple[str, str]]:
    return {(record.id, record.content) for versions in copy.versions.values() for record in versions.values()}


@settings(max_examples=120)
@given(COPIES, COPIES, COPIES)
def test_copies_are_joined_alike_in_every_order_and_however_often(one: Copy, other: Copy, third: Copy) -> None:
    both = joined(one, other)
    assert both == joined(other, one)
    assert both == joined(both, one) == joined(both, both)
    assert joined(both, third) == joined(one, joined(other, third)) == joined(joined(one, third), other)


@settings(max_examples=120)
@given(st.lists(RECORDS, max_size=8), st.lists(STONES, max_size=3))
def test_every_text_stands_or_lost_or_was_deleted_no_earlier_than_it_was_written(records: list[Record], stones: list[Tombstone]) -> None:
    copy = copy_of(records, stones)
    deleted = {stone.id: max(one.updated_at for one in stones if one.id == stone.id) for stone in stones}
    for record in records:
        is_gone = record.updated_at <= deleted.get(record.id, "") or record.updated_at <= deleted.get(record.losing_id, "")
        latest = copy.standing().get(record.key)
        assert (record.id, record.content) in texts(copy) or is_gone or (record.section is Section.EVENTS and latest is not None)
        if record.updated_at <= deleted.get(record.id, ""):
            assert all(one.updated_at > deleted[record.id] for one in copy.versions.get(record.key, {}).values())


def test_the_version_changed_last_stands_and_the_other_text_is_to_be_looked_at() -> None:
    older, newer = a_record("May I swim?"), a_record("May I run?", SECOND)
    for copy in (joined(copy_of([older]), copy_of([newer])), joined(copy_of([newer]), copy_of([older]))):
        assert copy.standing() == {newer.key: newer}
        assert copy.losing() == {older.losing_id: older}


def test_of_versions_of_one_instant_the_same_stands_everywhere() -> None:
    one, other = a_record("May I swim?"), a_record("May I run?")
    standing = joined(copy_of([one]), copy_of([other])).standing()
    assert standing == joined(copy_of([other]), copy_of([one])).standing()
    assert standing[one.key] == max(one, other, key=lambda record: record.rank)


def test_the_same_text_saved_twice_is_no_conflict() -> None:
    copy = joined(copy_of([a_record(at=FIRST)]), copy_of([a_record(at=SECOND)]))
    assert not copy.losing()
    assert [record.updated_at for record in copy.standing().values()] == [SECOND]


def test_a_deletion_wins_over_older_edits_and_a_newer_edit_over_the_deletion() -> None:
    stone = Tombstone(SECOND, SECOND, IDS[0])
    assert joined(copy_of([a_record(at=SECOND)]), copy_of([], [stone])).versions == {}
    edited = a_record("May I run?", THIRD)
    copy = joined(copy_of([edited]), copy_of([], [stone]))
    assert copy.standing() == {edited.key: edited}
    assert joined(copy, copy_of([a_record("private", FIRST)])).losing() == {}


def test_a_losing_text_that_was_looked_at_does_not_come_back_from_another_copy() -> None:
    older, newer = a_record("May I swim?"), a_record("May I run?", SECOND)
    looked_at = joined(copy_of([older, newer]), copy_of([], [Tombstone(THIRD, THIRD, older.losing_id)]))
    assert looked_at.losing() == {}
    assert joined(looked_at, copy_of([older])).losing() == {}
    again = older._replace(updated_at=FOURTH)
    assert joined(looked_at, copy_of([again, a_record("May I walk?", FIFTH)])).losing().keys() == {older.losing_id, newer.losing_id}


def test_a_session_that_was_still_running_is_no_losing_text() -> None:
    running = Record(Section.ENTRIES, IDS[0], FIRST, FIRST, dumped({"kind": "session", "sessions": {"ended_at": None}}))
    over = Record(Section.ENTRIES, IDS[0], FIRST, SECOND, dumped({"kind": "session", "sessions": {"ended_at": SECOND}}))
    assert copy_of([running, over]).losing() == {}


def test_what_travels_is_in_one_order_whatever_the_order_it_came_in() -> None:
    records = [a_record(text, at, id_) for id_ in IDS for text, at in (("one", FIRST), ("two", SECOND))]
    stones = [Tombstone(THIRD, THIRD, "c" * 36), Tombstone(FIRST, FIRST, "d" * 36)]
    assert sections_of(copy_of(records, stones)) == sections_of(copy_of(reversed(records), reversed(stones)))
