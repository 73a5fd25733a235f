# Two commands: `make demo` shows a parsed sample report with its finding, `make test` passes the tests.
# Both set up what they need in $(VENV). PIP_FLAGS goes to pip, for example: make test PIP_FLAGS='-c requirements/dev.lock'
# `make install-locked` fills $(VENV) with the files that requirements/dev-3.N.hashes.lock names by their hashes, for its Python, and no others.

PYTHON ?= python3
VENV ?= .venv
PIP_FLAGS ?=
PYTEST_FLAGS ?=
WORKERS ?= 2
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --quiet $(PIP_FLAGS)

.PHONY: demo test test-fast test-all lint bench schema messages lock install-test install-dev install-locked

demo: $(VENV)/.installed-demo
	$(BIN)/govinfo-reports show samples/linjiang_2017.txt
	@echo
	@echo 'The same as one line a finding, over a folder (exit status 1: there is an error in a report):'
	$(BIN)/govinfo-reports check samples || test $$? -eq 1

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov $(PYTEST_FLAGS)

# What one change most likely breaks: words, figures, grammar, tables, sentences, heads, checks, the plain readers, the house itself.
FAST = api arithmetic case_floor checks checks_alarms checks_render checks_suspects checks_years copies dates forms glued_rows head json labels \
	language layers model no_report numerals one_catalogue one_place_each own_vocabulary own_words patterns period product provincial public_names \
	reader_docx reader_html reader_sheet relations scopes section_tables sentence_wordings settle statements statements_habits \
	statements_nothing statements_parts statements_text statements_wordings statistics_lines statistics_table table_habits tables_grammar \
	tables_in_one_block text_columns text_reader title units_above wordings
test-fast: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile $(FAST:%=tests/test_%.py) $(PYTEST_FLAGS)

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

# The hashes of the versions that requirements/dev.lock names, for each supported Python: run it after a change of either that file or pyproject.toml.
# Where a Python cannot have one of those versions, it gets the newest that it can.
PYTHONS = 3.10 3.11 3.12 3.13 3.14
lock: $(VENV)/.installed-dev
	$(INSTALL) uv
	for version in $(PYTHONS); do \
		lock=requirements/dev-$$version.hashes.lock; cp requirements/dev.lock $$lock; \
		constraints=; test $$version != 3.11 || constraints='--constraints requirements/dev.lock'; \
		echo editables | $(BIN)/uv pip compile --quiet --python $(BIN)/python --python-version $$version.9 --generate-hashes --no-annotate --no-strip-extras \
			--custom-compile-command 'make lock' --extra dev $$constraints pyproject.toml - --output-file $$lock || exit 1; \
	done

install-test: $(VENV)/.installed-test
install-dev: $(VENV)/.installed-dev

# Built with the hatchling of the lock: a build in isolation would fetch one that no hash names.
install-locked: | $(BIN)/python
	$(INSTALL) --require-hashes --requirement requirements/dev-$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])').hashes.lock
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
