# Corridor Atlas. `make run` and `make test` do all their own set-up.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: help run test lint types bench geodata clean

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

test: $(VENV)/test.stamp chromium lint ## check the data, the code and the app in a real browser
	$(BIN)/corridor-atlas validate
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder tests/browser tests

lint: $(VENV)/test.stamp ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: chromium
chromium:
	@bash tests/browser/ensure_chromium.sh

bench: $(VENV)/test.stamp chromium ## measure the map against its peers
	$(call install,-r benchmarks/requirements.txt)
	$(BIN)/python benchmarks/run.py

clean: ## remove what was installed or made
	rm -rf $(VENV) build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis
