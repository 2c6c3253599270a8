"""What packed documents have in common."""

# The same sources give the same bytes: a packed file otherwise holds the time it was packed.
PACKED = (1980, 1, 1, 0, 0, 0)
