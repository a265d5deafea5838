# Everything rests on `make setup`. Windows, or no make: the README has the same steps as plain venv and pip lines.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# Written last, so that a setup that was interrupted is done again.
READY := $(VENV)/.ready
# The first that is Python 3.11 to 3.13; `make setup PYTHON=python3.12` chooses another.
PYTHON ?= python3 python3.13 python3.12 python3.11
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup demo test lint bench torture lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(READY)  ## Make or refresh .venv from requirements.lock
	@echo "$(VENV) is ready."

demo: $(READY)  ## Run the planning cycle on the sample inbox and say where the packets are
	@$(BIN)/musrenbang demo

test: $(READY)  ## Run the whole test suite
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)  ## Check style, format and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff . ; exit 1; }
	@$(BIN)/mypy

bench: $(READY)  ## Measure speed and memory on a generated season (one JSON object a line)
	@$(BIN)/python -m tests.benchmarks

torture: $(READY)  ## Run the long fault tests
	@$(BIN)/python -m pytest -m torture -n auto --dist worksteal

lock:  ## Resolve pyproject.toml anew into requirements.lock (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv, then once more." >&2; exit 2; }
	@uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" \
		--extra test --extra browser --group build --output-file requirements.lock

clean:  ## Remove .venv, caches and builds; demo/ stays
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find flows schemas reports data tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): requirements.lock pyproject.toml
	@fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; \
	if ! $(BIN)/python -c "$$fits" 2>/dev/null; then \
		for python in $(PYTHON) none; do \
			if [ $$python = none ]; then \
				echo "musrenbang needs Python 3.11, 3.12 or 3.13 and found none: install one, or name it with make setup PYTHON=/path/to/python3.12." >&2; \
				exit 2; \
			fi; \
			if $$python -c "$$fits" 2>/dev/null; then break; fi; \
		done; \
		$$python -m venv --clear $(VENV) || { \
			echo "$$python cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv), then once more." >&2; \
			exit 2; \
		}; \
	fi
	@echo "Setting up $(VENV) from requirements.lock; the first time takes a minute or two ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
