"""Nothing waits for anything: the checker answers at once. Pyodide asks for this name and puts it aside."""
