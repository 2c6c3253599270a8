"""Benchmarks: what the check costs in a browser, beside other ways of running the same checker there.

`make bench` writes docs/developers/benchmarks.md. Linux and Chromium only: processes are measured and slowed through
/proc and signals.
"""
