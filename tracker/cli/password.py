"""Commands on the password of the diary: on, change, new-code, keyring, off."""

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.secrets_asked import new_password
from tracker.cli.terminal import NotPrinted, say
from tracker.cli.translated import Command, Group
from tracker.errors import Refused
from tracker.formats.joining import with_colon
from tracker.language import _, pgettext
from tracker.services.backups import refuse_while_window_is_open
from tracker.steps import run_to_end


@click.group(cls=Group)
def password() -> None:
    """Give the diary a password, change it, or take it away."""


@password.command(cls=Command)
@passing
def on(invocation: Invocation) -> None:
    """Encrypt the diary, its backups and all that lies beside them."""
    refuse_while_window_is_open(invocation.paths)
    service = invocation.tracker.password
    service.refuse_on()
    new = new_password(invocation.secrets)
    code = service.new_code()
    _show(code)
    run_to_end(service.turn_on(new, code, invocation.secrets.ask(_("Recovery code"))))
    say(_("The diary has a password now. Without it, and without the recovery code, nobody can open it any more."))


@password.command(cls=Command)
@passing
def change(invocation: Invocation) -> None:
    """Take another password; the recovery code may be given in place of a forgotten one."""
    service = invocation.tracker.password
    now = invocation.secrets.ask(_("Password, or recovery code"))
    service.change(now, new_password(invocation.secrets))
    say(_("The password was changed. A backup that lies elsewhere is still opened by the old one."))


@password.command(name="new-code", cls=Command)
@passing
def new_code(invocation: Invocation) -> None:
    """Take another recovery code, as for one that somebody has seen."""
    service = invocation.tracker.password
    now = invocation.secrets.ask(_("Password, or recovery code"))
    code = service.new_code()
    _show(code)
    service.change_code(now, code, invocation.secrets.ask(_("Recovery code")))
    say(_("The recovery code was changed. A backup that lies elsewhere is still opened by the old one."))


@password.command(cls=Command)
@click.argument("state", type=click.Choice(["on", "off"]))
@passing
def keyring(invocation: Invocation, state: str) -> None:
    """Open the diary without asking on this computer: on, or off."""
    service = invocation.tracker.password
    service.open_by_keyring(is_wanted=state == "on")
    is_on = service.is_opened_by_keyring
    say(with_colon(_("Open without asking on this computer"), pgettext("setting", "on") if is_on else pgettext("setting", "off")))
    if is_on:
        say(_("Whoever is logged in here as you can open the diary then. The password and the recovery code still open it too."))


@password.command(cls=Command)
@passing
def off(invocation: Invocation) -> None:
    """Decrypt the diary and its backups."""
    refuse_while_window_is_open(invocation.paths)
    service = invocation.tracker.password
    run_to_end(service.turn_off(invocation.secrets.ask(_("Password, or recovery code"))))
    say(_("The password is off."))


def _show(code: str) -> None:
    try:
        say(_("Recovery code: {code}").format(code=code))
        say(_("Write it down and keep it apart from this computer: it opens the diary where the password is forgotten. It is shown only now."))
    except NotPrinted as problem:
        raise Refused(_("The recovery code could not be shown. Nothing was changed.")) from problem
