"""A worker process that misbehaves as its argument says; it answers phonemes with its pid."""

import json
import os
import signal
import sys
import time

from kiosk.devices.speech.worker import confine

hoard = []


def main(how):
    if how == "no-start":
        print(json.dumps({"error": "EngineFault: no voice zh"}), flush=True)
        return
    print(json.dumps({"ready": True}), flush=True)
    for _ in sys.stdin:
        if how == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "hang":
            time.sleep(600)
        if how == "hungry":
            confine()
            hoard.append([bytes(2**24) for _ in range(1000)])
        if how == "babble":
            while True:
                print("la" * 2**15, end="", flush=True)
        print("no json" if how == "nonsense" else json.dumps({"phonemes": os.getpid()}), flush=True)


main(sys.argv[1])
