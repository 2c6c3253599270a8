"""Tools for staff, and addresses that stay: what their pages show is made here, at build time."""
