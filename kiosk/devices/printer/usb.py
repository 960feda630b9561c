"""A printer of the USB printer class, or one that behaves like it."""

import time
from typing import Any

from kiosk.devices.printer.transports import DeviceGone, Stalled, take_device

_STRAY_READS = 8


class UsbTransport:
    """A pair of bulk end points; which ones, the device itself says.

    See :class:`kiosk.devices.printer.transports.Transport` for the methods.
    """

    answers = True

    def __init__(self, vendor: int, product: int) -> None:
        self._ids = (vendor, product)
        self._device: Any = None
        self._out: Any = None
        self._in: Any = None
        self._received = bytearray()

    def open(self, limit: float) -> None:
        """Find, claim and set up the device; raise ``DeviceGone``."""
        if self._device is not None:
            return
        from escpos.printer import Usb
        from usb.core import USBError

        device = take_device(Usb(*self._ids))
        try:
            self._out, self._in = _bulk_end_points(device)
        except USBError as error:
            raise DeviceGone(str(error)) from error
        self._device = device

    def send(self, data: bytes, limit: float) -> None:
        """Write ``data``; raise ``Stalled`` or ``DeviceGone``."""
        from usb.core import USBError, USBTimeoutError

        try:
            count = self._out.write(data, _milliseconds(limit))
        except USBTimeoutError as error:
            raise Stalled(str(error)) from error
        except USBError as error:
            raise DeviceGone(str(error)) from error
        if count < len(data):
            raise Stalled(f"the printer took {count} of {len(data)} bytes")

    def line_seconds(self, count: int) -> float:
        """As good as none."""
        return 0.0

    def drain(self, limit: float) -> None:
        """Nothing is held back: a bulk write returns when the device has the bytes."""

    def receive(self, limit: float) -> int | None:
        """Return the next byte; packets without data are passed over."""
        ends = time.monotonic() + limit
        while not self._received:
            left = ends - time.monotonic()
            if left <= 0 or not self._read(left):
                return None
        return self._received.pop(0)

    def discard_input(self) -> None:
        """Forget what came unasked."""
        for _ in range(_STRAY_READS):
            self._received.clear()
            if not self._read(0.001):
                return

    def close(self) -> None:
        """Release the device."""
        if self._device is not None:
            from usb.util import dispose_resources

            dispose_resources(self._device)
            self._device = None
            self._received.clear()

    def _read(self, limit: float) -> bool:
        """Tell whether a packet came, be it empty."""
        from usb.core import USBError, USBTimeoutError

        try:
            self._received += self._in.read(self._in.wMaxPacketSize, _milliseconds(limit))
        except USBTimeoutError:
            return False
        except USBError as error:
            raise DeviceGone(str(error)) from error
        return True


def _bulk_end_points(device: Any) -> tuple[Any, Any]:
    """Return the bulk end points (out, in) of the printer interface, or of the first one."""
    from usb import util

    if device is None:
        raise DeviceGone("no such USB device")
    configuration = device.get_active_configuration()
    interface = util.find_descriptor(configuration, bInterfaceClass=0x07) or configuration[(0, 0)]
    ends = [
        util.find_descriptor(
            interface,
            custom_match=lambda end, direction=direction: (
                util.endpoint_direction(end.bEndpointAddress) == direction
                and util.endpoint_type(end.bmAttributes) == util.ENDPOINT_TYPE_BULK
            ),
        )
        for direction in (util.ENDPOINT_OUT, util.ENDPOINT_IN)
    ]
    if None in ends:
        raise DeviceGone("the USB device has no pair of bulk end points")
    return ends[0], ends[1]


def _milliseconds(seconds: float) -> int:
    # Zero would mean without a limit.
    return max(1, round(seconds * 1000))
