"""A worker process that misbehaves as its argument says; it answers phonemes with its pid."""

import json
import os
import signal
import sys
import time


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
        print("no json" if how == "nonsense" else json.dumps({"phonemes": os.getpid()}), flush=True)


main(sys.argv[1])
