"""The tests on every supported Python, and with the lowest versions of what the package depends on.

usage: nox -f .ci/noxfile.py [-s tests-3.12 | lowest] [-- PYTEST ARGUMENTS]

Interpreters are those of the machine, or those that uv finds or fetches. A Python that is not there is told,
not passed.
"""

from __future__ import annotations

from pathlib import Path

import nox

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
CORE = [
    "src/govinfo_reports/api.py",
    *(
        f"tests/test_{name}.py"
        for name in (
            *(
                "arithmetic",
                "checks",
                "dates",
                "explain",
                "forms",
                "head",
                "labels",
                "layers",
                "model",
                "numerals",
                "period",
            ),
            *("public_names", "reader_html", "statements", "tables_grammar", "text_reader", "wordings"),
        )
    ),
]
"""What needs nothing but the package, pytest and hypothesis."""
_ROOT = Path(__file__).resolve().parents[1]

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = True


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All that `make test` collects, or what is named."""
    session.chdir(_ROOT)
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """With the lowest versions that pyproject.toml allows for what the package itself needs, on the oldest
    Python."""
    session.chdir(_ROOT)
    session.install("--resolution", "lowest-direct", "-e", ".")
    session.install("pytest>=8", "hypothesis>=6.100")
    session.run("python", "-m", "pytest", *CORE, *session.posargs)
