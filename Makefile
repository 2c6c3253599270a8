# Thin names. `python -m sitegen <name>` does the same where there is no make (Windows).
PYTHON ?= python3

.PHONY: serve build test bench check lock mutants

serve build test bench check lock mutants:
	@$(PYTHON) -m sitegen $@ $(ARGS)
