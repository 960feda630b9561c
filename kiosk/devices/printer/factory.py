"""From settings to a printer."""

from collections.abc import Callable
from pathlib import Path

from kiosk.config import PrinterSettings
from kiosk.devices.printer.escpos import EscposPrinter
from kiosk.devices.printer.port import Printer
from kiosk.devices.printer.simulated import SimulatedPrinter
from kiosk.devices.printer.transports import (
    FileTransport,
    NetworkTransport,
    SerialTransport,
    Transport,
)
from kiosk.devices.printer.usb import UsbTransport

_TRANSPORTS: dict[str, Callable[[PrinterSettings], Transport]] = {
    "usb": lambda its: UsbTransport(its.usb_vendor, its.usb_product),
    "serial": lambda its: SerialTransport(its.device, its.baud),
    "network": lambda its: NetworkTransport(its.host, its.port),
    "file": lambda its: FileTransport(Path(its.device)),
}


def open_printer(settings: PrinterSettings, out_dir: Path) -> Printer:
    """Return the printer of ``settings``; the simulated one writes its slips into ``out_dir``.

    No device is touched before its first use. The width is rounded down to whole bytes.
    """
    width = int(settings.width_mm * settings.dots_per_mm) // 8 * 8
    if settings.driver == "simulated":
        return SimulatedPrinter(out_dir, width=width, dots_per_mm=settings.dots_per_mm)
    return EscposPrinter(
        _TRANSPORTS[settings.driver](settings),
        width=width,
        dots_per_mm=settings.dots_per_mm,
        timeout=settings.timeout_seconds,
    )
