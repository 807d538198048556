"""Run a command and print what it cost as JSON: seconds of wall clock and processor, peak resident memory in bytes, exit code.

Started by `python -I -S measure.py COMMAND...`, one process a measurement: on Linux a child's peak memory is never less than that
of the process that started it, so the starter has to be small.
"""

from __future__ import annotations

import json
import os
import sys
import time

KIB = 1024 if sys.platform != "darwin" else 1


def main() -> None:
    """Measure the command of the command line."""
    started = time.perf_counter()
    process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - started
    cost = {
        "wall": wall,
        "processor": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * KIB,
        "code": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
