"""What the library holds without anybody importing it: answers, and samples where one tries out."""

import logging

from kiosk.library.store import LibraryError, Store

log = logging.getLogger(__name__)


def stock(store: Store, *, embedded: bool) -> None:
    """Keep the answers that came with the program, and see to the sample directory.

    ``embedded``: the centre is this machine alone, to try out. Does nothing where all is there.
    Never raises: what fails is logged, and the rest of the library stays in use.
    """
    from kiosk.library.answers import AnswersError, ensure_answers
    from kiosk.library.directory.keeping import ensure_sample_directory
    from kiosk.library.directory.pinyin import SpellingError
    from kiosk.library.directory.reading import ListError

    faults = (LibraryError, AnswersError, ListError, SpellingError, OSError)
    try:
        ensure_answers(store)
        ensure_sample_directory(store, embedded=embedded)
    except faults as error:
        log.error("library not stocked: %s", error)
