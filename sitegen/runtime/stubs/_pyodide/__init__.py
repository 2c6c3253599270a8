"""What Pyodide's start asks for first: `_base` runs its few lines, `_importhook` is Pyodide's own."""

from _pyodide import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook():
    """Keep CPython's own: an error is told to the page as text, not printed."""
