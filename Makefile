# make run        the app on http://localhost:8000 (HOST, PORT, DATABASE_URL, ... from the environment; see README.md)
# make install    the environment alone, in .venv, for a server of one's own
# make test       everything, browsers, PostgreSQL, Redis and Caddy included; ARGS="-k sign_in" for a part
# make check      before a commit: rules, types, and all tests without a browser, on SQLite
# make bench      how long a person waits without a signal, in Chromium; how many people a machine bears; what files from strangers take; how much is forgotten, simulated; and how true is what is shown
# make pictures   the screenshots in README.md and the manifest, taken from the worked example
# make lock       both lock files anew, from pyproject.toml
PYTHON ?= python3
VENV := .venv
WORKERS ?= $(shell expr $$(nproc) + 1)  # a browser waits about half of its time
IN_VENV := $(VENV)/bin/python
INSTALL := $(IN_VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

.PHONY: run install test check bench pictures lock

run: $(VENV)/run.stamp
	@exec $(IN_VENV) -m webapp serve

install: $(VENV)/run.stamp

test: $(VENV)/test.stamp
	@$(IN_VENV) -m tests.machine
	@$(IN_VENV) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/test.stamp
	@$(IN_VENV) -m pytest -n $(WORKERS) --dist worksteal --ignore tests/browser -k 'not postgresql' $(ARGS)

bench: $(VENV)/test.stamp
	@$(IN_VENV) -m tests.machine
	@$(IN_VENV) -m tests.bench
	@$(IN_VENV) -m tests.load
	@$(IN_VENV) -m tests.strangers
	@$(IN_VENV) -m tests.simulation
	@$(IN_VENV) -m tests.recall_shown

pictures: $(VENV)/test.stamp
	@$(IN_VENV) -m tests.machine
	@$(IN_VENV) -m tests.pictures

# A stamp is written last, so an installation that broke half-way is made again from nothing. One
# that was whole is only brought up to date: a server may be running from it.
$(VENV)/run.stamp: requirements.lock
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Round Two needs Python 3.11 or newer with venv. On Debian: apt install python3 python3-venv' >&2; exit 1; }
	@echo 'Installing into $(VENV), once'
	@$(PYTHON) -m venv $(if $(wildcard $@),,--clear) $(VENV)
	@$(INSTALL) requirements.lock
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp tests/requirements.lock
	@echo 'Installing the test tools, once'
	@$(INSTALL) tests/requirements.lock
	@touch $@

COMPILE := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools"/bin/python -m pip install --quiet uv && PATH="$$tools/bin:$$PATH" && \
	$(COMPILE) --extra many --output-file requirements.lock pyproject.toml && \
	$(COMPILE) --output-file tests/requirements.lock --group pyproject.toml:test --constraint requirements.lock
