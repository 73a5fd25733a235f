"""An argument parser that speaks the language of its user, argparse's own words among them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from ..language import Language, Say, language_of, word

__all__ = ["Parser", "asked_language"]

_ERRORS: tuple[tuple[str, str], ...] = (
    (
        r"the following arguments are required: (?P<names>.*)",
        word("the following arguments are required: {names}"),
    ),
    (r"unrecognized arguments: (?P<names>.*)", word("unrecognized arguments: {names}")),
    (
        r"argument (?P<name>\S+): invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
        word("argument {name}: {value} is none of {choices}"),
    ),
    (r"argument (?P<name>\S+): expected one argument", word("argument {name}: expected one value")),
    (
        r"argument (?P<name>\S+): expected at least one argument",
        word("argument {name}: expected at least one value"),
    ),
    (
        r"argument (?P<name>\S+): invalid \S+ value: (?P<value>.*)",
        word("argument {name}: {value} cannot be taken"),
    ),
)
"""What argparse says and our words for it."""


_LANG = frozenset({"--lang", "--lan", "--la", "--l"})
"""The option and what argparse takes for it."""


def asked_language(arguments: Sequence[str]) -> Language:
    """The language that a command line asks for by `--lang` (or the older `--zh`), before it is parsed; else
    the environment's. Of several the last counts, as with any option.

    >>> asked_language(["show", "--lang", "zh", "a.html"]).value, asked_language(["--lang=en"]).value
    ('zh', 'en')
    >>> asked_language(["--lang", "zh", "show", "--lang", "en", "--", "--lang=zh"]).value
    'en'
    """
    asked: Language | None = None
    for place, one in enumerate(arguments):
        name, mark, value = one.partition("=")
        if one == "--":
            break
        if name in _LANG:
            asked = language_of(value if mark else next(iter(arguments[place + 1 : place + 2]), ""))
        elif one == "--zh":
            asked = Language.CHINESE
    return language_of() if asked is None else asked


class _Formatter(argparse.HelpFormatter):
    """Help with the word for `usage` in the user's language."""

    say = Say("en")

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.say("usage: ") if prefix is None else prefix)


class _Chinese(_Formatter):
    say = Say("zh")


class Parser(argparse.ArgumentParser):
    """The parser of a command; `say` is given to those of its commands too."""

    def __init__(self, *, say: Say, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Chinese if say.chinese else _Formatter, **settings)
        self.say = say
        self._positionals.title = say("what to read")
        self._optionals.title = say("options")
        self.add_argument("-h", "--help", action="help", help=say("show this help and end"))
        self.add_argument(
            "--lang",
            choices=[language.value for language in Language],
            default=argparse.SUPPRESS,
            help=say("the language of all that is printed: zh or en (default: that of the environment)"),
        )

    def error(self, message: str) -> NoReturn:
        """End with status 2 and the usage."""
        for pattern, wording in _ERRORS:
            found = re.fullmatch(pattern, message)
            if found is not None:
                message = self.say(wording, **found.groupdict())
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {self.say('error')}: {message}\n")
