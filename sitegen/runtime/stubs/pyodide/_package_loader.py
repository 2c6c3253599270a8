"""Two folders that Pyodide's JavaScript asks for. No package is ever loaded."""

import sys


class Folder:
    """A path that JavaScript asks for its text: a plain string would come there without `__str__`."""

    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Folder(f"/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    """Note that none was loaded."""
