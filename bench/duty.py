"""Stops and continues processes in turn, so that they run a part of the time: `python -m bench.duty TIMES PID …`.

A process of its own: threads of the benchmark would disturb the rhythm.
"""

import os
import signal
import sys
import time

# Short against what a person notices, long against what a signal takes.
PERIOD_SECONDS = 0.012


def main(times: float, processes: list[int]) -> None:
    """Slow processes until this one is told to end, or its parent is gone."""
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    parent = os.getppid()
    try:
        while not ended and os.getppid() == parent:
            send(processes, signal.SIGCONT)
            time.sleep(PERIOD_SECONDS / times)
            send(processes, signal.SIGSTOP)
            time.sleep(PERIOD_SECONDS * (1 - 1 / times))
    finally:
        send(processes, signal.SIGCONT)


def send(processes: list[int], number: int) -> None:
    """Send a signal to those that are still there."""
    for pid in processes:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main(float(sys.argv[1]), [int(text) for text in sys.argv[2:]])
