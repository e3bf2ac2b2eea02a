# Two commands matter: `make run` and `make test`. Both set up what they need first; `make` alone lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SOURCE ?= examples
TO ?= da,nb
OUT ?= out
ARTICLES ?= 10000
UI_PORT ?= 4200
PREVIEW_PORT ?= 8300

PYTHON := .venv/bin/python
UV := .venv/bin/uv

# Prefect's database, beside the project and not in the home folder, so that two checkouts do not share their runs.
export PREFECT_HOME ?= $(CURDIR)/.prefect
# The server that a run brings along takes 8 to 20 s to start, more on its very first time; Prefect's own limit of 20 s would
# fail such a run on a busy machine.
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS ?= 120
# Nothing is reported to anybody.
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: help
help:  ## this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: setup
setup:  ## everything that running and testing need: Python packages into .venv, Debian's Apertium, Chromium and OmegaT if missing
	@rm -f .venv/stamps/engine-tried
	@scripts/setup dev

.PHONY: setup-core setup-dev setup-bench
setup-core:
	@scripts/setup core
setup-dev:
	@scripts/setup dev
setup-bench:
	@scripts/setup bench

.PHONY: run
run: export PREFECT_LOGGING_LEVEL ?= WARNING
run: setup-core  ## the main job; SOURCE=folder-or-file TO=da,nb,nn OUT=folder
	@$(PYTHON) -m flows.localize --source "$(SOURCE)" --to "$(TO)" --out "$(OUT)"

.PHONY: ui
ui: setup-core  ## Prefect and the preview on this machine, filled with a first run; Ctrl-C ends all (UI_PORT, PREVIEW_PORT)
	@exec $(PYTHON) -m flows.stack --source "$(SOURCE)" --to "$(TO)" --out "$(OUT)" \
		--port $(UI_PORT) --preview-port $(PREVIEW_PORT)

.PHONY: test
test: setup-dev  ## all tests with small counts, with types and style
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest --numprocesses auto --dist loadfile --cov --cov-report=term

.PHONY: soak
soak: export CONTENTOPS_SOAK := 1
soak: setup-dev  ## the fault tests at full counts
	$(PYTHON) -m pytest -m soak

.PHONY: eval
eval: setup-bench  ## quality of the extraction, with its floors; beside trafilatura when ../shared/eval is there
	@$(PYTHON) benchmarks/extraction.py

.PHONY: screenshots
screenshots: setup-dev  ## the pictures in docs/screenshots, taken anew
	@$(PYTHON) scripts/screenshots

.PHONY: bench
bench: setup-dev  ## speed beside peers (over half an hour; ARTICLES=1000 makes it shorter)
	$(PYTHON) benchmarks/flow_overhead.py
	$(PYTHON) benchmarks/unchanged.py --articles $(ARTICLES)
	$(PYTHON) benchmarks/extract_memory.py
	$(PYTHON) benchmarks/drafting.py
	$(PYTHON) benchmarks/memory.py
	$(PYTHON) benchmarks/memory_files.py

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--custom-compile-command "make lock"
.PHONY: lock
lock: setup-core  ## resolve the dependencies anew (UPGRADE=1 takes the newest of all)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) requirements/uv.in -o requirements/uv.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --override requirements/overrides.txt \
		pyproject.toml requirements/build.in -o requirements/core.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --override requirements/overrides.txt --constraint requirements/core.txt \
		--group dev pyproject.toml requirements/build.in -o requirements/dev.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
		--group pyproject.toml:bench -o requirements/bench.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
		requirements/postgres.in -o requirements/postgres.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
		requirements/neural.in -o requirements/neural.txt

.PHONY: clean
clean:  ## remove what can be made again: .venv, caches, build output; the store in OUT stays
	@rm -rf .venv .prefect .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov dist build
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
