# Every target does its own set-up on a fresh machine; `setup.sh` is quick when nothing changed.
.PHONY: run test demo bench fuzz lint setup

run: setup
	./deploy/machine.sh gateway
	.venv/bin/gatepost run

# What starts whole gateways is told by the clock how long it may take: two at a time, and nothing else beside them.
GATEWAYS = tests/proxy tests/deploy tests/e2e
test: setup
	./deploy/machine.sh
	.venv/bin/pytest --numprocesses auto --dist loadfile $(GATEWAYS:%=--ignore=%)
	.venv/bin/pytest --numprocesses 2 --dist loadfile $(GATEWAYS)

demo: setup
	./deploy/machine.sh gateway
	.venv/bin/python -m demo

bench: setup
	./deploy/machine.sh
	.venv/bin/python -m bench

# Some ten minutes on two idle cores; `make fuzz INPUTS=1000000 MINUTES=240` is a night.
fuzz: setup
	.venv/bin/python -m tests.reading.fuzz --inputs $(or $(INPUTS),100000) --minutes $(or $(MINUTES),20)

lint: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/codespell
	.venv/bin/gatepost check policy

setup:
	./setup.sh
