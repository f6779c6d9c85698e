# One command builds everything: `make build`. `make` alone lists the rest.
PYTHON ?= python3
THREADS ?= $(if $(STAFFING_THREADS),$(STAFFING_THREADS),2)
PORT ?= 8080
# Not to be overridden: `make sample` replaces it and `make clean-all` removes it.
override SAMPLE := sample_lakehouse

# The lakehouse: LAKEHOUSE=dir or s3://bucket/prefix, else $STAFFING_LAKEHOUSE, else the sample,
# made when absent. What lies in object storage the gate looks for.
ifndef LAKEHOUSE
LAKEHOUSE := $(if $(STAFFING_LAKEHOUSE),$(STAFFING_LAKEHOUSE),$(SAMPLE))
endif
IS_FOUND := $(if $(filter s3://%,$(firstword $(LAKEHOUSE))),true,[ -d "$$STAFFING_LAKEHOUSE" ])

TARGET := $(if $(DBT_TARGET_PATH),$(DBT_TARGET_PATH),target)
VERDICT := $(if $(STAFFING_BUILD_DIR),$(STAFFING_BUILD_DIR),build)/verdict.txt

READY := .venv/.installed
SPARK := .venv/.spark
RUN := .venv/bin/
# Quiet unless asked: one line of progress, errors, the verdict. After what dbt itself says at its
# end the verdict is printed once more.
DBT := $(RUN)$(if $(VERBOSE),dbt,python -m python_helpers.quiet_dbt)

export STAFFING_LAKEHOUSE := $(if $(filter /% s3://%,$(firstword $(LAKEHOUSE))),$(LAKEHOUSE),$(CURDIR)/$(LAKEHOUSE))
export STAFFING_THREADS := $(THREADS)
export DBT_PROFILES_DIR := $(CURDIR)
export DBT_PROJECT_DIR := $(CURDIR)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What the linters compile goes to a folder of its own: no lock on a build's databases.
LINT_ENV := DBT_TARGET_PATH=target/lint STAFFING_BUILD_DIR=target/lint/build

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build test torture audit ask diff pii-score bench bench-growth verify rollback prune \
	sample key rotate-key spark test-spark parity spark-up spark-down docs docs-serve \
	lint lint-python lint-sql lint-dbt format lock \
	clean clean-all require-lakehouse

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  LAKEHOUSE=dir  the lakehouse to read, or s3://bucket/prefix ($(SAMPLE))"
	@echo "  THREADS=n      dbt's threads ($(THREADS))"
	@echo "  VARS='{...}'   dbt's vars, such as '{absent_streams: [sparse_workers]}'"
	@echo "  VERBOSE=1      all that dbt says, instead of a line of progress"
	@echo "  PYTHON=exe     Python 3.11 or newer, for the environment ($(PYTHON))"

build: require-lakehouse $(READY) ## Audit the lakehouse and publish a release
	@umask 077; $(IS_FOUND) || $(MAKE) --no-print-directory sample
	@umask 077; [ -n "$${DBT_ENV_SECRET_PII_KEY+set}" ] || [ -e "$${STAFFING_KEY_FILE:-.secrets/pii_key}" ] \
		|| $(RUN)python -m python_helpers.keys make
	@umask 077; rm -f "$(VERDICT)"; \
		$(DBT) build $(if $(VARS),--vars '$(VARS)') || code=$$?; \
		[ ! -e "$(VERDICT)" ] || [ -z "$(VERBOSE)$$code" ] \
			|| $(RUN)python -m python_helpers.conclusion "$(VERDICT)"; exit $${code:-0}

test: $(READY) lint ## Check style and types, then run the tests
	@umask 077; $(RUN)python -m pytest -n 2

spark: $(SPARK) ## Add Spark to the environment (half a gigabyte; needs Java 17 to run)

test-spark: $(SPARK) ## Run the tests that need Spark
	@umask 077; $(RUN)python -m pytest -m spark

parity: $(SPARK) ## Build a sample on DuckDB and on Spark, and compare (SCALE=0.2, ENGINE=spark)
	@umask 077; PYTHONPATH=.:tests/python $(RUN)python tests/python/parity.py \
		$(if $(SCALE),--scale $(SCALE)) $(if $(ENGINE),--target $(ENGINE))

spark-up: $(SPARK) ## Start a small cluster with a Connect server on this machine
	@$(RUN)python -m python_helpers.spark.cluster up

spark-down: $(READY) ## End it
	@$(RUN)python -m python_helpers.spark.cluster down

torture: $(READY) ## Try what can go wrong, and print figures (under 30 minutes)
	@umask 077; PYTHONPATH=.:tests/python $(RUN)python tests/python/torture.py

audit: $(READY) ## List licences, and known holes in what is installed
	@PYTHONPATH=.:tests/python $(RUN)python tests/python/supply_chain.py

pii-score: $(READY) ## Score what is found of personal data in labelled text
	@PYTHONPATH=. $(RUN)python tests/python/pii_score.py

bench: $(READY) ## Measure a build, its SQL run bare, a second build, and the masks
	@umask 077; PYTHONPATH=.:tests/python $(RUN)python tests/python/bench.py

bench-growth: $(READY) ## Measure builds of 0.6, 6 and 60 million workers (WORKERS='n n'; hours)
	@umask 077; PYTHONPATH=.:tests/python $(RUN)python tests/python/bench_growth.py $(WORKERS)

ask: $(READY) ## Ask the release: Q=question, or nothing for the list (FOR=word, WHERE='...', ROWS=n)
	@$(RUN)python -m python_helpers.ask "$(Q)" $(if $(ROWS),--rows "$(ROWS)") \
		$(if $(WHERE),--where "$(WHERE)") $(if $(FOR),--for "$(FOR)")

diff: $(READY) ## What changed between two releases (FROM=id TO=id; else the last two)
	@$(RUN)python -m python_helpers.release_diff $(if $(FROM),--from "$(FROM)") $(if $(TO),--to "$(TO)")

verify: $(READY) ## Compare a release with its manifest (REL=folder; else the current one)
	@$(RUN)python -m python_helpers.releases verify $(if $(REL),"$(REL)")

rollback: $(READY) ## Make an older release current (TO=id)
	@$(RUN)python -m python_helpers.releases rollback "$(TO)"

prune: $(READY) ## Remove all but the newest releases (KEEP=n)
	@$(RUN)python -m python_helpers.releases prune "$(KEEP)"

sample: $(READY) ## Make the sample lakehouse anew
	@umask 077; $(RUN)python -m python_helpers.sample_lakehouse $(SAMPLE)

key: $(READY) ## Make a masking key, if there is none
	@umask 077; $(RUN)python -m python_helpers.keys make

rotate-key: $(READY) ## Make a new masking key and keep the old one aside
	@umask 077; $(RUN)python -m python_helpers.key_rotation

# One thread: two would make the sources' tables in memory at once.
docs: $(READY) ## Make the documentation, target/static_index.html, and the column lineage beside it
	@umask 077; $(RUN)dbt --quiet docs generate --static --threads 1
	@umask 077; $(RUN)python -m python_helpers.pages.docs
	@echo "Open $(TARGET)/static_index.html in a browser; columns are in $(TARGET)/column_lineage.html."

docs-serve: docs ## Serve the documentation on this machine (PORT=8080)
	@echo "http://127.0.0.1:$(PORT)/static_index.html (Ctrl-C stops it)"
	@$(RUN)python -m http.server --bind 127.0.0.1 --directory "$(TARGET)" $(PORT)

lint: lint-python lint-dbt lint-sql ## Check style and types

lint-python: $(READY)
	@$(RUN)ruff check --quiet
	@$(RUN)ruff format --check --quiet
	@$(RUN)mypy --no-error-summary

lint-dbt: $(READY)
	@$(LINT_ENV) $(RUN)dbt --quiet --warn-error --no-partial-parse parse

lint-sql: $(READY)
	@$(LINT_ENV) $(RUN)sqlfluff lint --nocolor --disable-progress-bar --processes 2

format: $(READY) ## Put Python and SQL in the house style
	@$(RUN)ruff check --fix --quiet || true
	@$(RUN)ruff format --quiet
	@$(LINT_ENV) $(RUN)sqlfluff fix --disable-progress-bar --processes 2

# For who changes pyproject.toml; uv is not part of the environment (`pip install uv`). The second
# lock holds what Spark adds to the first.
LOCK_AS := --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-strip-extras
lock:
	@uv pip compile pyproject.toml --output-file requirements.lock --quiet --no-config \
		--extra dev $(LOCK_AS)
	@uv pip compile pyproject.toml --output-file requirements-spark.lock --quiet --no-config \
		--extra dev --extra spark --constraints requirements.lock $(LOCK_AS)
	@awk '/^[a-z]/ { entry = $$0; known = NR == FNR ? 0 : entry in base } \
		NR == FNR { base[entry]; next } !known' requirements.lock requirements-spark.lock \
		> requirements-spark.lock.new && mv requirements-spark.lock.new requirements-spark.lock

clean: ## Remove what builds and tools made; releases, sample and key stay
	@rm -rf build target logs .pytest_cache .mypy_cache .ruff_cache .hypothesis .$(SAMPLE).*
	@find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean ## Also remove the environment and the sample; releases and key stay
	@rm -rf .venv $(SAMPLE)

require-lakehouse:
	@[ "$$STAFFING_LAKEHOUSE" = "$(CURDIR)/$(SAMPLE)" ] || $(IS_FOUND) || { \
		echo "There is no folder $$STAFFING_LAKEHOUSE." >&2; \
		echo "Give an existing one: make build LAKEHOUSE=/path/to/lakehouse (or s3://bucket/prefix)," >&2; \
		echo "or none, for the sample: make build" >&2; exit 2; }

# The stamp comes last. A set-up that broke off starts over with the next make; an environment
# that is whole, or somebody's own, is brought up to the lock in place.
$(READY): requirements.lock
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This needs Python 3.11 or newer; $(PYTHON) is: $$("$(PYTHON)" --version 2>&1 | head -1)" >&2; \
		echo "Name another: make PYTHON=/path/to/python3.11 ..." >&2; exit 2; }
	@[ ! -e .venv/.unfinished ] || rm -rf .venv
	@echo "Setting up the environment (once, about a minute) ..."
	@{ mkdir -p .venv && touch .venv/.unfinished && "$(PYTHON)" -m venv .venv \
		&& $(RUN)python -m pip install -qq --require-hashes -r requirements.lock; } || { \
		echo "The environment is not complete: see above. The next make starts it over." >&2; exit 1; }
	@rm .venv/.unfinished && touch $@

$(SPARK): $(READY) requirements-spark.lock
	@echo "Adding Spark to the environment (once, some minutes) ..."
	@$(RUN)python -m pip install -qq --require-hashes -r requirements.lock -r requirements-spark.lock
	@touch $@
