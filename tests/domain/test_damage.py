"""How damage is told: parts, counts and months in a person's words."""

from datetime import date

from tracker.domain.damage import NAMES, Unreadable, damage_words, lost_sentence


def test_parts_are_told_with_count_and_months_each_once():
    found = (
        Unreadable("entries", 3, (date(2026, 10, 31), date(2026, 11, 2), date(2026, 11, 5)), ("a", "b")),
        Unreadable("plan_versions", 1),
    )
    assert found[0].words == "Entries: 3 (October 2026, November 2026)"
    assert damage_words(found) == (
        "Damage keeps a part of the diary from being read: Entries: 3 (October 2026, November 2026), Plan: 1. "
        "All else can be read; a backup may still hold it."
    )


def test_entries_alone_are_told_in_a_sentence_of_their_own():
    three, one = Unreadable("entries", 3, (date(2026, 11, 2), date(2026, 11, 5))), Unreadable("entries", 1, (date(2026, 10, 31),))
    assert lost_sentence([three]) == "3 entries of November 2026 cannot be read."
    assert lost_sentence([one]) == "1 entry of October 2026 cannot be read."
    assert lost_sentence([Unreadable("entries", 2)]) == "Damage keeps a part of the diary from being read: Entries: 2."


def test_what_the_app_alone_keeps_has_a_name_too_and_where_all_is_whole_nothing_is_told():
    assert Unreadable("imports", 1).words == "Other: 1"
    assert damage_words(()) == ""


def test_every_part_that_is_named_is_a_table():
    from tracker.storage.version import TABLES

    assert set(NAMES) <= TABLES
