# make demo   make an invented clinic, run every command on it, and say where the results are
# make test   linters, types, layers, tests, and an installed wheel
# Both make their own environment in .venv and need nothing but Python (3.11 or later) and make.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# A file of tests stays in one process, so that what is costly there is made once.
PYTEST := $(BIN)/python -m pytest -q -n auto --dist loadfile

# Programs that look at the project from outside; their own libraries are none of its.
TOOLS := $(VENV)/tools
ifeq ($(OS),Windows_NT)
TOOLS_BIN := $(TOOLS)/Scripts
else
TOOLS_BIN := $(TOOLS)/bin
endif

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test lint types layers unit wheel-test slow corpus bench fuzz trust frozen wheels format clean \
        coverage bilder wheel lock audit sbom

demo: $(VENV)/demo.stamp
	$(BIN)/python -c "import shutil; shutil.rmtree('demo', ignore_errors=True)"
	$(BIN)/stexcel demo -o demo

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
	$(BIN)/python -m bench.buttons

# Random workbooks and random edits, thirty times as many as in the tests; damaged files; and a fuzzer that is guided by
# what its inputs reach, where the extra `fuzz` can be installed. Prints figures, and belongs to no test.
FUZZ_FILES := 5000
FUZZ_SECONDS := 300
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -n auto --hypothesis-profile=fuzz tests/ooxml/test_model.py
	$(BIN)/python -m tools.trust.hostile $(FUZZ_FILES)
	$(PIP_INSTALL) -e ".[fuzz]"
	$(BIN)/python -m tests.fuzz.guided $(FUZZ_SECONDS)

# What can be trusted, in figures: killed at every write, planted personal numbers and formulas, calls to the network.
trust: $(VENV)/test.stamp
	$(BIN)/python -m tools.trust

# Installs a wheel by itself, away from the checkout, and finds its data there.
wheel-test: $(VENV)/test.stamp
	$(BIN)/python tools/wheel_test.py

# The program as one folder that needs no Python (dist/stexcel), compared with the ordinary one where there is no Python.
frozen: $(VENV)/frozen.stamp
	$(BIN)/python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/stexcel.spec
	$(BIN)/python tools/frozen_test.py dist/stexcel

# All that an installation without a network needs (dist/stexcel-hjul), installed from nothing else to prove it.
wheels: $(VENV)/demo.stamp
	$(BIN)/python tools/wheels.py dist/stexcel-hjul

# Lines of the package that the whole suite runs, and public functions that it never does.
coverage: $(VENV)/test.stamp
	$(BIN)/python tools/coverage_report.py

# The pictures of the handbook, made by the program; needs Chromium, LibreOffice and poppler.
bilder: $(VENV)/test.stamp
	$(BIN)/python tools/make_pictures.py

# What is handed out: the wheel, the same bytes each time, and the list of its libraries with their check sums.
wheel: $(VENV)/venv.stamp
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(BIN)/python -c "import shutil; shutil.copy('requirements.lock', 'dist')"

# The check sums anew, after a change of the dependencies or of constraints.txt.
lock: $(TOOLS)/tools.stamp
	$(BIN)/python tools/lock.py $(TOOLS_BIN)/uv

# Known vulnerabilities; exits with 2 where the database cannot be reached, which is no pass.
audit: $(TOOLS)/tools.stamp
	$(BIN)/python tools/audit.py $(TOOLS_BIN)/pip-audit

# What the program is made of, in the form of CycloneDX.
sbom: $(TOOLS)/tools.stamp
	$(BIN)/python -c "import pathlib; pathlib.Path('dist').mkdir(exist_ok=True)"
	$(TOOLS_BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json

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

$(VENV)/frozen.stamp: $(VENV)/venv.stamp pyproject.toml constraints.txt
	$(PIP_INSTALL) -e ".[frozen]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(VENV)/test.stamp: $(VENV)/venv.stamp pyproject.toml constraints.txt
	$(PIP_INSTALL) -e ".[dev]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(TOOLS)/tools.stamp: $(VENV)/venv.stamp tools/requirements.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS_BIN)/python -m pip install --quiet --disable-pip-version-check -r tools/requirements.txt
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"
