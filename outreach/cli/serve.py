"""``outreach serve``: the screens in a browser on this machine, through the optional textual-serve."""

from __future__ import annotations

import logging
import shlex
import sys

import click

from outreach.cli.command import verb
from outreach.cli.loopback import Door, guard
from outreach.cli.output import echo, say
from outreach.cli.session import Session
from outreach.errors import CannotCreate, UsageError

EXTRA = "pip install 'outreach[serve]'"


@verb("serve", "serve", "serve --port 9000", "serve --private")
@click.option("--port", type=click.IntRange(1024, 65535), default=8437, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="A name of this machine; any other is refused.")
@click.option("--private", is_flag=True, help="Open the screens with names masked.")
@click.option("--tab", is_flag=True, hidden=True)
def serve(session: Session, port: int, host: str, private: bool, tab: bool) -> int:
    """Show the plan in a browser on this machine. Needs the optional extra: pip install 'outreach[serve]'.

    It prints an address that holds a key; nobody without it gets in, and no other machine at all. Ctrl+C ends it.
    """
    if tab:
        from outreach.tui.browser import run

        return run(session.planner(), private=private or session.settings.private)
    door = Door(host, port)
    try:
        from textual_serve import server as serving
    except ImportError as error:
        raise UsageError(f"showing the plan in a browser needs textual-serve (no module {error.name})", next_step=EXTRA) from None
    session.reader()
    session.close()
    server = serving.Server(tab_command(session, private), host=host, port=port, title="outreach", public_url=door.origin)
    guard(server, serving.web, door)

    async def started(_: object) -> None:
        echo(door.address)
        sys.stdout.flush()
        say("Open that address in a browser on this machine. Ctrl+C ends it.")

    server.on_startup = started
    # Its own log would print every request, and tracebacks with everything the plan holds; what fails is still told, without that.
    server.initialize_logging = lambda: logging.disable(logging.WARNING)
    try:
        server.serve()
    except OSError as error:
        raise CannotCreate(f"port {port} cannot be used: {error.strerror or error}", next_step="choose another with --port") from None
    return 0


def tab_command(session: Session, private: bool) -> str:
    """The command line behind one tab. ``-P`` keeps the folder it runs in out of the imports."""
    paths = session.paths
    folders = ["--data", str(paths.data.absolute()), "--config", str(paths.config.absolute())]
    return shlex.join([sys.executable, "-P", "-m", "outreach", *folders, "serve", "--tab", *(["--private"] if private else [])])
