# Six words: setup, run, test, test-long, check, bench. They need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV_PYTHON = .venv/bin/python

.PHONY: setup run test test-long check bench

setup:  ## everything the product needs: packages, English, static files
	@$(PYTHON) bin/setup.py run

run:  ## the whole product at http://127.0.0.1:8000 (PORT changes it)
	@$(PYTHON) bin/setup.py run
	@exec $(VENV_PYTHON) bin/run.py

test:  ## what guards every commit, on PostgreSQL with Redis, SQLite and a browser; ARGS="path -k word" for some of it
	@$(PYTHON) bin/setup.py dev
	@$(VENV_PYTHON) bin/test.py $(ARGS)

test-long:  ## all there is: every person and look, both backends whole, deaths of processes, coverage with its floors
	@$(PYTHON) bin/setup.py dev
	@$(VENV_PYTHON) bin/test.py long $(ARGS)

check:  ## style, types, import contracts, scripts, templates, security, migrations, English
	@$(PYTHON) bin/setup.py dev
	@$(VENV_PYTHON) bin/check.py

bench:  ## what pages and live value checks cost on this machine; ARGS="pages --only home" for some of them
	@$(PYTHON) bin/setup.py dev
	@PYTHONPATH=bin $(VENV_PYTHON) -m bench $(ARGS)
