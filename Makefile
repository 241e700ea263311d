# One-word ways to do things. `make help` lists them.
PYTHON ?= python3
UV := .venv/bin/uv
RUN := .venv/bin/python

.PHONY: help install demo demo-reset walkthrough test lint types contracts check assets states bench prove mutate ci

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 16

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.demo-installed: uv.lock | .venv/bin/uv
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --inexact --no-dev
	@touch $@

.venv/.test-installed: uv.lock | .venv/bin/uv
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --inexact
	@touch $@ .venv/.demo-installed

install: .venv/.test-installed  ## everything, for developers

demo: .venv/.demo-installed  ## the demo network on this machine
	@$(RUN) manage.py demo

demo-reset: .venv/.demo-installed  ## the demo network from the beginning
	@$(RUN) manage.py demo --reset

walkthrough: .venv/.demo-installed  ## play one engagement against the running demo
	@$(RUN) manage.py walkthrough

test: .venv/.test-installed  ## the whole suite, on PostgreSQL too where one is reachable
	@$(RUN) -m tests.run

lint: .venv/.test-installed  ## style of code and templates
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint templates --lint --quiet

types: .venv/.test-installed  ## static types
	.venv/bin/mypy network payments cms

contracts: .venv/.test-installed  ## who may import whom; migrations complete
	.venv/bin/lint-imports
	DJANGO_SETTINGS_MODULE=network.settings.test $(RUN) manage.py makemigrations --check --dry-run

assets:  ## rebuild static/ from assets/ (needs Node)
	cd assets && npm ci --no-audit --no-fund && npm run build

bench: .venv/.test-installed  ## CPU and latency of the key pages, on PostgreSQL
	@$(RUN) -m benchmarks.pages

prove: .venv/.test-installed  ## the consent ledger against its model, 20,000 histories; withdrawals against 50 readers
	@$(RUN) -m benchmarks.prove
	@RACE_THREADS=50 RACE_ROUNDS=100 DATABASE_URL=$(or $(TEST_POSTGRES_URL),postgres://postgres@127.0.0.1:5432/postgres) \
		$(RUN) -m pytest -q tests/experts/test_disclosure_race.py

mutate: .venv/.test-installed  ## break consent, disclosure, vault and messages in every small way: the tests must notice
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --inexact --group mutation
	@$(RUN) -m tests.mutation

ci:  ## what continuous integration runs
	bash .ci/run
