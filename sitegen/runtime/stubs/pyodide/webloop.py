"""No event loop is set up: the checker never waits."""


def _initialize_event_loop():
    """Do nothing."""
