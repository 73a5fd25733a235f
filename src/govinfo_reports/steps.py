"""A stage as data: its steps, in the order in which they are taken."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from .language import Said

__all__ = ["Step"]

_Function = TypeVar("_Function")


@frozen
class Step(Generic[_Function]):
    """One step of a stage: its name, what it does (in English, its Chinese with it), and the function.

    A stage with many steps is a tuple of them, and goes through that tuple; `govinfo-reports stages` shows
    it.
    """

    name: str
    does: Said
    run: _Function
