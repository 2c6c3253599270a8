"""Makes the Python that runs in a visitor's browser from the pinned npm packages. Slim: decisions/0011."""
