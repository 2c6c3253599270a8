"""An error as text for JavaScript: what it is, and the places it came through."""


def format_exception(kind, value=None, tb=None, limit=None, chain=True, **options):
    """Give the lines of an error. The quoted lines of source are left out: there are no sources."""
    lines = []
    while tb is not None:
        code = tb.tb_frame.f_code
        lines.append(f'  File "{code.co_filename}", line {tb.tb_lineno}, in {code.co_name}\n')
        tb = tb.tb_next
    return [*lines, f"{kind.__qualname__}: {value}\n"]
