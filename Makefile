# Five words: setup, run, test, check, bench. They need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV_PYTHON = .venv/bin/python

.PHONY: setup run test check bench

setup:  ## everything the product needs: packages, English, static files
	@$(PYTHON) bin/setup.py run

run:  ## the whole product at http://127.0.0.1:8000 (PORT changes it)
	@$(PYTHON) bin/setup.py run
	@exec $(VENV_PYTHON) bin/run.py

test:  ## every test on SQLite, on PostgreSQL with Redis, and in a browser; ARGS="path -k word" for some of them
	@$(PYTHON) bin/setup.py dev
	@$(VENV_PYTHON) bin/test.py $(ARGS)

check:  ## style, types, import contracts, scripts, templates, security, migrations, English
	@$(PYTHON) bin/setup.py dev
	@$(VENV_PYTHON) bin/check.py

bench:  ## what pages and live value checks cost on this machine; ARGS="pages --only home" for some of them
	@$(PYTHON) bin/setup.py dev
	@PYTHONPATH=bin $(VENV_PYTHON) -m bench $(ARGS)
