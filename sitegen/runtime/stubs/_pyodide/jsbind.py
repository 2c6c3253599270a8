"""How Python calls a function of JavaScript: any arguments, converted as usual. The checker calls none."""

from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default


class no_default:  # noqa: N801 - Pyodide's name
    """Marks an argument that must be given."""


def _anything(*args, **kwargs):
    """Stand for a function whose arguments nothing is known about."""


# Function, whether it constructs; least number, converters, defaults and rest of the arguments by position;
# names, converters, defaults and rest of those by name; converter of the result.
default_signature = JsFuncSignature(
    _anything, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
