"""What the library holds without anybody importing it, where a centre is only tried out."""

from kiosk.events import types as events
from kiosk.library.store import LibraryError, Store


def stock(store: Store, *, embedded: bool) -> None:
    """See to the sample directory: there in an embedded centre, and nowhere else.

    Never raises: what fails is logged, and the rest of the library stays in use.
    """
    from kiosk.library.directory.keeping import ensure_sample_directory
    from kiosk.library.directory.pinyin import SpellingError
    from kiosk.library.directory.reading import ListError

    try:
        ensure_sample_directory(store, embedded=embedded)
    except (LibraryError, ListError, SpellingError, OSError) as error:
        events.sample_directory_not_made(error)
