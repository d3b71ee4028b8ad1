"""The command that takes in what lies in the inbox."""

from pathlib import Path
from time import sleep

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import delivery_json
from tracker.cli.imports import say_result
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command
from tracker.errors import Refused
from tracker.language import _
from tracker.services.exchange.importing import ImportResult
from tracker.services.exchange.inbox import Delivery, Inbox, Outcome
from tracker.services.exchange.inbox_folder import LIES_STILL
from tracker.steps import run_to_end

# About a minute: what is written for longer waits for the next time.
MOST_LOOKS = 30


@click.command(cls=Command)
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True)
@passing
def inbox(invocation: Invocation, folder: Path | None, *, as_json: bool) -> None:
    """Take in once what lies in the inbox: this folder, else the one chosen in the window."""
    service = invocation.tracker.inbox
    service.open(folder)
    deliveries = _take_in(service)
    if as_json:
        say_json([delivery_json(delivery) for delivery in deliveries])
    elif not deliveries:
        say(_("There is nothing in the inbox."))
    for delivery in () if as_json else deliveries:
        _say(delivery)


def _take_in(service: Inbox) -> list[Delivery]:
    """Each file once, as it ended; raises Refused where not one of them could be taken in for a reason that is not its own."""
    found: dict[str, Delivery] = {}
    for _look in range(MOST_LOOKS):
        found |= {delivery.file: delivery for delivery in run_to_end(service.steps(service.still()))}
        if not service.waiting:
            break
        wait()
    words = _("It is still being written. Nothing of it was taken in; look again later.")
    found |= {name: Delivery(name, Outcome.LEFT, ImportResult(), words) for name in service.waiting}
    if found and all(delivery.outcome is Outcome.LEFT and not delivery.result.read for delivery in found.values()):
        raise Refused(next(iter(found.values())).reason)
    return list(found.values())


def wait() -> None:
    """Let the files lie for as long as they must not change."""
    sleep(LIES_STILL.total_seconds() + 0.1)


def _say(delivery: Delivery) -> None:
    if delivery.outcome is Outcome.DONE:
        say(_("{file} was taken in:").format(file=delivery.file))
    else:
        template = _("{file} was refused: {reason}") if delivery.outcome is Outcome.REFUSED else _("{file} was left where it is: {reason}")
        say(template.format(file=delivery.file, reason=delivery.reason))
    if delivery.result.read:
        say_result(delivery.result)
