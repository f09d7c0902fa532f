# make demo   a library of the sample newspapers, served on loopback     (SERVE=0: end after publishing)
# make test   the tests, with what they need                            make check  the long ones too
# make lint   ruff, mypy, import-linter       make bench  the benchmarks
# make docs   refresh docs/cli.md                   make lock   refresh the lock files

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SERVE ?= 1
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: demo test check lint bench docs lock clean browser

demo: $(VENV)/.run
	$(BIN)/caifeng demo $(if $(filter 0,$(SERVE)),--no-serve,)

test: $(VENV)/.dev browser
	$(PYTEST) -m "not long"

check: $(VENV)/.dev browser lint
	CAIFENG_LONG=1 $(PYTEST)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=site $(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

docs: $(VENV)/.dev
	$(BIN)/python -m desk.reference docs/cli.md

lock: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 pyproject.toml --extra build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 pyproject.toml --extra build --extra dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Caifeng needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Could not make an environment in $(VENV). On Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# The lock files name everything that is needed; --no-deps keeps older pips from resolving (and failing) once more.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Tests drive Debian's Chromium. It is installed where that may be done; elsewhere the browser tests say why they skip.
browser:
	@sh tests/install_browser.sh
