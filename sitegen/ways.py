"""Texts of a TOML file by the way to each, such as `finding.appeal.open.0.answer`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

# Conditions are no texts.
WHEN = "when"


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in a table or list with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key != WHEN:
                yield from texts(inner, _joined(path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, _joined(path, number))


def changed(value: Any, change: Callable[[str, str], str], path: str = "") -> Any:  # noqa: ANN401 - any part of a file
    """Give the same with every text changed; `change` gets the way and the text."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, Mapping):
        return {
            key: inner if key == WHEN else changed(inner, change, _joined(path, key)) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [changed(inner, change, _joined(path, number)) for number, inner in enumerate(value)]
    return value


def _joined(path: str, step: object) -> str:
    return f"{path}.{step}" if path else str(step)
