"""Reads the guide from resources/guide: a file a subject, its contents and its sources."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from tracker.domain.guide import Chapter, Grade, Guide, LogTarget, Source, Statement, Subject
from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from tracker.library.resources import resource

Word = TypeVar("Word", bound=StrEnum)

SOURCES, CONTENTS = "sources.toml", "contents.toml"
PARTS = ("what", "guides", "evidence", "ask_first", "stop", "not_followed")
FORMS = ("session", "exercise", "dose", "activity", "day_note", "appointment")
SUBJECT_KEYS = frozenset({*PARTS, "title", "when", "phases", "log", "related", "grade", "without"})
STATEMENT_KEYS = frozenset({"text", "sources", "grade", "shared"})
# What a measure tells, each with a reason in `without` where it has nothing to tell.
OF_A_MEASURE = ("what", "when", "guides", "evidence", "ask_first", "stop")


class GuideError(ValueError):
    """A file of the guide that cannot be right; the text names file and key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"guide/{file}: {key}: {problem}")


@cache
def guide() -> Guide:
    """What resources/guide holds; raises GuideError."""
    return read_guide(resource("guide"))


def read_guide(folder: Path) -> Guide:
    """The guide in a folder; raises GuideError."""
    sources = tuple(Source(data["key"], data["title"]) for data in _read(folder / SOURCES)["sources"])
    contents = _read(folder / CONTENTS)
    keys = {source.key for source in sources}
    shared = {name: _statement(data, CONTENTS, f"shared.{name}", keys, {}) for name, data in contents.get("shared", {}).items()}
    subjects: list[Subject] = []
    for data in contents["chapters"]:
        chapter = _word(Chapter, data["key"], CONTENTS, "chapters")
        subjects += [_subject(folder / f"{key}.toml", chapter, keys, shared) for key in data["subjects"]]
    _check_whole(folder, subjects)
    return Guide(tuple(subjects), sources)


def _check_whole(folder: Path, subjects: Sequence[Subject]) -> None:
    keys = [subject.key for subject in subjects]
    files = {path.name for path in folder.glob("*.toml")} - {SOURCES, CONTENTS}
    for name in sorted(files - {f"{key}.toml" for key in keys}):
        raise GuideError(CONTENTS, "chapters", f"{name} stands in no chapter")
    for key in keys:
        if keys.count(key) > 1:
            raise GuideError(CONTENTS, "chapters", f"{key} stands there twice")
    for subject in subjects:
        for other in subject.related:
            if other not in keys or other == subject.key:
                raise GuideError(f"{subject.key}.toml", "related", f"no other subject {other!r}")


def _subject(path: Path, chapter: Chapter, sources: Collection[str], shared: Mapping[str, Statement]) -> Subject:
    data = _read(path)
    file = path.name
    _check_keys(data, SUBJECT_KEYS, file, "the file")
    parts = {part: tuple(_statement(item, file, part, sources, shared) for item in data.get(part, ())) for part in PARTS}
    subject = Subject(
        key=path.stem,
        title=_text(data, "title", file, "title"),
        chapter=chapter,
        when=_statement(data["when"], file, "when", sources, shared) if "when" in data else None,
        phases=tuple(_phase(name, file) for name in data.get("phases", ())),
        log=tuple(_log_target(item, file) for item in data.get("log", ())),
        related=tuple(data.get("related", ())),
        grade=_grade(data, file, "grade"),
        **parts,
    )
    _check_parts(subject, {item["part"]: item["reason"] for item in data.get("without", ())}, file)
    return subject


def _check_parts(subject: Subject, reasons: Mapping[str, str], file: str) -> None:
    if not subject.what:
        raise GuideError(file, "what", "a subject says what it is about")
    for part in OF_A_MEASURE if subject.chapter is Chapter.MEASURES else ():
        if bool(getattr(subject, part)) == bool(reasons.get(part)):
            raise GuideError(file, part, "a measure has this, or a reason in `without`, and not both")


def _statement(data: Mapping[str, Any], file: str, key: str, sources: Collection[str], shared: Mapping[str, Statement]) -> Statement:
    _check_keys(data, STATEMENT_KEYS, file, key)
    if "shared" in data:
        if data["shared"] not in shared:
            raise GuideError(file, key, f"nothing shared is called {data['shared']!r}")
        return shared[data["shared"]]
    named = tuple(data.get("sources", ()))
    if not named:
        raise GuideError(file, key, "a paragraph without a source")
    for source in named:
        if source not in sources:
            raise GuideError(file, key, f"no source {source!r}")
    return Statement(_text(data, "text", file, key), named, _grade(data, file, key))


def _text(data: Mapping[str, Any], name: str, file: str, key: str) -> str:
    text = data.get(name)
    if not isinstance(text, str) or not text.strip():
        raise GuideError(file, key, f"no {name}")
    return text


def _grade(data: Mapping[str, Any], file: str, key: str) -> Grade | None:
    return _word(Grade, data["grade"], file, key) if "grade" in data else None


def _phase(name: str, file: str) -> Phase:
    phase = _word(Phase, name, file, "phases")
    if phase not in PLANNED_PHASES:
        raise GuideError(file, "phases", f"no phase of the plan: {name!r}")
    return phase


def _log_target(data: Mapping[str, Any], file: str) -> LogTarget:
    if data.get("form") not in FORMS or not isinstance(data.get("kind", ""), str):
        raise GuideError(file, "log", f"no form {data.get('form')!r}")
    return LogTarget(data["form"], data.get("kind", ""))


def _word(kind: type[Word], text: str, file: str, key: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise GuideError(file, key, f"{text!r} is not known") from None


def _check_keys(data: Mapping[str, Any], known: Collection[str], file: str, key: str) -> None:
    for name in data:
        if name not in known:
            raise GuideError(file, key, f"{name!r} is not known")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise GuideError(path.name, "the file", str(problem)) from problem
