"""The part of Rime's C functions that is used (``rime_api.h`` of librime 1.8)."""

import ctypes
import threading
from ctypes import POINTER, Structure, c_char_p, c_int, c_size_t, c_void_p, sizeof
from pathlib import Path

_SILENT = 3
"""glog's FATAL: what Rime tells at lower levels may hold what was spelled."""

_MODULES = (b"core", b"dict", b"gears", None)
"""Neither plugins nor what builds dictionaries: less memory, and nothing that writes."""


class Traits(Structure):
    """Where Rime finds its data (``RimeTraits``)."""

    _fields_ = (
        ("data_size", c_int),
        ("shared_data_dir", c_char_p),
        ("user_data_dir", c_char_p),
        ("distribution_name", c_char_p),
        ("distribution_code_name", c_char_p),
        ("distribution_version", c_char_p),
        ("app_name", c_char_p),
        ("modules", POINTER(c_char_p)),
        ("min_log_level", c_int),
        ("log_dir", c_char_p),
        ("prebuilt_data_dir", c_char_p),
        ("staging_dir", c_char_p),
    )


class Composition(Structure):
    """What is being spelled; offsets are in bytes of ``preedit`` (``RimeComposition``)."""

    _fields_ = (
        ("length", c_int),
        ("cursor_pos", c_int),
        ("sel_start", c_int),
        ("sel_end", c_int),
        ("preedit", c_char_p),
    )


class ListedCandidate(Structure):
    """One candidate (``RimeCandidate``)."""

    _fields_ = (("text", c_char_p), ("comment", c_char_p), ("reserved", c_void_p))


class Menu(Structure):
    """The page of candidates with the highlight (``RimeMenu``)."""

    _fields_ = (
        ("page_size", c_int),
        ("page_no", c_int),
        ("is_last_page", c_int),
        ("highlighted", c_int),
        ("num_candidates", c_int),
        ("candidates", POINTER(ListedCandidate)),
        ("select_keys", c_char_p),
    )


class Context(Structure):
    """The state of a session (``RimeContext``)."""

    _fields_ = (
        ("data_size", c_int),
        ("composition", Composition),
        ("menu", Menu),
        ("commit_text_preview", c_char_p),
        ("select_labels", POINTER(c_char_p)),
    )


def load(name: str) -> ctypes.CDLL:
    """Return the library with its functions declared.

    Raises :class:`OSError` where it is missing, :class:`AttributeError` where it lacks a function.
    """
    library = ctypes.CDLL(name)
    session = c_size_t
    signatures: dict[str, tuple[object, tuple[object, ...]]] = {
        "RimeSetup": (None, (POINTER(Traits),)),
        "RimeInitialize": (None, (POINTER(Traits),)),
        "RimeFinalize": (None, ()),
        "RimeCreateSession": (session, ()),
        "RimeDestroySession": (c_int, (session,)),
        "RimeSelectSchema": (c_int, (session, c_char_p)),
        "RimeSetOption": (None, (session, c_char_p, c_int)),
        "RimeProcessKey": (c_int, (session, c_int, c_int)),
        "RimeClearComposition": (None, (session,)),
        "RimeGetContext": (c_int, (session, POINTER(Context))),
        "RimeFreeContext": (c_int, (POINTER(Context),)),
    }
    for function, (returned, taken) in signatures.items():
        getattr(library, function).restype = returned
        getattr(library, function).argtypes = taken
    return library


def traits(shared: Path, user: Path, schemas: Path, prebuilt: Path) -> Traits:
    """Return where everything is: ``schemas`` is read as it stands, nothing is built or logged."""
    made = Traits(
        data_size=sizeof(Traits) - sizeof(c_int),
        shared_data_dir=bytes(shared),
        user_data_dir=bytes(user),
        app_name=b"rime.kiosk",
        min_log_level=_SILENT,
        log_dir=b"",
        prebuilt_data_dir=bytes(prebuilt),
        staging_dir=bytes(schemas),
    )
    made.modules = (c_char_p * len(_MODULES))(*_MODULES)
    return made


class _Process:
    """How far Rime is set up in this process: its own functions do not count."""

    lock = threading.Lock()
    set_up = False
    users = 0


def start(library: ctypes.CDLL, places: Traits) -> None:
    """Start Rime for one more user of it. Setting it up twice would abort the process."""
    with _Process.lock:
        if not _Process.set_up:
            library.RimeSetup(ctypes.byref(places))
            _Process.set_up = True
        if _Process.users == 0:
            library.RimeInitialize(ctypes.byref(places))
        _Process.users += 1


def stop(library: ctypes.CDLL) -> None:
    """Free what Rime holds when its last user is done."""
    with _Process.lock:
        _Process.users -= 1
        if _Process.users == 0:
            library.RimeFinalize()


def new_context() -> Context:
    """Return a context for Rime to fill; what it fills is freed with ``RimeFreeContext``."""
    return Context(data_size=sizeof(Context) - sizeof(c_int))
