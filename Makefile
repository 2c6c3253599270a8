# Thin names. `python -m sitegen <name>` does the same where there is no make (Windows).
PYTHON ?= python3

.PHONY: serve build test bench check lock

serve build test bench check lock:
	@$(PYTHON) -m sitegen $@ $(ARGS)
