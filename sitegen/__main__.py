"""Command line: `python -m sitegen COMMAND`; without one it lists them.

Starts with nothing but Python's standard library. Whatever a command needs is installed into the
project's own folder first; then the command runs there.
"""

import sys

# Before any import of ours: an older Python must reach this message, not a syntax error.
if sys.version_info < (3, 11):  # noqa: UP036 - the message is for those who have an older one
    sys.exit("sitegen: Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ".")

from sitegen import bootstrap

if __name__ == "__main__":
    sys.exit(bootstrap.main(sys.argv[1:]))
