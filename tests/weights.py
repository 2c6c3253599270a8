"""What the files of a built site weigh, read from the disk again."""

from pathlib import Path

from sitegen import compress, offline


def of(site: Path) -> dict[str, offline.Weight]:
    """Weigh every file of a site but the packed ones, which say what the others weigh when they are sent."""
    endings = tuple(compress.ENCODINGS.values())
    files = [file for file in site.rglob("*") if file.is_file() and not file.name.endswith(endings)]
    return {file.relative_to(site).as_posix(): offline.weighed(file.read_bytes(), _packed(file)) for file in files}


def _packed(file: Path) -> dict[str, bytes]:
    beside = {encoding: file.with_name(file.name + ending) for encoding, ending in compress.ENCODINGS.items()}
    return {encoding: packed.read_bytes() for encoding, packed in beside.items() if packed.is_file()}
