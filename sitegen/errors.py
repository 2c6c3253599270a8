"""What stops a build."""

# Copies are made without MkDocs, which tells a fault of this kind in a line.
try:
    from mkdocs.exceptions import PluginError as Fault
except ModuleNotFoundError:
    Fault = Exception  # type: ignore[assignment, misc]


class SiteError(Fault):
    """Something in the site's own files is wrong; the text names the file and what to change."""
