# Corridor Atlas. Each of these does all its own set-up.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# a module is compiled once, and not by each of the processes that the tests start
unexport PYTHONDONTWRITEBYTECODE
TESTS := $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder
# the tests in the browser wait for a fifth of their time: one worker more than there are cores
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: help run check test interop lint validate chromium bench clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

# uv where it is present, else venv and pip; the stamp makes the second run instant
define install
	@if command -v uv >/dev/null 2>&1; then \
		test -x $(BIN)/python || uv venv --quiet $(VENV); \
		uv pip install --quiet --python $(BIN)/python $(1); \
	else \
		test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check $(1); \
	fi
endef

$(VENV)/run.stamp: requirements.txt pyproject.toml
	$(call install,-r requirements.txt)
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(call install,-r requirements.txt -e '.[dev]')
	@touch $@

run: $(VENV)/run.stamp ## start the atlas in the browser
	$(BIN)/corridor-atlas run --port $(PORT)

# without the browser: what one runs all day
check: $(VENV)/test.stamp lint validate ## style, types, data and the tests that need no browser
	$(TESTS) -n auto tests --ignore tests/browser

test: $(VENV)/test.stamp chromium lint validate ## all of it, and the app in a real browser
	$(TESTS) -n $(WORKERS) tests/browser tests

interop: $(VENV)/test.stamp ## open what is taken away with other programs, installed where they are missing
	@bash tests/interop/ensure_programs.sh
	$(BIN)/python -m pytest -n auto tests/interop

validate: $(VENV)/test.stamp ## check all data
	$(BIN)/corridor-atlas validate

lint: $(VENV)/test.stamp ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

chromium:
	@bash tests/browser/ensure_chromium.sh

bench: $(VENV)/test.stamp chromium ## measure the map against its peers
	$(call install,-r benchmarks/requirements.txt)
	$(BIN)/python benchmarks/run.py

clean: ## remove what was installed or made
	rm -rf $(VENV) build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis
