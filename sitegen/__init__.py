"""Builds the site: stages the pages, runs MkDocs, adds assets, serves and checks the result."""
