"""What a printer's real-time status bytes say (ESC/POS command DLE EOT n).

Source: Epson, ESC/POS Command Reference, "DLE EOT". Each answer is one byte in which bits 0, 1, 4
and 7 are fixed, so that most noise (a wrong baud rate, say) is told from a status.
"""

from collections.abc import Mapping

from kiosk.devices.printer.port import PrinterCondition, PrinterStatus

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = QUERIES = (1, 2, 3, 4)
"""The ``n`` of DLE EOT n, in the order they are asked."""

_FIXED_MASK = 0b1001_0011
_FIXED_BITS = 0b0001_0010

_FAULTS = (
    (PAPER, 0b0110_0000, PrinterCondition.OUT_OF_PAPER, "paper end"),
    (OFFLINE_CAUSE, 0b0010_0000, PrinterCondition.OUT_OF_PAPER, "stopped at paper end"),
    (OFFLINE_CAUSE, 0b0000_0100, PrinterCondition.COVER_OPEN, "cover open"),
    (ERROR_CAUSE, 0b0000_1000, PrinterCondition.ERROR, "cutter error"),
    (ERROR_CAUSE, 0b0010_0000, PrinterCondition.ERROR, "unrecoverable error"),
    (ERROR_CAUSE, 0b0100_0000, PrinterCondition.ERROR, "error that clears itself (hot head)"),
    (ERROR_CAUSE, 0b0000_0100, PrinterCondition.ERROR, "recoverable error"),
    (OFFLINE_CAUSE, 0b0100_0000, PrinterCondition.ERROR, "error"),
    (OFFLINE_CAUSE, 0b0000_1000, PrinterCondition.ERROR, "feed button held"),
    (PRINTER, 0b0000_1000, PrinterCondition.ERROR, "offline"),
    (PRINTER, 0b0010_0000, PrinterCondition.ERROR, "waits to be put online"),
)
"""Query, bits of its answer, what they mean; the first one found is reported."""

_PAPER_NEAR_END = 0b0000_1100


def is_status(byte: int) -> bool:
    """Tell whether ``byte`` has the fixed bits of an answer to DLE EOT."""
    return byte & _FIXED_MASK == _FIXED_BITS


def decode(answers: Mapping[int, int | None]) -> PrinterStatus:
    """Return what the answers to the four queries say; a query that has none counts as silence.

    A fault that was reported goes before a missing or unintelligible answer, and that before
    anything good: a printer that keeps one of the four to itself is not trusted.
    """
    known = {n: byte for n, byte in answers.items() if byte is not None and is_status(byte)}
    for query, bits, condition, meaning in _FAULTS:
        if known.get(query, 0) & bits:
            return PrinterStatus(condition, meaning)
    for query in QUERIES:
        byte = answers.get(query)
        if byte is None:
            return PrinterStatus(PrinterCondition.SILENT, f"no answer to DLE EOT {query}")
        if query not in known:
            return PrinterStatus(
                PrinterCondition.ERROR, f"answer 0x{byte:02x} to DLE EOT {query} is no status"
            )
    if known[PAPER] & _PAPER_NEAR_END:
        return PrinterStatus(PrinterCondition.PAPER_LOW, "paper near end")
    return PrinterStatus(PrinterCondition.READY)
