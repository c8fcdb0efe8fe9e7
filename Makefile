# Every target does its own set-up on a fresh machine; `setup.sh` is quick when nothing changed.
.PHONY: run test demo bench lint setup

run: setup
	./deploy/machine.sh gateway
	.venv/bin/gatepost run

# What starts a whole gateway has the machine for itself: it is told by the clock how long it may take.
SIDE_BY_SIDE = tests/unit tests/platforms tests/policy tests/property tests/docs tests/reading
test: setup
	./deploy/machine.sh
	.venv/bin/pytest --numprocesses auto --dist loadfile $(SIDE_BY_SIDE)
	.venv/bin/pytest tests/proxy tests/deploy tests/e2e

demo: setup
	./deploy/machine.sh gateway
	.venv/bin/python -m demo

bench: setup
	./deploy/machine.sh
	.venv/bin/python -m bench

lint: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/codespell
	.venv/bin/gatepost check policy

setup:
	./setup.sh
