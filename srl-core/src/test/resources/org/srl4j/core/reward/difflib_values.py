"""Standard input: {"a": ..., "b": ...} a line. Standard output: who made it, as JSON; then a line a pair: the ratio without
and with autojunk, the ratio of the words, and CRC-32 of the matching blocks, "i j n;" each, without and with autojunk."""

import datetime
import difflib
import hashlib
import json
import platform
import sys
import zlib


def blocks(matcher):
    text = "".join("%d %d %d;" % tuple(block) for block in matcher.get_matching_blocks()[:-1])
    return "%08x" % zlib.crc32(text.encode())


def values(a, b):
    off = difflib.SequenceMatcher(None, a, b, autojunk=False)
    on = difflib.SequenceMatcher(None, a, b)
    words = difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False)
    return repr(off.ratio()), repr(on.ratio()), repr(words.ratio()), blocks(off), blocks(on)


pairs = sys.stdin.buffer.read()
print(json.dumps({
    "script": "difflib_values.py",
    "python": platform.python_version(),
    "date": datetime.date.today().isoformat(),
    "sha256": hashlib.sha256(pairs).hexdigest(),
}))
for line in pairs.splitlines():
    pair = json.loads(line)
    print(*values(pair["a"], pair["b"]))
