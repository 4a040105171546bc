# Two commands: `make demo` shows what runxl does, `make test` shows that it works.
# Each makes .venv by itself. Works with GNU make 3.81 (macOS) and later.

PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$p; break; fi; done)
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test loaded bench region fuzz template docs release-check windows windows-test wheels

demo: $(READY)
	@$(BIN)/runxl demo --ersatt

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal -o faulthandler_timeout=1200 -o faulthandler_exit_on_timeout=true

# Everything three times over on a machine that is busy with other things: what depends on the clock fails there.
loaded:
	bash .ci/loaded

bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

# Twenty nämnder with forty units each, three periods a year for ten years: 24,000 workbooks, or as many as is asked for.
region: $(READY)
	rm -rf .region
	$(BIN)/python -m benchmarks.region .region $(or $(ARGS),20 40 10)
	$(BIN)/python -m benchmarks.region_measure .region
	rm -rf .region

# What takes too long for every test run: hundreds of writers killed at random instants, every step of every way of
# writing failed and killed in turn, hundreds of returned workbooks, a batch of a thousand compared with single runs,
# new broken workbooks, new walks through the verbs and new random plans reckoned twice each day (the day is the seed; what fails is named by its own),
# new values in every property test, and the likes of what every test run has one of (`lang`).
fuzz: $(READY)
	RUNXL_FUZZ=40000 RUNXL_STATES=4000 RUNXL_DIFF=4000 RUNXL_FUZZ_SEED=$${RUNXL_FUZZ_SEED:-$$(date +%y%m%d)00000} $(BIN)/pytest -n 2 tests/fuzz
	RUNXL_PLANS=20000 RUNXL_FUZZ_SEED=$${RUNXL_FUZZ_SEED:-$$(date +%y%m%d)00000} $(BIN)/pytest -n 2 tests/orakel
	$(BIN)/pytest -n 2 --hypothesis-profile=slump -m hypothesis
	$(BIN)/pytest -n 2 -m lang
	RUNXL_FUZZ_KILLS=500 $(BIN)/pytest -n 2 tests/patch -k "killed"
	RUNXL_FUZZ_KILLS=500 $(BIN)/pytest -n 2 tests/fel
	RUNXL_BATCH=1000 $(BIN)/pytest tests/batch/test_executors.py
	RUNXL_RETURNS=300 $(BIN)/pytest tests/verbs/test_manga.py

template: $(READY)
	$(BIN)/python -m runxl.template

docs: $(READY)
	$(BIN)/python -m docs.generera
	$(BIN)/python -m docs.webb.bygg build/handbok

# Before a version is handed out: built, installed clean on the oldest and newest Python here, and run from the wheel.
release-check: $(READY)
	$(BIN)/python .ci/release_check.py

# What installs runxl in Windows, into dist/windows: setup.exe for one person, .msi for a whole computer. For a release, with
# the newest embeddable zip of python.org: make windows ARGS="--python ZIP --sha256 SUM". Needs python3.13, nsis, wixl and
# osslsigncode. `windows-test` tries it under Wine (with ARGS=suite: runs the tests that know no platform there); `wheels` pins the packages anew (by uv).
windows: $(READY)
	$(BIN)/python -m installer $(ARGS)

windows-test:
	bash installer/prove/room.sh $(ARGS)

wheels: $(READY)
	uv pip compile -q pyproject.toml --extra documents --extra import --generate-hashes \
	  --python-platform x86_64-pc-windows-msvc --python-version 3.13 --only-binary :all: --no-header --no-annotate -o installer/wheels.txt

# An editable install leaves the compiling that pip otherwise does to the first run.
$(READY): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
	  echo "runxl behöver Python 3.11 eller senare (med venv och pip), men ingen sådan hittades." >&2; \
	  echo "Hämta den från python.org, eller: apt install python3 python3-venv (Linux), brew install python (macOS)." >&2; \
	  exit 1; fi
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	$(BIN)/python -m compileall -q runxl
	@touch $(READY)
