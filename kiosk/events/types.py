"""One function for each event. Made by `python -m kiosk.events`: do not edit."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from kiosk.events.telling import Event, tell

if TYPE_CHECKING:
    import kiosk.county.outbox
    import kiosk.county.problem

_ANSWER_NOT_OF_THE_CONTRACT = Event(
    "answer-not-of-the-contract",
    "warning",
    "The county backend answered something that the contract does not know.",
    {
        "error": "error",
    },
)

_ANSWERS_NOT_READ = Event(
    "answers-not-read",
    "error",
    "The questions and answers cannot be read; the rest of the library is in use.",
    {
        "error": "error",
    },
)

_BACKEND_ENDED = Event(
    "backend-ended",
    "error",
    "The county backend on this machine ended by itself and is started again.",
    {
        "attempt": "count",
    },
)

_CENTRE_NOT_KEPT = Event(
    "centre-not-kept",
    "error",
    "The last word of the county about this centre was not kept.",
    {
        "error": "error",
    },
)

_CENTRE_NOT_READ = Event(
    "centre-not-read",
    "error",
    "What was kept of this centre cannot be read; the county is asked.",
    {
        "error": "error",
    },
)

_DEED_NOT_WRITTEN = Event(
    "deed-not-written",
    "error",
    "The disk did not take what staff did; it was done all the same.",
    {
        "error": "error",
    },
)

_DELIVERY_FAILED = Event(
    "delivery-failed",
    "error",
    "The outbox could not deliver; it goes on trying.",
    {
        "error": "error",
    },
)

_EFFECT_ENDS_AFTER_ALL = Event(
    "effect-ends-after-all",
    "warning",
    "What did not end has ended after all; the watchdog is fed again.",
    {
        "limit": "seconds",
    },
)

_EFFECT_HANGS = Event(
    "effect-hangs",
    "error",
    "Something the terminal does for a citizen does not end; the watchdog is not fed.",
    {
        "limit": "seconds",
    },
)

_EXCHANGE_FAILED = Event(
    "exchange-failed",
    "error",
    "An exchange with the county backend failed by a mistake of the program.",
    {
        "error": "error",
    },
)

_FAILSAFE = Event(
    "failsafe",
    "error",
    "A step of a visit failed by a mistake of the program; the visit was wiped.",
    {
        "error": "error",
    },
)

_HEARTBEAT_FAILED = Event(
    "heartbeat-failed",
    "error",
    "A heartbeat failed by a mistake of the program; the next one follows.",
    {
        "error": "error",
    },
)

_NUMBER_NOT_KEPT = Event(
    "number-not-kept",
    "error",
    "The disk did not take a number of the terminal's own series; none was given.",
    {
        "error": "error",
    },
)

_PART_NOT_ASKED = Event(
    "part-not-asked",
    "error",
    "A part could not be asked how it is, by a mistake of the program; the others were.",
    {
        "error": "error",
    },
)

_PAST_NOT_FORGOTTEN = Event(
    "past-not-forgotten",
    "error",
    "What is over was not deleted; it is tried again.",
    {
        "error": "error",
    },
)

_PIN_COUNT_NOT_KEPT = Event(
    "pin-count-not-kept",
    "error",
    "The count of wrong staff PINs was not kept.",
    {
        "error": "error",
    },
)

_PIN_COUNT_NOT_READ = Event(
    "pin-count-not-read",
    "error",
    "The count of wrong staff PINs cannot be read; it begins anew.",
    {
        "error": "error",
    },
)

_PIN_MISSING = Event(
    "pin-missing",
    "warning",
    "No staff PIN is set, so the staff page stays closed: kiosk pin --generate.",
    {},
)

_PROGRAM_FAILED = Event(
    "program-failed",
    "error",
    "The program, or one of its threads, ended by a mistake of the program.",
    {
        "error": "error",
    },
)

_RECORD_SET_ASIDE = Event(
    "record-set-aside",
    "error",
    "The county backend refused a record for good; it waits for staff.",
    {
        "kind": "kiosk.county.outbox:Kind",
        "refusal": "kiosk.county.problem:ProblemCode",
    },
)

_REQUEST_NOT_FORGOTTEN = Event(
    "request-not-forgotten",
    "error",
    "A request that was answered was not deleted; it is sent once more, which changes nothing.",
    {
        "kind": "kiosk.county.outbox:Kind",
        "error": "error",
    },
)

_REQUEST_NOT_KEPT = Event(
    "request-not-kept",
    "error",
    "The disk did not take a request; the citizen was told so.",
    {
        "kind": "kiosk.county.outbox:Kind",
        "error": "error",
    },
)

_REQUEST_NOT_RELEASED = Event(
    "request-not-released",
    "error",
    "A request that waits for the line was not released; it goes out after the next start.",
    {
        "kind": "kiosk.county.outbox:Kind",
        "error": "error",
    },
)

_SAMPLE_DIRECTORY_NOT_MADE = Event(
    "sample-directory-not-made",
    "error",
    "The sample directory was not made; the rest of the library is in use.",
    {
        "error": "error",
    },
)

_SCAN_FAILED = Event(
    "scan-failed",
    "error",
    "A code that was read could not be handed over, by a mistake of the program.",
    {
        "error": "error",
    },
)

_SERVICE_MANAGER_DEAF = Event(
    "service-manager-deaf",
    "warning",
    "The service manager cannot be told how the terminal is.",
    {
        "error": "error",
    },
)

_STATE_FILE_DAMAGED = Event(
    "state-file-damaged",
    "error",
    "A file of this terminal was damaged; it was moved aside and begun anew.",
    {
        "file": "file",
    },
)

_VOICE_FAULT = Event(
    "voice-fault",
    "warning",
    "The voice has a fault; pages go on without it.",
    {
        "part": ("recording", "engine", "player"),
    },
)

_VOICE_WORKS_AGAIN = Event(
    "voice-works-again",
    "info",
    "The voice works again.",
    {
        "part": ("recording", "engine", "player"),
    },
)


def answer_not_of_the_contract(error: BaseException) -> None:
    """Warning: The county backend answered something that the contract does not know."""
    tell(_ANSWER_NOT_OF_THE_CONTRACT, error=error)


def answers_not_read(error: BaseException) -> None:
    """Error: The questions and answers cannot be read; the rest of the library is in use."""
    tell(_ANSWERS_NOT_READ, error=error)


def backend_ended(attempt: int) -> None:
    """Error: The county backend on this machine ended by itself and is started again."""
    tell(_BACKEND_ENDED, attempt=attempt)


def centre_not_kept(error: BaseException) -> None:
    """Error: The last word of the county about this centre was not kept."""
    tell(_CENTRE_NOT_KEPT, error=error)


def centre_not_read(error: BaseException) -> None:
    """Error: What was kept of this centre cannot be read; the county is asked."""
    tell(_CENTRE_NOT_READ, error=error)


def deed_not_written(error: BaseException) -> None:
    """Error: The disk did not take what staff did; it was done all the same."""
    tell(_DEED_NOT_WRITTEN, error=error)


def delivery_failed(error: BaseException) -> None:
    """Error: The outbox could not deliver; it goes on trying."""
    tell(_DELIVERY_FAILED, error=error)


def effect_ends_after_all(limit: float) -> None:
    """Warning: What did not end has ended after all; the watchdog is fed again."""
    tell(_EFFECT_ENDS_AFTER_ALL, limit=limit)


def effect_hangs(limit: float) -> None:
    """Error: Something the terminal does for a citizen does not end; the watchdog is not fed."""
    tell(_EFFECT_HANGS, limit=limit)


def exchange_failed(error: BaseException) -> None:
    """Error: An exchange with the county backend failed by a mistake of the program."""
    tell(_EXCHANGE_FAILED, error=error)


def failsafe(error: BaseException) -> None:
    """Error: A step of a visit failed by a mistake of the program; the visit was wiped."""
    tell(_FAILSAFE, error=error)


def heartbeat_failed(error: BaseException) -> None:
    """Error: A heartbeat failed by a mistake of the program; the next one follows."""
    tell(_HEARTBEAT_FAILED, error=error)


def number_not_kept(error: BaseException) -> None:
    """Error: The disk did not take a number of the terminal's own series; none was given."""
    tell(_NUMBER_NOT_KEPT, error=error)


def part_not_asked(error: BaseException) -> None:
    """Error: A part could not be asked how it is, by a mistake of the program; the others were."""
    tell(_PART_NOT_ASKED, error=error)


def past_not_forgotten(error: BaseException) -> None:
    """Error: What is over was not deleted; it is tried again."""
    tell(_PAST_NOT_FORGOTTEN, error=error)


def pin_count_not_kept(error: BaseException) -> None:
    """Error: The count of wrong staff PINs was not kept."""
    tell(_PIN_COUNT_NOT_KEPT, error=error)


def pin_count_not_read(error: BaseException) -> None:
    """Error: The count of wrong staff PINs cannot be read; it begins anew."""
    tell(_PIN_COUNT_NOT_READ, error=error)


def pin_missing() -> None:
    """Warning: No staff PIN is set, so the staff page stays closed: kiosk pin --generate."""
    tell(_PIN_MISSING)


def program_failed(error: BaseException) -> None:
    """Error: The program, or one of its threads, ended by a mistake of the program."""
    tell(_PROGRAM_FAILED, error=error)


def record_set_aside(
    kind: "kiosk.county.outbox.Kind", refusal: "kiosk.county.problem.ProblemCode"
) -> None:
    """Error: The county backend refused a record for good; it waits for staff."""
    tell(_RECORD_SET_ASIDE, kind=kind, refusal=refusal)


def request_not_forgotten(kind: "kiosk.county.outbox.Kind", error: BaseException) -> None:
    """Error.

    A request that was answered was not deleted; it is sent once more, which changes nothing.
    """
    tell(_REQUEST_NOT_FORGOTTEN, kind=kind, error=error)


def request_not_kept(kind: "kiosk.county.outbox.Kind", error: BaseException) -> None:
    """Error: The disk did not take a request; the citizen was told so."""
    tell(_REQUEST_NOT_KEPT, kind=kind, error=error)


def request_not_released(kind: "kiosk.county.outbox.Kind", error: BaseException) -> None:
    """Error.

    A request that waits for the line was not released; it goes out after the next start.
    """
    tell(_REQUEST_NOT_RELEASED, kind=kind, error=error)


def sample_directory_not_made(error: BaseException) -> None:
    """Error: The sample directory was not made; the rest of the library is in use."""
    tell(_SAMPLE_DIRECTORY_NOT_MADE, error=error)


def scan_failed(error: BaseException) -> None:
    """Error: A code that was read could not be handed over, by a mistake of the program."""
    tell(_SCAN_FAILED, error=error)


def service_manager_deaf(error: BaseException) -> None:
    """Warning: The service manager cannot be told how the terminal is."""
    tell(_SERVICE_MANAGER_DEAF, error=error)


def state_file_damaged(file: PurePath) -> None:
    """Error: A file of this terminal was damaged; it was moved aside and begun anew."""
    tell(_STATE_FILE_DAMAGED, file=file)


def voice_fault(part: Literal["recording", "engine", "player"]) -> None:
    """Warning: The voice has a fault; pages go on without it."""
    tell(_VOICE_FAULT, part=part)


def voice_works_again(part: Literal["recording", "engine", "player"]) -> None:
    """Info: The voice works again."""
    tell(_VOICE_WORKS_AGAIN, part=part)
