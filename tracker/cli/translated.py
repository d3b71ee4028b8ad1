"""Commands and options whose help is read in the chosen language, and what click itself says, for the translators."""

from inspect import cleandoc

import click

from tracker.cli.terminal import say
from tracker.language import N_, _, ngettext

SAID_BY_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
)
"""Click looks these up by itself, where choose_language has told gettext to look; they stand here to be found for the template."""


# A property, since click reads `help` as a plain attribute each time it shows it.
class _Helpful:
    """A help text as it was written, translated whenever click reads it: it is written before the language is chosen."""

    _english = ""

    @property
    def help(self) -> str | None:
        return _(self._english) or None

    @help.setter  # noqa: A003 - the attribute that click reads
    def help(self, text: str | None) -> None:
        self._english = cleandoc(text or "")


def _show_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    # As click shows it, but through our own door: it has words for an output that is full, and escapes for letters it does not know.
    if asked and not context.resilient_parsing:
        say(context.get_help())
        context.exit()


class Option(_Helpful, click.Option):
    """An option whose help is translated."""


class Command(_Helpful, click.Command):
    """A command whose help is translated; the docstring of its function is that help."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help, which click makes itself and keeps in one language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
            option.callback = _show_help
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
