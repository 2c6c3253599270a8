"""The guide without script: the checker's own rules, run once for every way through their questions."""
