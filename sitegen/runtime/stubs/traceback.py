"""Empty, so that CPython writes errors by itself, with the places they came through: there are no sources to quote."""
