"""The command line as a whole: its options, its commands and its exit codes."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from tracker.cli.context import Invocation
from tracker.cli.folder import paths_of
from tracker.cli.imports_at_once import importing
from tracker.cli.terminal import DONE, REFUSED, USAGE
from tracker.cli.translated import Group, Option
from tracker.cli.version import PROGRAM, say_version
from tracker.domain.times import Clock
from tracker.errors import TrackerError
from tracker.language import _
from tracker.paths import Paths
from tracker.standard_streams import complain
from tracker.start_options import StartOptions

OpenWindow = Callable[[Paths, Clock, StartOptions], int]
# Each command, with the module in this folder that has it and its name there.
COMMANDS = {
    "episode": ("plan", "episode"),
    "log": ("entries", "log"),
    "session": ("entries", "session"),
    "dose": ("medicines", "dose"),
    "activity": ("entries", "activity"),
    "edit": ("entries", "edit"),
    "delete": ("entries", "delete"),
    "bin": ("entries", "bin_"),
    "status": ("status", "status"),
    "entries": ("entries", "entries"),
    "figures": ("figures", "figures"),
    "export": ("exports", "export"),
    "import": ("imports", "import_"),
    "imports": ("imports", "imports"),
    "inbox": ("inbox", "inbox"),
    "conflicts": ("conflicts", "conflicts"),
    "backup": ("files", "backup"),
    "restore": ("files", "restore"),
    "check": ("files", "check"),
    "phase": ("plan", "phase"),
    "plan": ("plan", "plan"),
    "guide": ("guide", "guide"),
    "password": ("password", "password"),
}


# Their answers would not show that an entry is missing: that is looked for.
READING = frozenset({"status", "entries", "figures", "export", "bin"})


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: one run needs one of them, and the window none."""

    def __getitem__(self, name: str) -> click.Command:
        module, attribute = COMMANDS[name]
        with importing():
            command: click.Command = getattr(import_module(f"tracker.cli.{module}"), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _say_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        say_version()
        context.exit()


@click.group(commands=_Commands(), invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}, cls=Group)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Show the version and exit.", cls=Option)
@click.option("--data-dir", metavar="DIR", help="Keep everything in this folder.", cls=Option)
@click.option("--demo", is_flag=True, help="Open the window on a made-up diary that is thrown away.", cls=Option)
@click.option("--minimised", is_flag=True, help="Open the window minimised.", cls=Option)
@click.option("--quick-entry", is_flag=True, help="Open a small window that takes a pain value.", cls=Option)
@click.option("--password-fd", metavar="N", type=int, help="Read the password from this open file, a line for each question.", cls=Option)
@click.pass_context
def command_line(context: click.Context, /, data_dir: str | None, password_fd: int | None, **options: Any) -> None:  # noqa: ANN401 - flags by name
    """Keep a diary of back pain and follow a plan; without a command, the window opens."""
    # What main.py hands in becomes the invocation that commands are given; the diary is opened only where one asks for it.
    clock, open_window = context.obj
    invocation = Invocation(clock, paths_of(data_dir), open_window, password_fd)
    context.obj = invocation
    context.call_on_close(invocation.close)
    if context.invoked_subcommand is None:
        context.exit(open_window(invocation.paths, clock, StartOptions(**options)))


@command_line.result_callback()
@click.pass_context
def _end(context: click.Context, code: object, /, **_options: object) -> int:
    """Any command is done: its exit code."""
    opened = context.obj.opened
    command = context.invoked_subcommand
    if opened is not None and (command in READING or opened.damage_noticed()):
        from tracker.cli.damage import tell_damage

        if tell_damage(opened, command):
            return REFUSED
    return code if isinstance(code, int) else DONE


def run(arguments: Sequence[str], clock: Clock, open_window: OpenWindow) -> int:
    """Run one command line in the language chosen; the answer is its exit code. Raises NotPrinted once it is done."""
    try:
        # Not standalone: click would leave the process by itself, with codes of its own.
        code = command_line.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=(clock, open_window))
    except click.ClickException as problem:
        # Click words these itself: it knows the usage that goes with them.
        shown = io.StringIO()
        problem.show(shown)
        complain(shown.getvalue().rstrip("\n"))
        return USAGE if isinstance(problem, click.UsageError) else REFUSED
    except click.Abort:
        return REFUSED
    except TrackerError as problem:
        complain(problem.sentence)
        return REFUSED
    # A disk that fails, met where nobody thought of it: whether the deed was done cannot be told here.
    except OSError as problem:
        words = _("The computer reported an error ({reason}). What was saved before is safe; look whether this was done, and try again.")
        complain(words.format(reason=problem.strerror or type(problem).__name__))
        return REFUSED
    return code if isinstance(code, int) else DONE
