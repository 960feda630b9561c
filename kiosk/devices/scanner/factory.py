"""From settings to a scanner."""

from kiosk.config import ScannerSettings
from kiosk.devices.scanner.port import Scanner
from kiosk.devices.scanner.serial_line import SerialScanner
from kiosk.devices.scanner.simulated import SimulatedScanner


def open_scanner(settings: ScannerSettings) -> Scanner | None:
    """Return the scanner of ``settings``, not listening yet; ``None`` where it needs no driver."""
    if settings.driver == "serial":
        return SerialScanner(settings.device, settings.baud)
    return SimulatedScanner() if settings.driver == "simulated" else None


def scanner_fault(settings: ScannerSettings) -> str | None:
    """Try the scanner of ``settings`` once, and say what is wrong with it, for a technician."""
    scanner = open_scanner(settings)
    if scanner is None:
        return None
    try:
        scanner.start(lambda text: None)
        fault = scanner.fault()
        return None if fault is None else fault.detail
    finally:
        scanner.close()
