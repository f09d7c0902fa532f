"""Running a piece of code in a process of its own, for tests that bound what hostile input may cost.

Measured there, since the process of the tests has a past: its peak memory is that of the hungriest test before, and
a child inherits it until it has loaded its own program. Work is counted in processor time: the clock tells as much of
a busy machine as of the input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLOSING = """
import json as _json, re as _re, resource as _resource
def _costs(told):
    own, below = (_resource.getrusage(w) for w in (_resource.RUSAGE_SELF, _resource.RUSAGE_CHILDREN))
    peak = int(_re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    seconds = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
    print(_json.dumps([told, seconds, max(peak, below.ru_maxrss) // 1024]))
_costs(told)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the code said (its variable ``told``), the seconds it worked, and the megabytes it held at most."""

    told: str
    seconds: float
    megabytes: int


def alone(code: str, *arguments: str, timeout_seconds: float = 120) -> Cost:
    """Runs *code*, which finds *arguments* in sys.argv[1:] and leaves what it has to say in ``told``."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    ran = subprocess.run(
        [sys.executable, "-c", code + CLOSING, *arguments],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=timeout_seconds,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told, seconds, megabytes = json.loads(ran.stdout.splitlines()[-1])
    return Cost(told, seconds, megabytes)
