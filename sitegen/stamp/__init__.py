"""A municipality's copy: its settings and its own pages, written into the ready pages of a released site."""
