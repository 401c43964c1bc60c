# `make` alone prints what there is. Everything runs in .venv, which is made once.

VENV  := .venv
PY    := $(VENV)/bin/python
STAMP := $(VENV)/.installed

# The demo: the levers one by one and together, then the main pair under every pricing rule.
SEEDS         ?= 3
SCALE         ?= 24000
PRICING_SCALE ?= 48000
LEVERS  := without_direct_ordering analytics_alone direct_ordering_alone fast_replenishment_alone \
           with_direct_ordering all_three
PRICING := $(foreach rule,cost_plus adaptive_markup bargaining successive_monopoly,\
           pricing/$(rule)_without pricing/$(rule)_with)

SIX := --set scale=10000 --set calendar.end=2016-12-31 \
       --set "population.provinces=[Zhejiang, Guangdong, Henan, Hubei, Gansu, Guizhou]"
TORNADO := tornado with_direct_ordering --against without_direct_ordering $(SIX)
INFORMATION := stock/estimates_alone analytics_alone stock/half_lead_time stock/half_lots

# SLOW=1 adds the long tests; ARGS goes to pytest: make test ARGS='-k ledger -x'
SLOW  ?=
ARGS  ?=

PEERS   := benchmarks/.venv-peers
STOCK   := benchmarks/.venv-stock
MUTANTS := tests/mutants/.venv

# Imports are read from bytecode: they take a second that way, and three without.
# One thread a process: the runs are spread over processes, and sums keep one order.
export OMP_NUM_THREADS      := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS      := 1
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check format bench peers mutants lock figures scaling baseline clean broken

# ------------------------------------------------------------------ what people call

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(STAMP) ## Run China's provinces without and with direct ordering, and print what changed
	@echo "1 of 2: who gains and who loses, lever by lever (one agent stands for $(SCALE) real ones)"
	@$(VENV)/bin/sim compare $(LEVERS) --seeds $(SEEDS) --set scale=$(SCALE)
	@echo
	@echo "2 of 2: does it depend on how prices are made? (2016 alone; one stands for $(PRICING_SCALE))"
	@$(VENV)/bin/sim compare $(PRICING) --pairs --seeds $(SEEDS) --set scale=$(PRICING_SCALE) \
	    --set calendar.end=2016-12-31

test: check ## Run every check and the tests (SLOW=1 adds the long ones, ARGS='-k word' goes to pytest)
	@$(PY) -m pytest --numprocesses 2 --dist worksteal $(if $(SLOW),,-m 'not slow') $(ARGS)

check: $(STAMP) ## Check format, lint, types and which package imports which
	@$(VENV)/bin/ruff format --check --quiet . || { echo "make check: the files above are not formatted; run: make format"; exit 1; }
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/mypy --no-error-summary
	@$(VENV)/bin/lint-imports --no-logo > $(VENV)/imports.log 2>&1 || { cat $(VENV)/imports.log; exit 1; }
	@echo "check: format, lint, types and imports are in order"

format: $(STAMP) ## Format the code and sort the imports
	@$(VENV)/bin/ruff check --quiet --select I --fix .
	@$(VENV)/bin/ruff format --quiet .

# What the README and docs show. The runs take an hour; an interrupted sweep goes on where it was.
REFERENCE := results/reference
figures: $(STAMP) ## Run again what the README shows (an hour), and write results/reference and the tables in the text
	@mkdir -p $(REFERENCE)
	@$(VENV)/bin/sim compare $(LEVERS) --seeds 6 --set scale=2000 --out results/runs/reference-levers > $(REFERENCE)/levers.txt
	@$(VENV)/bin/sim compare $(PRICING) --pairs --seeds 6 --set scale=8000 --out results/runs/reference-pricing > $(REFERENCE)/pricing.txt
	@$(VENV)/bin/sim attribute all_levers --levers analytics,direct_ordering,fast_replenishment --seeds 5 --set scale=20000 \
	    --out results/runs/reference-attribution > $(REFERENCE)/attribution.txt
	@$(VENV)/bin/sim validate --out results/runs/reference-card > $(REFERENCE)/report_card.txt
	@$(VENV)/bin/sim compare base $(INFORMATION) --seeds 6 --set scale=20000 --out results/runs/reference-information > /dev/null
	@$(VENV)/bin/sim $(TORNADO) --seeds 2 --out results/runs/reference-tornado > $(REFERENCE)/tornado.txt
	@$(VENV)/bin/sim $(TORNADO) --seeds 6 --parameters "$$($(PY) docs/largest_guesses.py)" \
	    --out results/runs/reference-largest > $(REFERENCE)/largest.txt
	@for sweep in adopters direct_fee direct_freight direct_break_even direct_adopters direct_warehouse scale scale_of_small_provinces; do \
	    $(VENV)/bin/sim sweep sweeps/$$sweep --out results/runs/reference-$$sweep || exit 1; \
	done
	@$(PY) docs/update.py --results

bench: $(STAMP) $(PEERS)/.installed ## Time the engine against its peers (minutes; ONLY=grocery for a part, DOCS=1 writes docs/benchmarks.md)
	@$(PY) benchmarks/run.py $(ONLY) $(if $(DOCS),--docs)

peers: $(STAMP) $(STOCK)/.installed ## Hold the engine against stockpyl and SupplyNetPy on their examples (DOCS=1 writes docs/peers.md)
	@$(PY) benchmarks/peers.py $(if $(DOCS),--docs)

SMALLEST ?= 20
scaling: $(STAMP) ## Time a month at ever smaller scale, renew docs/scaling.md (minutes, 6 GiB; SMALLEST=50 for less)
	@$(PY) benchmarks/scaling.py $(SMALLEST)
	@$(PY) docs/update.py

# cosmic-ray writes the mutants, in an environment of its own; run.py tries them in ours.
mutants: $(STAMP) $(MUTANTS)/.installed ## Break rules and phases on purpose, print what no test notices (an hour; ONLY=word)
	@$(MUTANTS)/bin/python tests/mutants/write.py $$(find sim/rules sim/phases -name '*.py' | sort) > $(MUTANTS)/mutants.jsonl
	@$(PY) -W ignore::DeprecationWarning tests/mutants/run.py $(MUTANTS)/mutants.jsonl $(ONLY)

baseline: $(STAMP) ## Recompute baseline outcomes and fingerprints, print what changed, and write them
	@$(PY) -m tests.update_baseline
	@$(PY) -m tests.update_fingerprints

lock: ## Renew requirements.lock from pyproject.toml (UPGRADE=1 also takes newer versions)
	@$(find_python) \
	tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	"$$python" -m venv "$$tmp" && "$$tmp/bin/python" -m pip install --quiet uv && \
	lock() { "$$tmp/bin/uv" pip compile "$$@" $(if $(UPGRADE),--upgrade) \
	    --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header --no-annotate --quiet; } && \
	lock pyproject.toml --extra dev --output-file requirements.lock && \
	lock benchmarks/peers.in --output-file benchmarks/peers.lock && \
	lock benchmarks/stock.in --output-file benchmarks/stock.lock && \
	lock tests/mutants/mutants.in --output-file tests/mutants/mutants.lock && \
	echo "lock: $$(grep -c == requirements.lock) packages in requirements.lock"

clean: ## Remove the environment and every cache (results stay)
	@rm -rf $(VENV) $(PEERS) $(STOCK) $(MUTANTS) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .numba_cache
	@find sim tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# ------------------------------------------------------------------ the environment

# Runs each candidate, because a pyenv shim can exist and fail. PYTHON=... is the only candidate
# when it is given. Leaves the answer in $$python.
define find_python
python=; \
for candidate in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 \
    "$$HOME"/.pyenv/versions/3.13*/bin/python "$$HOME"/.pyenv/versions/3.12*/bin/python python3 python); do \
    if "$$candidate" -c $(USABLE) > /dev/null 2>&1; then python=$$candidate; break; fi; \
done; \
if test -z "$$python"; then \
    echo "make: $(if $(PYTHON),PYTHON=$(PYTHON) is not,found no) working Python 3.12 or 3.13 with the modules venv and ensurepip."; \
    echo "  Debian, Ubuntu: apt-get install python3.13 python3.13-venv (or 3.12);  macOS: brew install python@3.13"; \
    echo "  any system: pyenv install 3.13;  or name one: make PYTHON=/path/to/python3.13 ..."; \
    exit 1; \
fi >&2;
endef
USABLE := 'import sys, ensurepip, venv, sysconfig; \
    sys.exit(not ((3, 12) <= sys.version_info < (3, 14)) or bool(sysconfig.get_config_var("Py_GIL_DISABLED")))'

# The environment is in order when its Python starts, is the one that PYTHON= asks for, and finds
# sim in this folder (a moved or copied folder fails that). If not, it is made anew.
HEALTHY := 'import sys, importlib.util, pathlib; \
    spec = importlib.util.find_spec("sim"); \
    here = spec is not None and spec.origin is not None and pathlib.Path(spec.origin).samefile("sim/__init__.py"); \
    sys.exit(not here or sys.argv[1] not in ("", sys.version))'
ifneq ($(wildcard $(STAMP)),)
WANTED := $(if $(PYTHON),$(shell "$(PYTHON)" -c 'import sys; print(sys.version)' 2>/dev/null || echo none))
ifneq ($(shell $(PY) -P -c $(HEALTHY) '$(WANTED)' 2>/dev/null && echo yes),yes)
$(STAMP): broken
endif
endif
broken: ; @rm -f $(STAMP)

# The stamp is written last and holds the lock it was made from, so an interrupted install is begun
# again from nothing, and a change in pyproject.toml alone costs a second.
$(STAMP): pyproject.toml requirements.lock
	@if ! cmp -s requirements.lock $(STAMP); then \
	    $(find_python) \
	    echo "Installing into $(VENV) (once, about 10 s after the download) ..." && \
	    rm -rf $(VENV) && "$$python" -m venv $(VENV) && \
	    $(PIP) --no-compile --require-hashes -r requirements.lock; \
	fi && \
	$(PIP) --no-deps --no-build-isolation --editable . && \
	cp requirements.lock $(STAMP)

# $(call install_locked,PYTHON): an environment of its own in the target's folder, from the lock it needs.
install_locked = echo "Installing into $(@D) (once) ..." && \
	rm -rf $(@D) && $(1) -m venv $(@D) && \
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(@D)/bin/python -m pip install --quiet --no-input --no-compile \
	    --require-hashes -r $< && \
	touch $@

# Libraries to compare with, in environments of their own: of agents, and of stock. Without a Python
# 3.12 the rows of the first are dashes, and `make peers` says what it lacks.
$(PEERS)/.installed $(STOCK)/.installed: override PYTHON :=
$(PEERS)/.installed $(STOCK)/.installed: USABLE := 'import sys, ensurepip, venv; sys.exit(sys.version_info[:2] != (3, 12))'
$(PEERS)/.installed: benchmarks/peers.lock
$(STOCK)/.installed: benchmarks/stock.lock
$(PEERS)/.installed $(STOCK)/.installed:
	-@$(find_python) \
	$(call install_locked,"$$python")

$(MUTANTS)/.installed: tests/mutants/mutants.lock | $(STAMP)
	@$(call install_locked,$(PY))

PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore $(PY) -m pip install --quiet --no-input
