# Jiyue: the only entrance. `make help` lists what there is.

PORT ?= 8000
DATA ?= data
PYTHON = .venv/bin/python

# Some container images set it; without bytecode each of our processes would compile Django and Wagtail anew (5 s).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-lite check e2e bench setup setup-dev

## make help        what there is
help:
	@sed -n 's/^## //p' Makefile

## make run         set up and run a city; PORT=8000 and DATA=data choose port and data folder
run: export JIYUE_PORT = $(PORT)
run: export JIYUE_DATA = $(DATA)
run: setup
	@$(PYTHON) -m jiyue.platform.config.launcher --end-with-parent

## make test        all tests but the browser journeys; as root on Debian installs missing test servers
test: setup-dev
	@python3 scripts/test_servers.py
	$(PYTHON) -m pytest -m "not e2e" -n 2 --dist loadfile

## make test-lite   the same, installs nothing outside this folder
test-lite: setup-dev
	$(PYTHON) -m pytest -m "not e2e" -n 2 --dist loadfile

## make check       format, lint, types, imports, templates, spelling, migrations, deployment, structure
check: setup-dev
	@$(PYTHON) scripts/check.py

## make e2e         the journeys in a real browser
e2e: setup-dev
	$(PYTHON) -m pytest -m e2e tests/e2e

## make bench       speed against other programs, side by side
bench: setup-dev
	@for file in benchmarks/*_speed.py; do echo "== $$file"; $(PYTHON) $$file || exit 1; done

setup:
	@python3 scripts/bootstrap.py

setup-dev:
	@python3 scripts/bootstrap.py --dev
