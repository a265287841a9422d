"""Ratios of CPython's difflib for the bench; the protocol is EngineWorker's."""

import difflib
import json
import struct
import sys
import time
import zlib


def main(pairs_file, autojunk):
    with open(pairs_file, encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines if line.strip()]
    print("srl-bench ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        ratios = [
            difflib.SequenceMatcher(None, pair["a"], pair["b"], autojunk).ratio()
            for pair in pairs
        ]
        milliseconds = (time.perf_counter() - start) * 1000
        checksum = zlib.crc32(struct.pack(">%dd" % len(ratios), *ratios))
        print("srl-bench", milliseconds, float(checksum), flush=True)


main(sys.argv[1], sys.argv[2] == "true")
