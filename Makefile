# Two commands: `make demo` shows a parsed sample report with its finding, `make test` passes the tests.
# Both set up what they need in $(VENV). PIP_FLAGS goes to pip, for example: make test PIP_FLAGS='-c requirements/dev.lock'
# `make install-locked` fills $(VENV) with the files that requirements/dev.hashes.lock names by their hashes, and no others (Python 3.11).

PYTHON ?= python3
VENV ?= .venv
PIP_FLAGS ?=
PYTEST_FLAGS ?=
WORKERS ?= 2
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --quiet $(PIP_FLAGS)

.PHONY: demo test test-all lint bench schema messages lock install-test install-dev install-locked

demo: $(VENV)/.installed-demo
	$(BIN)/govinfo-reports show samples/linjiang_2017.txt
	@echo
	@echo 'The same as one line a finding, over a folder (exit status 1: there is an error in a report):'
	$(BIN)/govinfo-reports check samples || test $$? -eq 1

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov $(PYTEST_FLAGS)

# All tests: those too that are marked `full`, which take long and hardly find more than `make test` does.
test-all: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov -m '' $(PYTEST_FLAGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/bench_speed.py

schema: $(VENV)/.installed-demo
	$(BIN)/python -m govinfo_reports.export.schema > docs/report.schema.json

# The catalogue of what is printed, brought in step with the code.
messages: $(VENV)/.installed-test
	$(BIN)/python tests/messages.py

# The hashes of the versions that requirements/dev.lock names; run it after a change of either that file or pyproject.toml.
lock: $(VENV)/.installed-dev
	$(INSTALL) uv
	echo editables | $(BIN)/uv pip compile --quiet --python $(BIN)/python --generate-hashes --no-annotate --no-strip-extras --custom-compile-command 'make lock' \
		--extra dev --constraints requirements/dev.lock pyproject.toml - --output-file requirements/dev.hashes.lock

install-test: $(VENV)/.installed-test
install-dev: $(VENV)/.installed-dev

# Built with the hatchling of the lock: a build in isolation would fetch one that no hash names.
install-locked: | $(BIN)/python
	$(INSTALL) --require-hashes --requirement requirements/dev.hashes.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed-dev $(VENV)/.installed-test $(VENV)/.installed-demo

$(VENV)/.installed-demo: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[cli]'
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.installed-demo

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.installed-test $(VENV)/.installed-demo

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo 'Python 3.10 or later is needed: make PYTHON=python3.12 ...'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'python3 -m venv does not work here; on Debian and Ubuntu: apt-get install python3-venv'; exit 1; }
