"""The command `stages`: the steps of the stages that have many, as they are taken."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..language import Said, Say, phrase
from ..steps import Step
from .streams import DONE

__all__ = ["add_parser", "stages"]

_Steps = Sequence[Step[Callable[..., Any]]]


def stages() -> Mapping[str, tuple[Said, _Steps]]:
    """The stages that have many steps by name: what each is, and its steps as they stand now."""
    from ..readers.pdf import assembly
    from ..readers.pdf import passes as page
    from ..readers.text import shapes
    from ..tables import passes
    from ..tables.applications import passes as rows

    return {
        "text": (
            phrase("the shapes of a table in text: the first that begins in a line is read"),
            shapes.SHAPES,
        ),
        "page": (phrase("the passes over a page of a PDF"), page.PASSES),
        "pages": (phrase("the passes over all pages of a PDF, OFD or scan"), assembly.PASSES),
        "tables": (phrase("the passes over the tables of a document"), passes.PASSES),
        "rows": (phrase("the passes over the rows of section three"), rows.PASSES),
    }


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser(
        "stages",
        help=say("the steps by which a report is read"),
        description=say("Show the steps of the stages that have many, in the order in which they are taken."),
    )
    parser.add_argument("--json", action="store_true", help=say("all of it as JSON"))
    parser.set_defaults(run=_run, say=say)


def _run(arguments: argparse.Namespace) -> int:
    say: Say = arguments.say
    shown = [
        {
            "stage": name,
            "does": say.of(does, does.zh),
            "steps": [{"name": step.name, "does": say.of(step.does, step.does.zh)} for step in steps],
        }
        for name, (does, steps) in stages().items()
    ]
    if arguments.json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(_shown, shown)))
    return DONE


def _shown(stage: Mapping[str, Any]) -> str:
    steps = (f"{number:4} {step['name']:22}{step['does']}" for number, step in enumerate(stage["steps"], 1))
    return "\n".join((f"{stage['stage']}: {stage['does']}", *steps))
