"""The rows of the law as Python's own values, so that a browser needs no reader of TOML."""

from collections.abc import Mapping

from checker.parameters import Act

HEAD = '''"""The acts that come with the checker, as the build read them."""

import datetime

from checker.parameters import Act, Citation, Row

'''


def as_python(acts: Mapping[str, Act]) -> str:
    """Write the module that takes the place of `checker/law/__init__.py`."""
    return f"{HEAD}ACTS = {dict(acts)!r}\n"
