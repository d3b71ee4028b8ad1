"""Every reader of a file, tried as the window or the command line would use it: whatever is in the file, it ends in a result or in a refusal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests import age_by_hand
from tests.fuzzing import database_mutations as database
from tests.fuzzing.ground import Ground, look_through
from tests.fuzzing.mutations import JSON, LINES, TABLE, TOML, XML, ZIP, Mutation, any_bytes, one_of
from tests.fuzzing.samples import LINES as PLAIN_LINES
from tests.fuzzing.samples import MOODS, PEOPLE, PICTURE, diaries, health, mappings, tables, written, zips
from tests.password import PASSWORD, options_by
from tracker.age_format import MAGIC as SEALED
from tracker.errors import Refused
from tracker.importers.table.mapping import read_mapping
from tracker.services.backups import bring_back, refuse_while_window_is_open
from tracker.services.exchange.importing import ReadOptions
from tracker.services.rescue import newest_sound
from tracker.startup import LaunchAgent, XdgAutostart
from tracker.storage.settings import SettingsFile

STAMP = "20261124T100000Z"
BACKUP = f"diary-{STAMP}.sqlite3"
PROOF = b'{"sha256": "a", "rows": {"a": 1}, "replaced_at": "2026-11-24T10:00:00+00:00"}'
DESKTOP_ENTRY = b"[Desktop Entry]\nType=Application\nName=Recovery Tracker\nExec=recovery-tracker --minimised\nX-GNOME-Autostart-enabled=true\n"
AGENT = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>Label</key><string>a</string><key>RunAtLoad</key><true/><key>n</key><integer>1</integer></dict></plist>"""


@dataclass(frozen=True)
class Reader:
    """A reader: the good files by name, what spoils them, and what reads one.

    With `is_diary` the file is the diary itself or lies beside it, where what is read is allowed to be put aside.
    """

    name: str
    samples: Callable[[], Mapping[str, bytes]]
    spoil: Mutation
    read: Callable[[Ground, bytes, str], object]
    is_diary: bool = False


def _import(ground: Ground, content: bytes, name: str, options: ReadOptions | None = None) -> None:
    """Looked at, brought in as it was understood, again without adding anything, and taken out again."""
    importing, file = ground.tracker.importing, ground.file(content, name)
    chosen = options or ReadOptions()
    preview = importing.look(file, chosen)
    if preview.needs_mapping and preview.mapping is None:
        raise Refused("Nobody has said which column holds what.")
    mapping = preview.mapping
    if mapping is not None and preview.date_choices:  # the person is asked, and takes the first
        mapping = replace(mapping, dates=replace(mapping.dates, format=preview.date_choices[0].format))
        importing.look(file, ReadOptions(mapping=mapping))
    chosen = chosen if mapping is None else ReadOptions(mapping=mapping)
    result = importing.run(file, chosen)
    assert all(reason and reason.isprintable() for _line, reason in result.refused), result.refused
    if not result.changes_something:
        return
    look_through(ground.tracker)
    again = importing.run(file, chosen)
    assert not again.changes_something, (result, again)
    if result.import_id is not None:
        importing.undo_import(result.import_id)


def _sealed(ground: Ground, content: bytes, name: str) -> None:
    options = options_by(ground.tracker, ground.file(content, name)) if content.startswith(SEALED) else None
    _import(ground, content, name, options)


def _a_sealed_file(content: bytes, chance: Random) -> bytes:
    """An archive spoilt and put under a password, or spoilt after that."""
    is_before = chance.random() < 0.5
    with patch("os.urandom", chance.randbytes):
        sealed = age_by_hand.sealed(JSON(content, chance) if is_before else content, PASSWORD)
    return sealed if is_before else any_bytes(sealed, chance)


def _with_mapping(ground: Ground, content: bytes, name: str) -> None:
    """A mapping that somebody wrote, with the table it is for."""
    table = (PEOPLE / f"{Path(name).stem}.csv").read_bytes()
    _import(ground, table, "table.csv", ReadOptions(mapping=read_mapping(ground.file(content, "mapping.toml"))))


def _with_its_mapping(ground: Ground, content: bytes, name: str) -> None:
    """A table spoilt, with a mapping that is whole."""
    _import(ground, content, "table.csv", ReadOptions(mapping=read_mapping(PEOPLE / f"{Path(name).stem}.toml")))


def _plan(ground: Ground, content: bytes, name: str) -> None:
    ground.tracker.plans.import_file(ground.file(content, name))
    look_through(ground.tracker)


def _picture(_ground: Ground, content: bytes, _name: str) -> None:
    from tracker.library.own_pictures import is_showable, own_picture

    assert is_showable(own_picture(content))


def _restore(ground: Ground, content: bytes, name: str) -> None:
    ground.tracker.backups.restore(ground.file(content, name))
    look_through(ground.tracker, may_be_damaged=True)


def _open(ground: Ground, content: bytes, _name: str) -> None:
    ground.clear()
    ground.paths.data.mkdir(mode=0o700)
    ground.paths.diary.write_bytes(content)
    look_through(ground.tracker, may_be_damaged=True)


def _rescue(ground: Ground, content: bytes, _name: str) -> None:
    """The diary is damaged, and so may be the backup."""
    ground.clear()
    ground.paths.backups.mkdir(mode=0o700, parents=True)
    ground.paths.diary.write_bytes(b"damaged" * 2_000)
    (ground.paths.backups / BACKUP).write_bytes(content)
    bring_back(ground.paths, ground.clock, ground.paths.backups / BACKUP)
    look_through(ground.tracker, may_be_damaged=True)


def _proof(ground: Ground, content: bytes, _name: str) -> None:
    """What stands beside a backup."""
    ground.tracker.backups.back_up()
    (written_down,) = ground.paths.backups.glob("*.json")
    written_down.write_bytes(content)
    newest_sound(ground.paths, ground.clock)
    ground.clock.advance(days=2)
    ground.tracker.backups.back_up_if_due()
    backup = newest_sound(ground.paths, ground.clock)
    assert backup is not None
    bring_back(ground.paths, ground.clock, backup.path)


def _settings(ground: Ground, content: bytes, _name: str) -> None:
    ground.clear()
    ground.make_ready()
    ground.paths.settings.write_bytes(content)
    chosen = ground.tracker.settings.now
    assert chosen == SettingsFile(ground.paths.settings).read()
    ground.tracker.timekeeper.status(chosen.quiet_hours)
    ground.tracker.settings.choose(sound=False)
    if ground.tracker.inbox.folder is not None:
        ground.tracker.inbox.open()
        ground.tracker.inbox.still()


def _moods(ground: Ground, content: bytes, _name: str) -> None:
    ground.clear()
    ground.make_ready()
    (ground.paths.data / "mood-words.toml").write_bytes(content)
    moods = ground.tracker.importing.moods
    assert all(1 <= worth <= 5 for worth in moods.all().values())
    moods.keep({"super": 4.0})
    assert moods.all()["super"] == 4


def _kept_mapping(ground: Ground, content: bytes, _name: str) -> None:
    ground.clear()
    ground.make_ready()
    (ground.paths.data / "mappings").mkdir(mode=0o700)
    (ground.paths.data / "mappings" / "mine.toml").write_bytes(content)
    kept = ground.tracker.importing.mappings
    for mapping in kept.all():
        kept.keep("again", mapping)
        assert kept.get("again") == mapping


def _inbox(ground: Ground, content: bytes, name: str) -> None:
    from tracker.steps import run_to_end

    inbox = ground.tracker.inbox
    folder = ground.file(content, name).parent
    inbox.open(folder)
    inbox.still()
    ground.clock.since_boot += timedelta(seconds=5)
    deliveries = run_to_end(inbox.steps(inbox.still()))
    assert len(deliveries) == bool(content)
    for delivery in deliveries:
        assert delivery.outcome in {"done", "refused"}
        assert delivery.reason.replace("\n", "").isprintable()
    look_through(ground.tracker)


def keep_draft(ground: Ground, form: str, kept: str) -> None:
    """Keep a text as what stands in a form, and nothing of any other."""
    drafts = ground.tracker.form_drafts
    while (other := drafts.kept_last("")) is not None:
        drafts.forget(other)
    # By the store itself, so that all is as it writes it but the text.
    with patch("tracker.storage.drafts.json.dumps", lambda _content: kept):
        drafts.keep(form, {})


def _lock(ground: Ground, content: bytes, _name: str) -> None:
    ground.paths.lock.write_bytes(content)
    try:
        refuse_while_window_is_open(ground.paths)
    finally:
        ground.paths.lock.unlink()


def _autostart(ground: Ground, content: bytes, name: str) -> None:
    file = ground.file(content, name)
    for way in (XdgAutostart(file.parent, ["a"]), LaunchAgent(file.parent, ["a"])):
        assert way.is_on() in {True, False}


def _autostarts() -> Mapping[str, bytes]:
    from tracker.startup import APPLICATION, LABEL

    return {f"{APPLICATION}.desktop": DESKTOP_ENTRY, f"{LABEL}.plist": AGENT}


def _for_the_inbox() -> Mapping[str, bytes]:
    return {**tables(), "lines.txt": PLAIN_LINES, "archive.json": written().archive}


def _with_mappings() -> Mapping[str, bytes]:
    return {f"{name}.csv": (PEOPLE / f"{name}.csv").read_bytes() for name in mappings()}


DIARY = one_of(database.a_cell, database.a_cell, database.a_cell, database.pages, database.scheme, any_bytes)
READERS = (
    Reader("table", tables, TABLE, _import),
    Reader("table by a mapping", _with_mappings, TABLE, _with_its_mapping),
    Reader("mapping", mappings, TOML, _with_mapping),
    Reader("kept mapping", mappings, TOML, _kept_mapping, is_diary=True),
    Reader("lines", lambda: {"lines.txt": PLAIN_LINES}, LINES, _import),
    Reader("archive", lambda: {"archive.json": written().archive}, JSON, _import),
    Reader("archive under a password", lambda: {"archive.json.age": written().archive}, _a_sealed_file, _sealed),
    Reader("Apple Health", health, XML, _import),
    Reader("zip", zips, ZIP, _import),
    Reader("backup merged", diaries, DIARY, _import),
    Reader("backup restored", diaries, DIARY, _restore),
    Reader("diary opened", diaries, DIARY, _open, is_diary=True),
    Reader("damaged diary, damaged backup", diaries, DIARY, _rescue, is_diary=True),
    Reader("what stands beside a backup", lambda: {"proof": PROOF}, JSON, _proof, is_diary=True),
    Reader("plan", lambda: {"plan.toml": written().plan}, TOML, _plan),
    Reader("picture", lambda: {"a.svg": PICTURE}, XML, _picture),
    Reader("settings", lambda: {"settings.json": written().settings}, JSON, _settings, is_diary=True),
    Reader("words of moods", lambda: {"mood-words.toml": MOODS}, TOML, _moods, is_diary=True),
    Reader("inbox", _for_the_inbox, TABLE, _inbox),
    Reader("lock", lambda: {"window.lock": b"12345\nrecovery-tracker\nhost\n"}, LINES, _lock),
    Reader("start with the desktop", _autostarts, XML, _autostart),
)
