PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench docs golden clean

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## the virtual environment, everything pinned by constraints.txt

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --build-constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## check, score, gate and report on both examples
	@BIN=$(BIN) sh examples/demo.sh

test: $(STAMP) ## every test; GAPSHEET_REQUIRE_BROWSER=1 makes a missing browser a failure
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

lint: $(STAMP) ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## speed as ratios, beside check-jsonschema, deon and yamllint
	@test -x .bench-venv/bin/deon || { $(PYTHON) -m venv .bench-venv && .bench-venv/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt; }
	PYTHONPATH=bench $(BIN)/python bench/run.py --tools .bench-venv/bin

docs: $(STAMP) ## write the generated parts of README and docs anew
	$(BIN)/python docs/build.py

golden: $(STAMP) ## renew the golden reports, CI files and expected diagnostics, for you to read in the diff
	$(BIN)/python -m pytest -q tests/golden tests/unit/load tests/unit/report tests/examples tests/integrations --update-golden

clean: ## remove what make made
	rm -rf $(VENV) .bench-venv .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist out
