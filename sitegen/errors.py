"""What stops a build."""

from mkdocs.exceptions import PluginError


class SiteError(PluginError):
    """Something in the site's own files is wrong; the text names the file and what to change."""
