# huikuan: everything a person needs, each target sets up what it needs (once, from locked files).
#   make serve    build the site, if need be, and serve it at http://127.0.0.1:8000/ (PORT= changes it)
#   make test     all tests, the browser's too       make check   ruff, mypy, tsc
#   make site     both languages into site/          make dev     pages only, reloading as you write
#   make handbook the PDFs (PAGES=id,id: a hand-out)  make release   all files to give away, into dist/
#   make bench    measured speed                     make clean   remove what was built; clean-all: .venv too

PORT ?= 8000
# The first Python on this machine that is new enough; if none is, bootstrap.py says so in one line.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
RUN := .venv/bin/python
# One line that says what to do is worth more than make's own "Error 1" after it.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := serve
# Tests in a browser mostly wait: on two cores, three at a time.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN); test $$n -gt 3 && echo $$n || echo $$((n + 1)))
.PHONY: serve dev site handbook release test check bench screenshots lock clean clean-all set-up set-up-tests

set-up:
	@$(PYTHON) publish/bootstrap.py site

set-up-tests:
	@$(PYTHON) publish/bootstrap.py test

site: set-up
	@$(RUN) -m publish

# The PDFs at the root of the site; PAGES=id,id prints these chapters only, as a hand-out, into build/.
handbook: set-up-tests
	@$(RUN) -m publish
	@$(RUN) -m publish.handbook $(if $(PAGES),--pages $(PAGES))

# All that is given away, with checksums, in dist/.
release: set-up-tests
	@$(RUN) -m publish
	@$(RUN) -m publish.release

serve: set-up
	@$(RUN) -m publish.serve --check --port $(PORT)
	@$(RUN) -m publish
	@$(RUN) -m publish.serve --port $(PORT)

dev: set-up
	@$(RUN) -m publish.serve --check --port $(PORT)
	@NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

test: set-up-tests
	@$(RUN) -m publish
	@$(RUN) -m pytest -n $(WORKERS) --dist worksteal

check: set-up-tests
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@.venv/bin/node node_modules/typescript/bin/tsc --project config/jsconfig.json

bench: set-up-tests
	@$(RUN) -m publish
	@$(RUN) -m bench

screenshots: set-up-tests
	@$(RUN) -m publish
	@$(RUN) -m publish.screenshots

# Renew the hash-locked requirements; needs the network, and uv beside the environment.
lock:
	@for name in build site test pyodide; do uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt || exit 1; done

clean:
	@rm -rf build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@echo "· removed what was built; .venv and node_modules stay (make clean-all removes them too)"

clean-all: clean
	@rm -rf .venv node_modules
