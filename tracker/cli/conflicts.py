"""Commands on what two computers have changed differently: looked at, kept or let go."""

from typing import Any

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import instant
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Group
from tracker.formats.joining import sentence
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.sync.conflict_words import Side, changed_words, losing_words, standing_words
from tracker.services.sync.conflicts import Conflict

# The first group of a UUID: enough to tell a few apart and to be typed; a longer beginning is taken too.
ID_SHOWN = 8


@click.group(cls=Group)
def conflicts() -> None:
    """What was changed on both computers, the newest first."""


@conflicts.command(name="list")
@click.option("--json", "as_json", is_flag=True)
@passing
def list_(invocation: Invocation, *, as_json: bool) -> None:
    """What was changed on both computers, the newest first."""
    found = invocation.tracker.conflicts.all()
    if as_json:
        say_json([_form(conflict) for conflict in found])
        return
    for conflict in found:
        changed = changed_words(conflict, invocation.clock.zone())
        say(_("{id}  in the diary: {text}").format(id=conflict.id[:ID_SHOWN], text=standing_words(conflict).sentence))
        say(_("{space}  other text, {changed}: {text}").format(space=" " * ID_SHOWN, changed=changed, text=losing_words(conflict).sentence))
    if found:
        words = ngettext("{count} entry was changed on both computers.", "{count} entries were changed on both computers.", len(found))
        say(words.format(count=number_text(len(found))))


@conflicts.command()
@click.argument("id_", metavar="ID")
@passing
def keep(invocation: Invocation, id_: str) -> None:
    """Use the other text instead of the one in the diary."""
    service = invocation.tracker.conflicts
    say(sentence(service.keep_other(service.named(id_)).remark))


@conflicts.command()
@click.argument("id_", metavar="ID")
@passing
def dismiss(invocation: Invocation, id_: str) -> None:
    """Keep the text in the diary and drop the other one."""
    service = invocation.tracker.conflicts
    say(sentence(service.dismiss(service.named(id_)).remark))


def _form(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "section": conflict.section.value,
        "changed_at": instant(conflict.changed_at),
        "can_be_kept": conflict.can_be_kept,
        "standing": None if conflict.standing is None else {**_side(standing_words(conflict)), "in_bin": conflict.is_in_bin},
        "other": _side(losing_words(conflict)),
    }


def _side(side: Side) -> dict[str, str]:
    return {"what": side.head, "text": side.text}
