# make demo   check the example workbooks, and say where the results are
# make test   linters, types, layers, tests, and an installed wheel
# Both make their own environment in .venv and need nothing but Python (3.11 or later) and make.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# The workbooks are invented, and their today is a fixed day: the results are the same every time.
EXAMPLES := tests/exempel
TODAY := 2026-11-01

# A file of tests stays in one process, so that what is costly there is made once.
PYTEST := $(BIN)/python -m pytest -q -n auto --dist loadfile

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test lint types layers unit wheel-test slow corpus bench fuzz format clean

demo: $(VENV)/demo.stamp
	$(BIN)/python -c "import pathlib; pathlib.Path('demo').mkdir(exist_ok=True)"
	$(BIN)/stexcel validate $(EXAMPLES) --today $(TODAY) --fail-on never -o demo/granskning.txt
	$(BIN)/stexcel validate $(EXAMPLES) --today $(TODAY) --fail-on never -o demo/granskning.json
	$(BIN)/stexcel validate $(EXAMPLES) --today $(TODAY) --fail-on never -o demo/granskning.html
	$(BIN)/stexcel validate $(EXAMPLES) --today $(TODAY) --fail-on never -o demo/fynd.xlsx
	$(BIN)/stexcel annotate $(EXAMPLES)/L01/L01-psyk-luckor.xlsx --today $(TODAY) --overwrite -o demo/kontrollerad.xlsx
# Its exit code is 1 where a criterion fails, as it should here.
	$(BIN)/python -c "import subprocess, sys; sys.exit(subprocess.call('$(BIN)/stexcel spur $(EXAMPLES)/varnamo --today $(TODAY) --overwrite -o demo/spur'.split()) > 1)"
	@echo "Results in demo/: granskning.html, granskning.txt and fynd.xlsx to read, granskning.json as data,"
	@echo "kontrollerad.xlsx, a copy of one doctor's workbook with the findings at their cells,"
	@echo "and spur/, what a unit can show a SPUR inspection"

test: lint types layers unit wheel-test

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp
	$(BIN)/mypy stexcel tests bench tools

layers: $(VENV)/test.stamp
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/test.stamp
	$(PYTEST)

# What the suite proves in short, in full: the tests marked slow, and the commands in processes started from nothing.
slow: export STEXCEL_PROCESSES = fresh
slow: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto -m slow
	$(PYTEST) tests/cli

# Every hazard of a workbook with every kind of edit.
corpus: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto -m "slow or not slow" tests/ooxml/test_corpus.py

# How long a check takes beside merely reading the files; prints ratios, and belongs to no test.
bench: $(VENV)/test.stamp
	$(BIN)/python bench/validate.py
	$(BIN)/python bench/patch.py
	$(BIN)/python -m bench.status

# Random workbooks and random edits, thirty times as many as in the tests; belongs to no test.
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto --hypothesis-profile=fuzz tests/ooxml/test_model.py

# Installs a wheel by itself, away from the checkout, and finds its data there.
wheel-test: $(VENV)/test.stamp
	$(BIN)/python tools/wheel_test.py

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('$(VENV)', 'demo', 'dist', 'build')]"

$(VENV)/venv.stamp:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'stexcel needs Python 3.11 or later')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(VENV)/demo.stamp: $(VENV)/venv.stamp pyproject.toml constraints.txt
	$(PIP_INSTALL) -e .
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(VENV)/test.stamp: $(VENV)/venv.stamp pyproject.toml constraints.txt
	$(PIP_INSTALL) -e ".[dev]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"
