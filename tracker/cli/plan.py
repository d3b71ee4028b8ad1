"""Commands on the plan: episode, phase, plan."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.forms import instant
from tracker.cli.status import say_status
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Group, Option
from tracker.cli.values import read_texts, read_when
from tracker.domain.episodes import Episode
from tracker.domain.plan.protocol import EPISODE_PHASES, Phase
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.language import _, pgettext
from tracker.library.body import place_words
from tracker.library.safety import safety
from tracker.wording.help import help_groups
from tracker.wording.plan import figure_form, plan_lines


@click.group(cls=Group)
def episode() -> None:
    """Begin, change and end an episode of pain."""


@episode.command()
@click.option("--at", metavar="T", help="When it began; now, unless given.", cls=Option)
@click.option("--site", "sites", multiple=True, metavar="S")
@click.option("--cause", default="", metavar="TEXT")
@passing
def start(invocation: Invocation, at: str | None, sites: tuple[str, ...], cause: str) -> None:
    """Begin an episode; the plan counts from then."""
    planner = invocation.tracker.planner
    moment, remark = read_when(at, invocation.clock)
    planner.start_episode(moment, read_texts(sites), cause.strip())
    say(remark)
    _say_help(invocation)
    # Once it has been said: what is kept is that the list was shown.
    planner.shown_help(planner.open_episode())
    say_status(invocation)


@episode.command()
@click.option("--at", metavar="T")
@passing
def end(invocation: Invocation, at: str | None) -> None:
    """End the open episode."""
    moment, remark = read_when(at, invocation.clock)
    # Without --at the planner takes the instant at which it saves.
    invocation.tracker.planner.end_episode(moment if at else None)
    say(remark)
    say_status(invocation)


@episode.command()
@click.option("--at", required=True, metavar="T")
@passing
def edit(invocation: Invocation, at: str) -> None:
    """Change when the open episode began, or the last one if none is open."""
    moment, remark = read_when(at, invocation.clock)
    invocation.tracker.planner.edit_onset(moment)
    say(remark)
    say_status(invocation)


@episode.command()
@passing
def reopen(invocation: Invocation) -> None:
    """Reopen the last episode."""
    invocation.tracker.planner.reopen_episode()
    say_status(invocation)


@episode.command(name="list")
@click.option("--json", "as_json", is_flag=True)
@passing
def list_(invocation: Invocation, *, as_json: bool) -> None:
    """List the episodes, the oldest first."""
    found = invocation.tracker.planner.episodes()
    if as_json:
        say_json([_form(episode_) for episode_ in found])
        return
    for episode_ in found:
        over = episode_.ended.local.strftime("%Y-%m-%d %H:%M") if episode_.ended else pgettext("episode", "open")
        began, places = episode_.onset.local.strftime("%Y-%m-%d %H:%M"), in_a_row(map(place_words, episode_.sites))
        say("  ".join(part for part in (episode_.id, began, over, places, episode_.cause) if part))


@click.group(cls=Group)
def phase() -> None:
    """Start again with ice, or begin heat or stretches."""


@phase.command(name="set")
@click.argument("phase_name", metavar="ice|heat|stretch")
@click.option("--eased", is_flag=True, help="The pain has eased", cls=Option)
@click.option("--checked", is_flag=True, help="I have checked these exercises with a GP or physiotherapist", cls=Option)
@click.option("--reason", default="", metavar="TEXT", help="Why; needed when the plan says otherwise.", cls=Option)
@click.option("--at", metavar="T")
@passing
def set_(invocation: Invocation, phase_name: str, reason: str, at: str | None, *, eased: bool, checked: bool) -> None:
    """Start again with ice, or begin heat or stretches."""
    if phase_name not in {phase.value for phase in EPISODE_PHASES}:
        raise Refused(_("“{name}” is not known. Nothing was changed; there are: {known}.").format(name=phase_name[:40], known="ice, heat, stretch"))
    moment, remark = read_when(at, invocation.clock)
    invocation.tracker.planner.set_phase(Phase(phase_name), moment if at else None, eased=eased, checked=checked, reason=reason)
    say(remark)
    say_status(invocation)


@click.group(cls=Group)
def plan() -> None:
    """Show the plan you follow, with the source of each figure."""


@plan.command()
@click.option("--json", "as_json", is_flag=True)
@passing
def show(invocation: Invocation, *, as_json: bool) -> None:
    """Show the plan you follow, with the source of each figure."""
    plans = invocation.tracker.plans
    if as_json:
        say_json({**plans.in_force().as_data(), "figures": [figure_form(place) for place in plans.figures()]})
        return
    say("\n".join(plan_lines(plans.in_force())))


@plan.command(name="import")
@click.argument("file", metavar="FILE.toml", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only read and check; change nothing.", cls=Option)
@passing
def import_(invocation: Invocation, file: Path, *, dry_run: bool) -> None:
    """Follow the plan of a TOML file from now on; earlier days keep their plan."""
    plans = invocation.tracker.plans
    if dry_run:
        say("\n".join(plan_lines(plans.read_file(file))))
        return
    say(plans.import_file(file).remark)


def _say_help(invocation: Invocation) -> None:
    say(_(safety().title) + ":")
    for group in help_groups(invocation.tracker.settings.now):
        say(group.title + ": " + "; ".join(group.items) + ".")


def _form(episode_: Episode) -> dict[str, Any]:
    ended = episode_.ended.at if episode_.ended else None
    return {"id": episode_.id, "onset": instant(episode_.onset.at), "ended": instant(ended), "sites": list(episode_.sites), "cause": episode_.cause}
