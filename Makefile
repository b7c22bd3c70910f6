# One door for every chore. Needs python3 (3.11 or later) with venv, and make; nothing else by hand.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
ASSETS := src/everycase/web/static/site.css
LOCK    = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --no-annotate --no-header $(UPGRADE)
CODE    = src tests docs $(wildcard benchmarks)
TYPED   = src tests docs/generate.py $(wildcard benchmarks)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: browser screenshots help install demo test lint types imports tests postgresql format bench docs lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(STAMP) $(ASSETS) ## Set up .venv from the locked dependencies (runs by itself when needed)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "everycase needs Python 3.11 or later as '$(PYTHON)'. On Debian or Ubuntu: apt-get install python3"; \
	  echo "With another Python already there: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || { echo "Making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the locked dependencies into $(VENV) (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# npm is the machine's own, or the one that the development lock brings.
$(ASSETS): $(STAMP) assets/package-lock.json $(wildcard assets/*.scss)
	@echo "Building the pages' styles and scripts from npm packages"
	@mkdir -p $(@D)
	@cd assets && PATH="$$PATH:$(CURDIR)/$(BIN)" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

demo: install ## Make a made-up council, tell its story, serve its pages (SERVE=no: all but serve)
	@$(BIN)/everycase demo $(if $(filter no,$(SERVE)),--no-serve)

test: lint types imports tests postgresql ## Everything that must pass: lint, types, imports, tests

lint: install ## Check style and formatting
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

types: install ## Check types (mypy strict)
	@$(BIN)/mypy $(TYPED)

imports: install ## Check that imports between layers point one way
	@$(BIN)/lint-imports --no-logo

tests: install browser ## Run the tests alone
	@$(BIN)/python -m pytest -n auto $(ARGS)

# A PostgreSQL of the run's own, from the development lock. Skipped where none can be started; fails in CI.
# Of the web system's tests, those whose questions the database answers; all with ARGS=tests/web.
ON_POSTGRESQL = tests/web/actions tests/web/cases tests/web/people tests/web/service

postgresql: install ## Run the web system's tests again, on PostgreSQL
	@EVERYCASE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto $(or $(ARGS),$(ON_POSTGRESQL))

# Debian's own Chromium, for the tests in a real browser. They are skipped without it, and fail in CI.
browser:
	@{ command -v chromium || command -v chromium-browser; } >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests"; \
	    { apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; \
	  fi; \
	  { command -v chromium || command -v chromium-browser; } >/dev/null || \
	  echo "No Chromium: the browser tests are skipped. On Debian or Ubuntu: apt-get install chromium"; }

screenshots: install browser ## Write a picture of each main page of the made-up council, to be looked at
	@$(BIN)/everycase demo --no-serve --folder screenshots/demo >/dev/null
	@$(BIN)/python -m tests.browser.screenshots screenshots/demo/council screenshots

format: install ## Put formatting right, and what else can be put right by itself
	@$(BIN)/ruff check --fix-only $(CODE)
	@$(BIN)/ruff format $(CODE)

bench: install ## Measure speed, memory and how they grow; the pages, and 50 people at once
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.web

docs: install ## Write the generated reference pages again
	@$(BIN)/python docs/generate.py

lock: install ## Write the lock files again (UPGRADE=--upgrade takes newer versions)
	@$(LOCK) pyproject.toml --output-file requirements/run.txt
	@$(LOCK) pyproject.toml --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Remove the virtual environment and every tool's cache
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
