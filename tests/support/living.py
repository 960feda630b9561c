"""What of the program's objects is still there."""

import gc
from typing import Any


def living(*kinds: type) -> list[Any]:
    """Return every object of ``kinds`` that the collector knows.

    By type, not by ``isinstance``: widgets are also known by proxies, which may outlive them.
    """
    return [each for each in gc.get_objects() if issubclass(type(each), kinds)]
