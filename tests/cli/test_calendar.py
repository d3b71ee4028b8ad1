"""The command that writes the calendar."""

import vobject


def test_a_calendar_is_written_and_counted(command, tmp_path):
    command.done("episode", "start", "--at", "2026-11-23T14:10")
    file = tmp_path / "plan.ics"
    assert command.done("export", str(file)) == f"Written to {file}: 6 events.\n"
    assert len(vobject.readOne(file.read_bytes().decode()).vevent_list) == 6
    assert file.stat().st_mode & 0o077 == 0


def test_a_calendar_of_nothing_is_refused_and_not_written(command, tmp_path):
    assert "nothing to put into a calendar" in command.refused("export", str(tmp_path / "plan.ics"))
    assert not (tmp_path / "plan.ics").exists()


def test_a_calendar_has_no_period_and_no_kind(command, tmp_path):
    command.done("episode", "start", "--at", "2026-11-23T14:10")
    file = tmp_path / "plan.ics"
    assert "does not go with that" in command.refused("export", str(file), "--from", "2026-11-01")
    assert "does not go with that" in command.refused("export", str(file), "--kind", "pain")
    assert not file.exists()
