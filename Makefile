# Two commands: "make run" shows the application, "make test" checks it. Both set themselves up.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= build/demo
LOCALE := resources/locale
PINS := pyproject.toml constraints.txt tools/setup

export LC_ALL := C.UTF-8

.PHONY: help run test test-all coverage setup lint forms catalogs frozen bench pictures clean

help:
	@echo "make run       sets up, then opens the window, or without a display runs the demo into $(OUT)"
	@echo "make test      sets up, then checks everything that is fast (under 15 minutes)"
	@echo "make test-all  and what is slow"
	@echo "make coverage  which branches no test takes, with floors by package"
	@echo "make lint      style, layers and types only"
	@echo "make catalogs  brings the translation catalogs up to date with the code"
	@echo "make frozen    builds dist/samtalsstod, which needs no Python (docs/shipping.md)"
	@echo "make bench     prints what things cost, beside what DESIGN allows (docs/performance.md)"
	@echo "make pictures  draws every main page in every look (docs/pictures, all of them in build/pictures)"

# With a display the window opens; without one, the made-up conversation runs.
run: .venv/.ready-run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then $(BIN)/screening-app; \
	else $(BIN)/screening-app demo --out $(OUT); fi

test: setup lint forms
	$(BIN)/pytest -n 2

test-all: setup lint forms
	$(BIN)/pytest -n 2 -m "slow or not slow"

# Floors by package (CONTRIBUTING): what decides is covered whole, what touches the world nearly so.
coverage: setup
	$(BIN)/pytest -n 2 --cov=screening_app --cov-branch --cov-report=
	$(BIN)/coverage report --skip-covered --fail-under=100 \
		--include='screening_app/domain/*,screening_app/questionnaire/*,screening_app/engine/*,screening_app/services/*'
	$(BIN)/coverage report --skip-covered --fail-under=95 --include='screening_app/vault/*,screening_app/documents/*'

setup: .venv/.ready-test

.venv/.ready-%: $(PINS)
	PYTHON="$(PYTHON)" tools/setup $*
	@touch $@

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy --strict screening_app tests

forms: setup
	$(BIN)/screening-app forms check forms

catalogs: setup
	@mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml -c Translators: --add-location=file --sort-output \
		--project=screening_app --version=1 -o build/screening_app.pot .
	$(BIN)/pybabel -q update -i build/screening_app.pot -d $(LOCALE) -D screening_app -l sv \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel compile --statistics -d $(LOCALE) -D screening_app

frozen: setup
	PYTHONHASHSEED=1 PYINSTALLER_CONFIG_DIR=build/pyinstaller $(BIN)/pyinstaller --noconfirm --log-level WARN \
		--workpath build/frozen --distpath dist build_installer.spec
	@du -sh dist/samtalsstod

bench: setup
	$(BIN)/python -m tests.benchmarks $(BENCH)

pictures: setup
	$(BIN)/python -m tests.gui.pictures.take --out docs/pictures --all build/pictures

clean:
	rm -rf build dist .venv
