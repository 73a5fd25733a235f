"""What two batches read otherwise: figures that differ, by indicator and container, and the findings of each
rule."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..errors import GovInfoError
from ..language import Language, Say, phrase, word
from ..places import is_address
from .objects import Objects, manifest_at

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Difference", "NotABatch", "difference"]

_ROWS_AT_A_TIME = 400_000
_NUMBERS = 1 << 53
_EXAMPLES = 20
_KINDS = (word("changed"), word("lost"), word("new"))

Figure = tuple[str, str, int]
"""An indicator, a scope, and which of several such figures of a report, in their order."""


class NotABatch(GovInfoError):
    """A folder holds no tables that can be compared."""


@frozen(kw_only=True)
class Difference:
    """`figures` counts by kind (`changed`, `lost`, `new`), indicator and container; `rules` the findings
    that went and came, by rule and container; `reports` the files that one batch read and the other did not
    (`gone`, `come`) and how many both read (`same`). `examples` are some figures: file, indicator, before,
    after."""

    reports: Mapping[str, int]
    figures: Mapping[tuple[str, str, str], int] = field(factory=dict)
    rules: Mapping[tuple[str, str], tuple[int, int]] = field(factory=dict)
    examples: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether both are the same."""
        return not (self.figures or self.rules or self.reports["gone"] or self.reports["come"])

    def lines(self, *, lang: Language | str = Language.ENGLISH) -> Iterator[str]:
        """The difference for reading."""
        say = Say(lang)
        yield say(
            "Reports in both: {same}; only before: {gone}; only now: {come}",
            same=self.reports["same"],
            gone=self.reports["gone"],
            come=self.reports["come"],
        )
        if self.is_none:
            yield say("No figure and no finding differs.")
        if self.figures:
            yield say("Figures that differ, by indicator and container:")
            for (kind, indicator, container), number in self.figures.items():
                yield f"  {number:>8}  {say(kind)}  {indicator}  {say(container)}"
        if self.rules:
            yield say("Findings that differ (went, came), by rule and container:")
            for (rule, container), (went, came) in self.rules.items():
                yield f"  {-went:>8}  {came:>+8}  {rule}  {say(container)}"
        if self.examples:
            yield say("Some of them (before, now):")
            for file, indicator, before, after in self.examples:
                yield f"  {file}  {indicator}  {before} -> {after}"


def difference(old: str | os.PathLike[str], new: str | os.PathLike[str], *, web: bool = False) -> Difference:
    """What the batch in the folder (or at the address) `new` reads otherwise than that in `old`. Reports are
    the same where the bytes they were read from are (`report` is made of their hash), wherever the files
    lie. Addresses in the web (`sftp://`) are read only with `web`. Raises NotABatch, MissingExtra, NotAsked.
    """
    before, after = _Tables(old, web=web), _Tables(new, web=web)
    containers = {**before.containers(), **after.containers()}
    gone, come = before.numbers - after.numbers, after.numbers - before.numbers
    figures: Counter[tuple[str, str, str]] = Counter()
    went: Counter[tuple[str, str]] = Counter()
    came: Counter[tuple[str, str]] = Counter()
    examples: list[tuple[str, str, str, str]] = []
    for first, last in _ranges(max(before.facts, after.facts)):
        theirs, ours = before.figures(first, last), after.figures(first, last)
        for number in sorted(theirs.keys() & ours.keys()):
            one, other, container = theirs[number], ours[number], containers[number][0]
            for key in sorted(one.keys() | other.keys()):
                values = one.get(key), other.get(key)
                if values[0] == values[1]:
                    continue
                kind = "new" if values[0] is None else "lost" if values[1] is None else "changed"
                figures[kind, key[0], container] += 1
                if len(examples) < _EXAMPLES:
                    said = ["-" if value is None else value for value in values]
                    examples.append((containers[number][1], key[0], said[0], said[1]))
        old_rules, new_rules = before.rules(first, last), after.rules(first, last)
        both = before.numbers & after.numbers
        for (number, rule), count in (old_rules - new_rules).items():
            if number in both:
                went[rule, containers[number][0]] += count
        for (number, rule), count in (new_rules - old_rules).items():
            if number in both:
                came[rule, containers[number][0]] += count
    return Difference(
        reports={"same": len(before.numbers & after.numbers), "gone": len(gone), "come": len(come)},
        figures=dict(sorted(figures.items(), key=lambda one: (_KINDS.index(one[0][0]), -one[1], one[0]))),
        rules={key: (went[key], came[key]) for key in sorted(went.keys() | came.keys())},
        examples=tuple(examples),
    )


def _ranges(facts: int) -> Iterator[tuple[int, int]]:
    """The numbers of reports in so many parts that each has about as many figures as are held at a time:
    numbers are hashes, and so evenly spread."""
    parts = facts // _ROWS_AT_A_TIME + 1
    return ((_NUMBERS * part // parts, _NUMBERS * (part + 1) // parts) for part in range(parts))


class _Tables:
    """The tables of a batch, as far as they are compared."""

    def __init__(self, place: str | os.PathLike[str], *, web: bool) -> None:
        self._folder = os.fspath(place)
        self._path, self._store = self._folder, None
        if is_address(place):
            objects = Objects(self._folder, web=web)
            self._store = objects.store
            manifest = manifest_at(objects)  # none: the address of one generation
            self._path = objects.path(manifest["tables"] if manifest else "").rstrip("/")
        reports = self._read("reports", ["report", "file", "container"], None)
        columns = [reports.column(name).to_pylist() for name in ("report", "container", "file")]
        self._containers = {
            number: (container, file) for number, container, file in zip(*columns, strict=True)
        }
        self.numbers = self._containers.keys()
        self.facts: int = self._dataset("facts").count_rows()

    def containers(self) -> dict[int, tuple[str, str]]:
        """The container and the file of each report."""
        return self._containers

    def figures(self, first: int, last: int) -> dict[int, dict[Figure, str]]:
        """The values of the figures of the reports with such numbers; of several of one indicator each has
        its place."""
        table = self._read(
            "facts", ["report", "indicator", "scope", "value", "raw", "candidates"], (first, last)
        )
        found: dict[int, dict[Figure, str]] = {
            number: {} for number in self.numbers if first <= number < last
        }
        count: Counter[tuple[int, str, str]] = Counter()
        for number, indicator, scope, value, raw, candidates in _rows(table):
            turn = count[number, indicator, scope]
            count[number, indicator, scope] += 1
            said = f"{value.normalize():f}" if value is not None else "/".join(candidates) or f"({raw})"
            found.setdefault(number, {})[indicator, scope, turn] = said
        return found

    def rules(self, first: int, last: int) -> Counter[tuple[int, str]]:
        """How often each rule is broken in each of those reports."""
        rows = _rows(self._read("findings", ["report", "rule"], (first, last)))
        return Counter((number, rule) for number, rule in rows)

    def _dataset(self, name: str) -> Any:
        from pyarrow import dataset

        try:
            return dataset.dataset(
                f"{self._path}/{name}", format="parquet", partitioning="hive", filesystem=self._store
            )
        except (OSError, ValueError) as error:
            raise NotABatch(
                phrase(
                    "{folder} holds no table {name} of a batch ({error})",
                    folder=self._folder,
                    name=name,
                    error=error,
                )
            ) from error

    def _read(self, name: str, columns: list[str], numbers: tuple[int, int] | None) -> pa.Table:
        from pyarrow import dataset

        source = self._dataset(name)
        report: Any = dataset.field("report")
        among = None if numbers is None else (report >= numbers[0]) & (report < numbers[1])
        try:
            table: pa.Table = source.to_table(columns=columns, filter=among)
        except (OSError, ValueError, KeyError) as error:
            raise NotABatch(
                phrase(
                    "the table {name} in {folder} cannot be read ({error})",
                    name=name,
                    folder=self._folder,
                    error=error,
                )
            ) from error
        return table


def _rows(table: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
