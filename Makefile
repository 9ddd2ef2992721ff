# Two doors for a newcomer: `make demo` and `make test`. Each sets itself up in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test check docs generate clean

demo: $(VENV)/.installed ## audit the three releases in examples/, and two real ones where the index is reachable
	@$(BIN)/python examples/demo.py

test: $(VENV)/.tested ## everything CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m docs.generate --check
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered
	$(BIN)/python -m sphinx -W -q -b html docs docs/_build/html

docs: $(VENV)/.tested ## build the documentation site into docs/_build/html
	$(BIN)/python -m docs.generate
	$(BIN)/python -m sphinx -W -q -b html docs docs/_build/html

generate: $(VENV)/.tested ## rewrite everything that is derived from the code
	$(BIN)/python -m docs.generate

clean: ## remove what the other doors made
	rm -rf $(VENV) .demo docs/_build

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.tested: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[test,docs]'
	@$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.installed
