# Debian or Ubuntu with Python 3.11 or newer and its venv module is all that is needed.
# PYTHON=python3.12 takes another Python for the environment.

export PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate pyproject.toml

.PHONY: setup demo check test pictures lock

setup: ## .venv with exactly what the bot needs
	@.ci/environment requirements.lock

demo: setup ## the sandbox with a small community in it
	$(BIN)/python -m bot sandbox

check: tools
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .
	$(BIN)/vulture

test: tools ## TESTS=tests/storage runs a part
	@.ci/browser
	@.ci/node
	$(BIN)/python -m pytest -rs --numprocesses auto --maxprocesses 4 $(TESTS)

pictures: tools ## docs/images/telegram-*.png, from what the bot really says
	@.ci/browser
	@.ci/node
	$(BIN)/python -m tests.pictures docs/images

# Needs uv, the Python package of that name. What fits stays as it is; with UPGRADE=--upgrade
# everything is taken anew.
lock:
	$(LOCK) $(UPGRADE) --output-file requirements.lock
	$(LOCK) $(UPGRADE) --constraints requirements.lock --group dev --output-file requirements-dev.lock

.PHONY: tools
tools: setup
	@.ci/environment requirements-dev.lock
