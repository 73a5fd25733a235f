"""The places of a report's findings as people name them: rows by their labels, columns by their heads."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import frozen

from ..facts import Source
from ..forms.relations import label, rows
from ..indicators import APPLICANTS, Form
from ..language import Say
from ..location import Location
from .checkable import Checkable

__all__ = ["PlaceNames"]


@frozen
class PlaceNames:
    """Which indicator's figure stands at a place of a report, and the form whose labels name it."""

    paths: Mapping[Location, str]
    form: Form

    @classmethod
    def of(cls, report: Checkable, places: Collection[Location] | None = None) -> PlaceNames:
        """Those of a report, only for `places` where they are given."""
        facts = (
            fact
            for fact in (*report.facts, *report.extra)
            if fact.source is Source.TABLE and (places is None or fact.location in places)
        )
        return cls({fact.location: fact.path for fact in facts}, report.form)

    def named(self, place: Location, say: Say) -> str:
        """The place in words.

        >>> place = Location(page=3, table=2, row=4, column=9)
        >>> PlaceNames({place: "applications.outcomes.granted.total"}, Form.F2021).named(place, Say("zh"))
        '第3页表2“（一）予以公开”行、总计列'
        """
        path = self.paths.get(place)
        if path is None:
            return say.place(place)
        row, _, column = path.rpartition(".")
        if row in rows() and column in APPLICANTS:
            return say.place(place, rows()[row], APPLICANTS[column])
        head, mark, tail = label(path, self.form).partition(" × ")
        return say.place(place, head, tail if mark else None)
