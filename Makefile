# Casus: one command to run, one to prove it. `make help` lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: help setup run test bench dev clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make the environment in .venv from the lock file, and nothing else

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Casus needs Python 3.11 or newer; name one: make setup PYTHON=python3.12")'
	@echo "Making $(VENV) from requirements.lock (once; 1.4 GB, in one to five minutes)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

run: $(STAMP) ## Build the warehouse and a release from the bundled brief
	@CASUS_OFFLINE=1 $(BIN)/casus build

test: $(STAMP) ## Lint, check types and run every test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

bench: $(STAMP) ## Measure speed against named baselines
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_feeds
	@$(BIN)/python -m tests.bench_linking

dev: $(STAMP) ## Start the Dagster UI on loopback, port 3000
	@export CASUS_HOME="$${CASUS_HOME:-$(CURDIR)/data}" DAGSTER_HOME="$(CURDIR)"; \
	export CASUS_DAGSTER_STORAGE="$$CASUS_HOME/dagster"; mkdir -p "$$CASUS_DAGSTER_STORAGE"; \
	$(BIN)/dagster dev -h 127.0.0.1 -p 3000

clean: ## Remove the environment and the caches; data stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis *.egg-info
