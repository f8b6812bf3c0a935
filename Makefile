# Works on a bare clone: python3 (3.11 or newer) and make are enough. `make` alone shows this list.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# What the report needs; and on top of it what tests and JupyterLab need.
STAMP  := $(VENV)/.up-to-date
ALL    := $(VENV)/.all-up-to-date
# What resolves and installs packages beside the lock; the only place that names their versions.
TOOLS  := pip==26.3 uv==0.13.9
# Files stay together, as what they share is made once a process; who is done first takes from the other.
ALL_CORES := --numprocesses auto --dist worksteal
LOCK   := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
            --no-emit-index-url --no-emit-find-links --no-header --no-annotate
# The packages of the lock of the report, left out of the one that comes on top.
BELOW   = $$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)

# Tests and notebooks start Python often, which then finds the modules compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report test fuzz versions lab figures docs data bench lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: $(STAMP)  ## rebuild data, notebooks, figures and the page
	@$(BIN)/kejidata report

test: $(ALL)  ## run every check: style, types, unit tests, doctests, notebooks, data
	@echo "style"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "types, unit tests and doctests"
	@# Types keep one core busy while many tests wait for a process they started.
	@mkdir -p build
	@$(BIN)/mypy >build/types.txt & types=$$!; \
	$(BIN)/python -m pytest --quiet $(ALL_CORES); units=$$?; \
	wait $$types; types=$$?; cat build/types.txt; exit $$((units + types))
	@echo "data, notebooks and pictures: made again and compared with what is stored"
	@$(BIN)/kejidata test

versions: $(ALL)  ## run the tests on every Python that is here and on the oldest promised packages
	@# Where pyenv chooses one Python, the others answer when all are named.
	@export PYENV_VERSION="$$(pyenv versions --bare 2>/dev/null | tr '\n' ':')"; \
	for python in python3.11 python3.12 python3.13 python3.14 python3.15; do \
	    if $$python -c "" 2>/dev/null; then echo "== $$python"; \
	        $(MAKE) --no-print-directory test PYTHON=$$python VENV=build/$$python || exit 1; \
	    else echo "== $$python is not here"; fi; \
	done
	@echo "== the oldest promised packages"
	@$(BIN)/python -m pip install --quiet $(TOOLS)
	@mkdir -p build
	@$(BIN)/uv pip compile pyproject.toml --quiet --extra notebook --extra pdf --group test --group build \
	    --resolution lowest-direct --python $(BIN)/python --output-file build/oldest.txt
	@$(BIN)/python -m venv build/oldest
	@build/oldest/bin/python -m pip install --quiet $(TOOLS)
	@build/oldest/bin/python -m pip install --quiet -r build/oldest.txt
	@build/oldest/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@build/oldest/bin/python -m pytest --quiet $(ALL_CORES)

fuzz: $(ALL)  ## hold all measures against exact fractions on 50,000 random frames (an hour)
	@$(BIN)/python -m tests.reference --frames 50000 --seed 1

lab: $(ALL)  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --allow-root --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/notebooks

figures: $(STAMP)  ## draw every figure, in both languages
	@$(BIN)/kejidata figures

docs: $(ALL)  ## build the documentation in both languages: build/docs/en/index.html
	@$(BIN)/python tools/docs.py

data: $(STAMP)  ## rebuild data/processed from data/raw
	@$(BIN)/kejidata build

bench: $(ALL)  ## measure speed and memory against other tools (an hour)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m benchmarks

lock: $(ALL)  ## resolve the newest allowed versions into the three lock files
	@$(BIN)/python -m pip install --quiet $(TOOLS)
	@$(LOCK) --extra report --extra pdf --group build --upgrade -o requirements.lock
	@$(LOCK) --extra notebook --extra pdf --extra scale --group build --group test --group docs --upgrade \
	    --constraint requirements.lock $(BELOW) -o requirements-test.lock
	@$(LOCK) --group bench --constraint requirements.lock --constraint requirements-test.lock \
	    -o requirements-bench.lock

clean:  ## remove the environment, caches and build leftovers; nothing that is committed
	rm -rf $(VENV) .kejidata .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

$(STAMP): pyproject.toml requirements.lock tools/set_up.py
	@$(PYTHON) tools/set_up.py $(VENV) requirements.lock
	@touch $@

$(ALL): $(STAMP) requirements-test.lock
	@$(PYTHON) tools/set_up.py $(VENV) requirements-test.lock
	@touch $@
