"""A receipt printer on USB: a pyusb backend with one device, whose bulk pipes lead to a printer.

Its end points are not those that python-escpos takes for granted, as with many real printers.
"""

import errno
from types import SimpleNamespace
from unittest import mock

import usb.core
from usb.backend import IBackend

from tests.support.printer_peer import PaperWorks

VENDOR, PRODUCT = 0x04B8, 0x0E28
_BULK = 2
_OUT, _IN = 0x03, 0x84

_DEVICE = {
    "idVendor": VENDOR,
    "idProduct": PRODUCT,
    "bNumConfigurations": 1,
    "address": 1,
    "bus": 1,
}
_CONFIGURATION = {"bNumInterfaces": 1, "bConfigurationValue": 1}
_INTERFACE = {"bNumEndpoints": 2, "bInterfaceClass": 7}
_ENDPOINT = {"bmAttributes": _BULK, "wMaxPacketSize": 64}


class _Descriptor(SimpleNamespace):
    """The fields that matter here; what else pyusb copies is zero."""

    def __getattr__(self, name):
        return 0


class _Bus(IBackend):
    def __init__(self, works: PaperWorks) -> None:
        self.works = works
        self.plugged = True
        self.open_handles = 0
        self._waiting = bytearray()

    def enumerate_devices(self):
        return ["printer"] if self.plugged else []

    def get_device_descriptor(self, dev):
        return _Descriptor(**_DEVICE)

    def get_configuration_descriptor(self, dev, config):
        if config:
            raise IndexError
        return _Descriptor(**_CONFIGURATION)

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf or alt or config:
            raise IndexError
        return _Descriptor(**_INTERFACE)

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return _Descriptor(bEndpointAddress=(_OUT, _IN)[ep], **_ENDPOINT)

    def open_device(self, dev):
        self._check()
        self.open_handles += 1
        return "handle"

    def close_device(self, dev_handle):
        self.open_handles -= 1

    def set_configuration(self, dev_handle, config_value):
        self._check()

    def get_configuration(self, dev_handle):
        self._check()
        return 1

    def claim_interface(self, dev_handle, intf):
        self._check()

    def release_interface(self, dev_handle, intf):
        self._check()

    def reset_device(self, dev_handle):
        self._waiting.clear()

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        self._check()
        assert ep == _OUT
        assert timeout > 0
        self._waiting += self.works.take(bytes(data))
        return len(data)

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        self._check()
        assert ep == _IN
        assert timeout > 0
        if not self._waiting:
            raise usb.core.USBTimeoutError("timed out", errno=errno.ETIMEDOUT)
        count = min(len(buff), len(self._waiting))
        for index in range(count):
            buff[index] = self._waiting.pop(0)
        return count

    def _check(self):
        if not self.plugged:
            raise usb.core.USBError("no such device", errno=errno.ENODEV)


class UsbPeer:
    """Puts the printer on the bus that pyusb finds. Use as a context manager."""

    def __init__(self) -> None:
        self.works = PaperWorks()
        self.bus = _Bus(self.works)
        self._find = usb.core.find
        self._patch = mock.patch("usb.core.find", self._find_here)

    def __enter__(self):
        self._patch.start()
        return self

    def __exit__(self, *_) -> None:
        self._patch.stop()
        assert self.bus.open_handles == 0

    def disconnect(self) -> None:
        """Pull the plug."""
        self.bus.plugged = False

    def come_back(self) -> None:
        """Plug it in again."""
        self.bus.plugged = True

    def _find_here(self, **wanted):
        return self._find(backend=self.bus, **wanted)
