"""Memory that libraries freed goes back to the machine."""

import ctypes


def give_back() -> None:
    """Ask the C library to hand over what it keeps of freed memory; glibc only, else nothing."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
