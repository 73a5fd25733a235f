"""The command `serve`: a desk in the browser, on this machine."""

from __future__ import annotations

import argparse
import socket
import sys

from attrs import evolve

from ..errors import GovInfoError, MissingExtra
from ..language import Say, phrase
from ..limits import DEFAULT_LIMITS
from .streams import DONE, UNREADABLE, complain

__all__ = ["add_parser"]

_HOST, _PORT, _MEGABYTES, _SECONDS = "127.0.0.1", 8618, 60, 120.0
_OWN = ("127.0.0.1", "localhost", "[::1]")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "serve",
        help=say("a desk in the browser: drop reports, see what does not add up"),
        description=say(
            "Serve a page on this machine on which reports are dropped and checked. Nothing is kept "
            "on disk, nothing is asked of any other machine; each file is read in a process of "
            "its own within limits."
        ),
    )
    parser.add_argument(
        "--host",
        default=_HOST,
        metavar="ADDRESS",
        help=say("address to listen at (default: this machine only)"),
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help=say("port (default: 8618; 0: any)")
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar=say("NAME"),
        help=say("another name, with its port, by which browsers may come (may be given again)"),
    )
    parser.add_argument(
        "--max-mb",
        type=int,
        default=_MEGABYTES,
        metavar="N",
        help=say("megabytes taken at once (default: 60)"),
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=_SECONDS,
        metavar="S",
        help=say("seconds after which a file is given up (default: 120)"),
    )
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    say: Say = arguments.say
    try:
        import uvicorn

        from ..desk.app import desk
        from ..desk.template import templates

        templates()
    except ImportError as error:
        missing = MissingExtra(
            phrase("{name} is needed: pip install 'govinfo-reports[web]'", name=error.name), extra="web"
        )
        complain(missing, say)
        return UNREADABLE
    except GovInfoError as error:
        complain(error, say)
        return UNREADABLE
    family = socket.AF_INET6 if ":" in arguments.host else socket.AF_INET
    try:
        listening = socket.create_server((arguments.host, arguments.port), family=family)
    except (OSError, OverflowError) as error:
        complain(error, say)
        return UNREADABLE
    port = listening.getsockname()[1]
    shown = f"[{arguments.host}]" if family is socket.AF_INET6 else arguments.host
    hosts = {f"{name}:{port}" for name in (*_OWN, shown)} | set(arguments.allow_host)
    most = arguments.max_mb * 1_000_000
    limits = evolve(DEFAULT_LIMITS, worker_seconds=arguments.timeout, bytes=min(most, DEFAULT_LIMITS.bytes))
    asked = say.language if hasattr(arguments, "lang") else None
    app = desk(hosts, limits=limits, most=most, lang=asked)
    print(say("Open {address} in a browser; Ctrl+C ends it.", address=f"http://{shown}:{port}/"), flush=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=64,
        timeout_keep_alive=5,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return DONE
