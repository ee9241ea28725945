# Everything a developer or operator calls. Needs python3 (3.11 or newer, with venv) and make.
PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= var
export PORT VAR_DIR

BIN := .venv/bin
MANAGE := $(BIN)/python site/manage.py
RUN_STAMP := .venv/.run-stamp
DEV_STAMP := .venv/.dev-stamp
XDIST ?= 2
BENCH ?= benchmarks benchmarks.pages
MARKED := not browser and not wide
LEAST_COVERAGE := 95
CHECKER := $(CURDIR)/.venv/checker/package/build/dist/vnu.jar
CHECKER_SUM := 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
export VNU_JAR ?= $(wildcard $(CHECKER))
PDF_CHECKER := $(CURDIR)/.venv/verapdf
export VERAPDF ?= $(wildcard $(PDF_CHECKER))
MESSAGES := $(patsubst %.po,%.mo,$(wildcard site/locale/*/LC_MESSAGES/django.po))

.PHONY: help run test coverage bench journeys pictures wide scan checker verapdf check lint types format lock messages asvs clean

help:  ## show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet uv

$(RUN_STAMP): .venv/bin/uv requirements.lock
	@[ -e $(DEV_STAMP) ] || { echo "Installing packages …"; $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock; }
	@touch $@

$(DEV_STAMP): .venv/bin/uv requirements-dev.lock
	@echo "Installing packages …"
	@$(BIN)/uv pip sync --quiet --require-hashes requirements-dev.lock
	@touch $@ $(RUN_STAMP)

$(MESSAGES): %.mo: %.po $(RUN_STAMP)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

run: $(RUN_STAMP) $(MESSAGES)  ## set up what is missing, load the demo, serve it with the worker
	@exec $(MANAGE) run

test: $(DEV_STAMP) $(MESSAGES)  ## all tests without browser; DATABASE_URL chooses PostgreSQL
	$(BIN)/pytest -n $(XDIST) -m "$(MARKED)" $(PYTEST_ARGS)

coverage: $(DEV_STAMP) $(MESSAGES)  ## as `test`, and fail when too few lines and branches are run
	$(BIN)/pytest -n $(XDIST) -m "$(MARKED)" --cov --cov-report=term --cov-fail-under=$(LEAST_COVERAGE) $(PYTEST_ARGS)

bench: $(DEV_STAMP) $(MESSAGES)  ## the figures of docs/benchmarks.md; needs BENCH_DATABASE_URL, see README.md
	@missed=0; for module in $(BENCH); do PYTHONPATH=.:site $(BIN)/python -m $$module || missed=1; done; exit $$missed

journeys: $(DEV_STAMP) $(MESSAGES)  ## the browser journeys and axe (needs chromium); times are those of a browser with windows
	$(BIN)/pytest -m "browser and not alone" $(PYTEST_ARGS)
	CHROMIUM=$(or $(CHROMIUM),$(wildcard /usr/bin/chromium)) $(BIN)/pytest -m "browser and alone" $(PYTEST_ARGS) -n 1

pictures: $(DEV_STAMP) $(MESSAGES)  ## the pictures of docs/redaktion.md, made anew by a journey (needs chromium)
	PICTURES=1 $(BIN)/pytest -m browser tests/journeys/test_newsroom_keyboard.py

lint: $(DEV_STAMP)  ## style, templates and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates benchmarks --lint --quiet
	PYTHONPATH=. $(BIN)/lint-imports

types: $(DEV_STAMP)  ## mypy
	$(BIN)/mypy

.venv/scanner/bin/wapiti: .venv/bin/uv
	$(BIN)/uv venv --quiet --allow-existing .venv/scanner
	$(BIN)/uv pip install --quiet --python .venv/scanner/bin/python wapiti3==3.2.3

wide: $(DEV_STAMP) $(MESSAGES)  ## ten thousand bad requests, every view of the admin as everybody, each guard switched off (SQLite; minutes)
	$(BIN)/pytest -n $(XDIST) -m wide $(PYTEST_ARGS)

scan: $(DEV_STAMP) $(MESSAGES) .venv/scanner/bin/wapiti  ## wapiti on a demo of its own: public pages, sign-up, desk
	WAPITI=.venv/scanner/bin/wapiti $(BIN)/python tests/security/scan.py

$(CHECKER): .venv/bin/uv
	@mkdir -p .venv/checker
	cd .venv/checker && npm pack --silent vnu-jar@26.9.27 && tar -xzf vnu-jar-26.9.27.tgz
	echo "$(CHECKER_SUM)  $@" | sha256sum --check --quiet

checker: $(CHECKER)  ## fetch the Nu HTML checker; from then on `make test` asks it about every page (needs npm and Java)

$(PDF_CHECKER): tests/verapdf/pom.xml .venv/bin/uv
	mvn --quiet --batch-mode --strict-checksums --file $< dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=$@
	@touch $@

verapdf: $(PDF_CHECKER)  ## fetch veraPDF; from then on `make test` asks it about our papers (needs Maven and Java)

check: lint types $(MESSAGES)  ## what each commit must pass
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/pytest -n $(XDIST) -m "not browser and not slow" -q $(PYTEST_ARGS)

format: $(DEV_STAMP)  ## let ruff lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/bin/uv  ## resolve the locks anew: hashes, no addresses
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q pyproject.toml --group dev -o requirements-dev.lock

messages: $(RUN_STAMP)  ## gather the texts anew for site/locale, then translate what is empty there (needs gettext)
	$(MANAGE) makemessages --locale en --no-location --no-wrap --no-obsolete \
	  --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'benchmarks/*' --ignore 'site/static*'

asvs: $(DEV_STAMP)  ## write docs/security/asvs.md from the markers of the tests
	PYTHONPATH=.:site $(BIN)/python -m tests.security.asvs

clean:  ## remove the environment and caches; var/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
