"""The one question that Pyodide asks about a function that it hands to JavaScript."""


def iscoroutinefunction(obj):
    """Say no: nothing in the checker waits."""
    return False
