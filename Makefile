# Two commands are enough: make run, make test. Each sets up what it needs first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard assets/locale/*/LC_MESSAGES/kiosk.po))

.PHONY: help
help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: run
run: ready catalogues ## Start the terminal (off-screen, with pictures, where there is no display)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/kiosk run; \
	else exec $(BIN)/kiosk tour --out out/tour; fi

.PHONY: test
test: ready-to-test catalogues check ## Check the code, then run every test
	@$(BIN)/pytest -n 2 --dist loadfile

.PHONY: check
check: ready-to-test ## Lint, format and type checks
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

.PHONY: pictures
pictures: ready catalogues ## Draw every page in both languages and every text size: out/pictures
	@$(BIN)/python -m screens.gallery

.PHONY: audit
audit: ready catalogues ## Measure every page in every look, by its pixels: out/audit
	@$(BIN)/python -m screens.audit

.PHONY: bench
bench: ready-to-test catalogues ## Measure start, memory, idle load, frames, tickets and self-checks
	@$(BIN)/python -m tests.bench

.PHONY: soak
soak: ready-to-test catalogues ## Visits back to back and what they leave behind: VISITS=20000 SEED=1
	@nice $(BIN)/python -m tests.soak --visits $(or $(VISITS),20000) --seed $(or $(SEED),1)

.PHONY: resilience
resilience: ready-to-test catalogues ## Figures of model, canary, intrusion and soak: out/resilience.json
	@STEPS="$(STEPS)" EVENTS="$(EVENTS)" VISITS="$(VISITS)" SEED="$(SEED)" \
		$(BIN)/python -m tests.resilience

.PHONY: soak-model
soak-model: ready-to-test ## Take a million steps of the model of terminals, network and backend
	@$(BIN)/python -m tests.model --steps 1000000

.PHONY: catalogues
catalogues: $(CATALOGUES) ## Compile the message catalogues

%.mo: %.po | ready
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.PHONY: lock
lock: ready ## Choose the newest allowed versions again: requirements.lock
	@test -x out/lock/bin/uv || { $(BIN)/python -m venv out/lock && out/lock/bin/pip -q install uv; }
	@echo setuptools | out/lock/bin/uv pip compile --quiet --upgrade --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --python-version 3.11 --extra dev \
		--output-file requirements.lock pyproject.toml -

.PHONY: advisories
advisories: ready ## Ask for known holes in the locked packages, where the index can be reached
	@if test -x out/advisories/bin/pip-audit || { $(BIN)/python -m venv out/advisories && \
		out/advisories/bin/pip -q install pip-audit; }; \
	then $(BIN)/python deploy/advisories.py out/advisories/bin/pip-audit; \
	else echo "pip-audit could not be installed; NOTHING WAS CHECKED for known holes"; fi

.PHONY: clean
clean: ## Remove what was made, but no data of the terminal
	@rm -rf .venv out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@rm -f $(CATALOGUES)

.PHONY: ready ready-to-test
ready:
	@deploy/setup run
ready-to-test:
	@deploy/setup test
