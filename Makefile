# Everything a person or a machine does here. `make run` and `make test` need Python 3.11, git, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYNC := $(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode

.PHONY: help run setup setup-dev check format lint types test prove bench screens lock clean

help:            ## What can be done here
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/ ·/'

run: setup       ## Start the server on http://127.0.0.1:8000
	$(BIN)/python -m app serve

setup: $(VENV)/.installed   ## The environment that the server needs

$(BIN)/uv: requirements-tools.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-tools.txt
	@touch $(BIN)/uv

$(VENV)/.installed: requirements.txt | $(BIN)/uv
	test -e $(VENV)/.installed-dev || $(SYNC) requirements.txt
	@touch $@

setup-dev: $(VENV)/.installed-dev   ## The environment that checks and tests need

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/uv
	$(SYNC) requirements-dev.txt
	@touch $@ $(VENV)/.installed

format: setup-dev   ## Rewrite the code in the house's format
	$(BIN)/ruff format app tests bench scripts migrations
	$(BIN)/ruff check --fix app tests bench scripts migrations

lint: setup-dev
	$(BIN)/ruff format --check app tests bench scripts migrations
	$(BIN)/ruff check app tests bench scripts migrations

types: setup-dev
	$(BIN)/mypy

check: lint types   ## The fast part: format, lint, types, tests without browser and PostgreSQL
	$(BIN)/pytest -q -m "not browser and not postgresql and not slow"

# Files in their order, side by side: journeys stay last, as they keep their thread's event loop.
WORKERS ?= 2
SIDE_BY_SIDE := -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: setup-dev   ## Everything that runs on each change; installs what it needs
	scripts/install-test-machine
	$(MAKE) --no-print-directory lint types
	$(BIN)/pytest -q $(SIDE_BY_SIDE)

SCALE ?= 1

prove: setup-dev   ## The long runs: load, faults, fuzzing; SCALE=0.1 makes them ten times shorter
	scripts/install-test-machine --long
	$(BIN)/pytest -q --prove --scale $(SCALE)

bench: setup-dev   ## Speed and memory, each as a ratio to a baseline of the same run
	scripts/install-test-machine --bench
	$(BIN)/python -m bench

screens: setup-dev   ## Pictures of every screen, in ./screens
	scripts/install-test-machine
	$(BIN)/python -m scripts.screens

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url

lock: setup-dev   ## Lock the dependencies of pyproject.toml
	$(LOCK) pyproject.toml --extra postgresql -o requirements.txt
	$(LOCK) pyproject.toml --extra postgresql --group dev -c requirements.txt -o requirements-dev.txt

clean:           ## Remove the environment and all caches; the data folder stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis screens
