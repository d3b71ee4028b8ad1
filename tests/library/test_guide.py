"""The guide that comes with the app is whole, and a mistake in a file is told with file and key."""

from pathlib import Path

import pytest

from tracker.domain.guide import Chapter
from tracker.library.guide import GuideError, guide, read_guide

SOURCES = '[[sources]]\nkey = "nhs"\ntitle = "NHS"\n'
CONTENTS = '[[chapters]]\nkey = "{chapter}"\nsubjects = ["ice"]\n[shared.stop]\ntext = "Stop."\nsources = ["nhs"]\n'
ICE = 'title = "Ice"\n{more}\n[[what]]\ntext = "Cold."\nsources = ["nhs"]\n'


def a_folder(folder: Path, ice: str, *, chapter: str = "what", **files: str) -> Path:
    """A guide of one subject, its files as given."""
    named = {"sources": SOURCES, "contents": CONTENTS.format(chapter=chapter), "ice": ice, **files}
    for name, text in named.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    """What is said of a guide that cannot be right."""
    with pytest.raises(GuideError) as problem:
        read_guide(folder)
    return str(problem.value)


def test_a_subject_is_read_as_it_is_written(tmp_path):
    more = 'phases = ["ice"]\ngrade = "unclear"\nlog = [{ form = "session", kind = "ice" }]\nstop = [{ shared = "stop" }]'
    (subject,) = read_guide(a_folder(tmp_path, ICE.format(more=more))).subjects
    assert (subject.key, subject.title, subject.chapter, subject.grade) == ("ice", "Ice", Chapter.WHAT, "unclear")
    assert (subject.text, subject.sources, subject.phases) == ("Cold.\n\nStop.", ("nhs",), ("ice",))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('phases = ["spring"]', "guide/ice.toml: phases: 'spring' is not known"),
        ('phases = ["none"]', "guide/ice.toml: phases: no phase of the plan: 'none'"),
        ('grade = "splendid"', "guide/ice.toml: grade: 'splendid' is not known"),
        ('related = ["heat"]', "guide/ice.toml: related: no other subject 'heat'"),
        ('related = ["ice"]', "guide/ice.toml: related: no other subject 'ice'"),
        ('log = [{ form = "song" }]', "guide/ice.toml: log: no form 'song'"),
        ('whatever = "x"', "guide/ice.toml: the file: 'whatever' is not known"),
        ('stop = [{ text = "Stop." }]', "guide/ice.toml: stop: a paragraph without a source"),
        ('stop = [{ text = "Stop.", sources = ["x"] }]', "guide/ice.toml: stop: no source 'x'"),
        ('stop = [{ text = " ", sources = ["nhs"] }]', "guide/ice.toml: stop: no text"),
        ('stop = [{ shared = "x" }]', "guide/ice.toml: stop: nothing shared is called 'x'"),
        ('stop = [{ words = "x" }]', "guide/ice.toml: stop: 'words' is not known"),
        ('when = { text = "Now.", sources = ["nhs"], grade = "x" }', "guide/ice.toml: when: 'x' is not known"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(tmp_path, more, said):
    assert told(a_folder(tmp_path, ICE.format(more=more))) == said


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    assert told(a_folder(tmp_path, "title = ")).startswith("guide/ice.toml: the file: ")
    assert told(a_folder(tmp_path, 'title = "Ice"')) == "guide/ice.toml: what: a subject says what it is about"
    (tmp_path / "ice.toml").unlink()
    assert told(tmp_path).startswith("guide/ice.toml: the file: ")


def test_every_file_stands_in_one_chapter_once(tmp_path):
    assert told(a_folder(tmp_path, ICE.format(more=""), heat="")) == "guide/contents.toml: chapters: heat.toml stands in no chapter"
    (tmp_path / "heat.toml").unlink()
    (tmp_path / "contents.toml").write_text('[[chapters]]\nkey = "what"\nsubjects = ["ice", "ice"]', encoding="utf-8")
    assert told(tmp_path) == "guide/contents.toml: chapters: ice stands there twice"


def test_a_measure_has_every_part_or_the_reason_why_not(tmp_path):
    assert told(a_folder(tmp_path, ICE.format(more=""), chapter="measures")).startswith("guide/ice.toml: when: a measure has this")
    reasons = ", ".join(f'{{ part = "{part}", reason = "none" }}' for part in ("when", "guides", "evidence", "ask_first", "stop"))
    assert read_guide(a_folder(tmp_path, ICE.format(more=f"without = [{reasons}]"), chapter="measures")).subjects
    too_much = f'without = [{reasons}, {{ part = "what", reason = "none" }}]'
    assert told(a_folder(tmp_path, ICE.format(more=too_much), chapter="measures")).startswith("guide/ice.toml: what: a measure has this")


def test_every_source_has_a_key_of_its_own():
    keys = [source.key for source in guide().sources]
    assert len(keys) == len(set(keys))


def test_the_guide_is_read_once():
    assert guide() is guide()
