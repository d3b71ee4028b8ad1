"""The command that reads the guide; it needs no diary."""

from collections.abc import Sequence

import click

from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command
from tracker.domain.guide import Subject
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.guide import guide as the_guide
from tracker.wording.guide import grade_words


@click.command(cls=Command)
@click.argument("subject", metavar="[SUBJECT]", required=False)
@click.option("--json", "as_json", is_flag=True)
def guide(subject: str | None, *, as_json: bool) -> None:
    """Show what is known about back spasms and what people try, by subject; without a subject, list them."""
    if subject is None:
        _say_subjects(the_guide().subjects, as_json=as_json)
        return
    found = the_guide().subject(subject.strip().casefold()) or the_guide().titled(subject)
    if found is None:
        raise Refused(_unknown(subject))
    _say_subject(found, as_json=as_json)


def _say_subjects(subjects: Sequence[Subject], *, as_json: bool) -> None:
    if as_json:
        say_json([{"key": subject.key, "title": _(subject.title)} for subject in subjects])
        return
    for subject in subjects:
        say(f"{subject.key}  {_(subject.title)}")


def _say_subject(subject: Subject, *, as_json: bool) -> None:
    title, sources = _(subject.title), [_(source.title) for source in the_guide().sources_of(subject)]
    if as_json:
        # The grade is the same in every language: scripts compare it.
        say_json({"key": subject.key, "title": title, "text": subject.text, "grade": subject.grade, "sources": sources})
        return
    say(f"{title}\n\n{subject.text}\n")
    if subject.grade is not None:
        say(_("Grade: {grade}").format(grade=grade_words(subject.grade)))
    say(_("Sources:"))
    for source in sources:
        say(f"  {source}")


def _unknown(name: str) -> str:
    near = in_a_row(subject.key for subject in the_guide().near(name))
    # What was typed may be long, or of several lines.
    shown = " ".join(name.split())[:40]
    if near:
        return _("The guide has no subject called “{name}”; near it: {near}.").format(name=shown, near=near)
    return _("The guide has no subject called “{name}”; the command guide alone lists them.").format(name=shown)
