# The same words everywhere: a laptop, a server, the machine that tests each change.
.DEFAULT_GOAL := help
.PHONY: help setup run doctor test ci check format messages icons bench lock clean

help: ## List these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

# One installation a processor; a file's tests stay together, on the engines that it started.
EVERYTHING = --numprocesses=auto --maxprocesses=4 --dist=loadfile

setup: ## Install what is missing to run; when nothing is, do nothing
	@bin/setup run

run: setup ## Install what is missing, start everything with the demo; Ctrl-C stops it
	@PREAU_DEMO=$${PREAU_DEMO:-yes} exec bin/as-root bin/preau run

doctor: ## Check engines, ports, certificates, clock and disk, and say how to mend them
	@PREAU_DEMO=$${PREAU_DEMO:-yes} exec bin/as-root bin/preau doctor

test: ## Install what is missing, run every test, on real engines and in a real browser
	@bin/setup test
	@exec bin/as-root .venv/bin/python -m pytest $(or $(ARGS),$(EVERYTHING))

ci: ## What .ci/run does
	@bin/ci

check: ## Format, lint, types, floors, migrations, catalogues, help
	@bin/setup test
	@bin/check

format: ## Put the code in its format, and mend what the linter can
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

messages: ## Bring the catalogues up to date with the sentences in code and templates
	@.venv/bin/python bin/catalogues update && .venv/bin/python bin/catalogues compile

icons: ## Draw the sprite of icons again
	@bin/icons

bench: ## Fill a mailbox and measure; figures go to bench/out/latest.json
	@bin/setup test
	@bench/run $(ARGS)

lock: ## Choose versions again: requirements*.txt, package-lock.json
	@bin/lock

clean: ## Remove what setup made here: .venv, node_modules, caches; never the data
	rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache bench/out tests/out
	find locale preau tests -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} +
