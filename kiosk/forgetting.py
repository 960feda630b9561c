"""A process that forgets: freed memory is overwritten, and nothing of it goes into a core dump.

Python and the C library leave freed strings where they lay until something else needs the place,
which on an idle terminal takes hours. glibc overwrites what is freed where its tunable ``perturb``
says so [glibc manual, "Memory Allocation Tunables"]: not in the thread caches, which are therefore
off, and not in Python's own allocator, which therefore hands over to glibc. Stacks of threads that
ended are given back instead of kept for the next. All threads share one heap: with one for each, as
glibc has it otherwise, holes left by short threads added up to 23 MB in 500 visits. All this is
read when a process begins, so it begins anew with it, and its children inherit it.
"""

import ctypes
import os
import resource
import sys
from collections.abc import Mapping

_WIPING = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"
    ":glibc.malloc.arena_max=1:glibc.pthread.stack_cache_size=0",
}
_PR_SET_DUMPABLE = 4


def wipes(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a process with ``environment`` overwrites what it frees."""
    return all(environment.get(name) == value for name, value in _WIPING.items())


def begin_forgetful() -> None:
    """Begin this program anew with memory that is wiped, unless it is; leave no core dump.

    Called first of all: what ran before runs twice.
    """
    if not wipes():
        sys.stdout.flush()
        # The same process: whoever started it, waits for it or watches it notices nothing.
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **_WIPING})
    leave_no_core()


def leave_no_core() -> None:
    """Let a crash write no memory to a disk, nor hand it to a collector of crashes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A collector behind a pipe is not held back by the limit [core(5)].
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
