"""The tests. A package: some distributions install one of this name, which would hide a plain folder."""
