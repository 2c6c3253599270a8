"""Runs in Pyodide, called by compile.mjs: the rest of the build may use another version of Python."""

from importlib._bootstrap_external import _code_to_hash_pyc


def compiled(source: str, path: str) -> bytes:
    """Compile a module without assertions and docstrings, into a file that is never compared with its source."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=2)
    return bytes(_code_to_hash_pyc(code, bytes(8), checked=False))
