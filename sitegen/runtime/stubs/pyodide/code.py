"""Running code given as text is left out: the page calls one function."""
