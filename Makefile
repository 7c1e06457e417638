# Every target sets up what it needs by itself; `make help` lists them.
SHELL := /bin/bash
PYTHON := /usr/bin/python3
VENV := build/venv/bin
PROFILE ?= default
SOURCES := amis_qgis_plugin tests tools benchmarks

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-unit test-qgis test-gui test-servers test-matrix lint format \
	package install link samples benchmarks clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 15

setup: ## install what the demo and the tests need (the other targets do it by themselves)
	@tools/setup.sh test

demo: ## QGIS with the samples, filtered to copper in the Philippines, and a package from them
	@tools/setup.sh demo
	@tools/demo.sh

test: ## all tests: unit, in QGIS, in QGIS's window, against real servers
	@tools/setup.sh test
	@$(PYTHON) tools/run_tests.py

test-unit test-qgis test-gui test-servers: test-%:
	@tools/setup.sh test
	@$(PYTHON) tools/run_tests.py $* -- $(ARGS)

test-unit: ## only the tests without QGIS (ARGS="-k name" goes to pytest, here and below)
test-qgis: ## only the tests in QGIS, offscreen
test-gui: ## only the tests inside a QGIS window on a virtual display
test-servers: ## only the tests against MapServer and other servers on loopback

test-matrix: ## all tests under QGIS 3.22, 3.40 and 3.44, in chroots that are made and kept (root)
	@tools/matrix.sh

lint: ## ruff, mypy, and what would block an upload to plugins.qgis.org
	@tools/setup.sh lint
	@$(VENV)/ruff check $(SOURCES)
	@$(VENV)/ruff format --check $(SOURCES)
	@$(VENV)/mypy
	@$(VENV)/python tools/site_gate.py

format: ## put all Python files into shape
	@tools/setup.sh lint
	@$(VENV)/ruff check --fix --quiet $(SOURCES) || true
	@$(VENV)/ruff format $(SOURCES)

package: ## build the installable zip: build/amis_qgis_plugin-VERSION.zip
	@$(PYTHON) tools/build_zip.py

install: ## install the package into your QGIS (PROFILE=default)
	@$(PYTHON) tools/linking.py install "$(PROFILE)"

link: ## link this checkout into your QGIS, for development (PROFILE=default)
	@$(PYTHON) tools/linking.py link "$(PROFILE)"

samples: ## build sample_layers/ again from its facts
	@tools/setup.sh demo
	@$(PYTHON) tools/build_samples.py

benchmarks: ## measure against the peers, in one run with them
	@tools/setup.sh test
	@for script in benchmarks/*.py; do echo "== $$script"; $(PYTHON) "$$script" || exit 1; done

clean: ## remove build/ and caches (chroots are kept; they lie outside)
	rm -rf build .hypothesis .qgis-settings .pytest_cache .ruff_cache .mypy_cache
	find amis_qgis_plugin tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
