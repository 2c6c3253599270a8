"""Documentation of Pyodide's own types. Nobody reads it in a visitor's browser, so it is left out."""


def dedent_docstring(docstring):
    """Give a text as it is."""
    return docstring


def get_cmeth_docstring(func):
    """Give what CPython needs to see before the text: a name and a signature."""
    return f"{func.__name__}($self, *args)\n--\n\n"
