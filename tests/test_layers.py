"""A module imports only from the layers before its own."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import govinfo_reports
from govinfo_reports.above import above

_PACKAGE = Path(govinfo_reports.__file__).parent
_LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"_version", "above", "brief", "location", "compact", "limits", "locks", "patterns", "text"}),
    frozenset({"language"}),
    frozenset({"errors", "steps"}),
    frozenset({"indicators", "document", "findings", "facts", "numerals", "grammar", "places"}),
    frozenset({"forms"}),
    frozenset({"model.fields", "model.shown"}),
    frozenset({"model", "model.applications", "model.figures", "model.people", "model.section"}),
    frozenset({"model.assemble"}),
    frozenset({"model.report"}),
    frozenset({"head", "prose", "readers", "simplify", "tables"}),
    frozenset({"recognise"}),
    frozenset({"checks"}),
    frozenset({"export"}),
    frozenset({"api"}),
    frozenset({"explained"}),
    frozenset({"batch"}),
    frozenset({"desk"}),
    frozenset({""}),  # the package itself: the public names
    frozenset({"cli"}),
)
"""First to last. A name stands for its module, or for a package with all its modules that have no layer of
their own."""

_OPTIONAL = frozenset(
    {
        *(
            "rich",
            "pi_heif",
            "jinja2",
            "markupsafe",
            "xlsxwriter",
            "starlette",
            "uvicorn",
            "python_multipart",
            "pypdfium2",
            "python_calamine",
            "rapidocr",
            "onnxruntime",
            "opencc",
            "cv2",
            "numpy",
            "PIL",
        ),
        *(
            "pandas",
            "polars",
            "pyarrow",
            "fsspec",
            "s3fs",
            "dask",
            "distributed",
            "altair",
            "vl_convert",
            "sphinx",
            "docutils",
        ),
    }
)


def _modules() -> dict[str, ast.Module]:
    found = {}
    for file in sorted(_PACKAGE.rglob("*.py")):
        parts = file.relative_to(_PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


_MODULES = _modules()


def _component(module: str) -> str:
    """The name in `_LAYERS` that a module belongs to."""
    names = {name for layer in _LAYERS for name in layer}
    while module and module not in names:
        module = module.rpartition(".")[0]
    return module


def _layer(module: str) -> int:
    component = _component(module)
    return next(number for number, layer in enumerate(_LAYERS) if component in layer)


def _imports(module: str) -> Iterator[str]:
    """The modules of this package that a module imports, wherever the import stands."""
    is_package = (_PACKAGE / module.replace(".", "/") / "__init__.py").is_file()
    package = module.split(".") if is_package and module else module.split(".")[:-1]
    for node in ast.walk(_MODULES[module]):
        if isinstance(node, ast.Import):
            for alias in node.names:
                head, _, rest = alias.name.partition(".")
                if head == "govinfo_reports":
                    yield rest
        elif isinstance(node, ast.ImportFrom):
            base = (node.module or "").split(".") if node.module else []
            if node.level:
                base = package[: len(package) - node.level + 1] + base
            elif base and base[0] == "govinfo_reports":
                base = base[1:]
            else:
                continue
            for alias in node.names:
                member = ".".join([*base, alias.name])
                yield member if member in _MODULES else ".".join(base)


def test_every_module_has_a_layer() -> None:
    assert [module for module in _MODULES if module and not _component(module)] == []


@pytest.mark.parametrize("module", sorted(_MODULES))
def test_imports_come_from_layers_before(module: str) -> None:
    wrong = [
        other
        for other in _imports(module)
        if _component(other) != _component(module) and _layer(other) >= _layer(module)
    ]
    assert wrong == []


def test_the_walk_sees_imports_of_every_kind() -> None:
    assert "readers.html.read" in set(_imports("readers.text.grids")), "inside a function"
    assert "api" in set(_imports(""))
    assert "readers.text.read" in set(_imports("api"))
    assert "location" in set(_imports("document"))


@pytest.mark.parametrize("module", sorted(_MODULES))
def test_optional_packages_are_imported_when_used(module: str) -> None:
    top = [
        name.partition(".")[0]
        for node in _MODULES[module].body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if not node.level
            else []
        )
    ]
    assert module == "desk.app" or _OPTIONAL.isdisjoint(top)  # an application: imported by `serve` alone


def test_only_declared_packages_are_imported() -> None:
    known = sys.stdlib_module_names | {"tomllib"} | _OPTIONAL  # tomli is its name before 3.11
    known |= {
        "attrs",
        "cattrs",
        "lark",
        "dateutil",
        "lxml",
        "tinycss2",
        "cssselect",
        "charset_normalizer",
        "cn2an",
        "tomli",
        "typing_extensions",
    }
    foreign = {
        name.partition(".")[0]
        for tree in _MODULES.values()
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    assert foreign - known - {"govinfo_reports"} == set()


def test_what_is_registered_from_above_is_there() -> None:
    source = ast.walk(_MODULES[""])
    calls = [
        node for node in source if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "register"
    ]
    names = [
        [argument.value for argument in call.args if isinstance(argument, ast.Constant)] for call in calls
    ]
    assert names
    for home, *functions in names:
        for function in functions:
            assert above(str(function)).__module__ == f"govinfo_reports.{home!s}"


def test_no_class_name_stands_twice() -> None:
    """One word, one thing; what begins with `_` is its module's own."""
    homes: dict[str, list[str]] = {}
    for module, tree in _MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
