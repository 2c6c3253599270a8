"""The tests. A package, because another of this name lies among those installed (spylls brings its own)."""
