"""Standard input: {"a": ..., "b": ...} a line. Standard output: both ratios a line, autojunk off and on."""

import difflib
import json
import sys

for line in sys.stdin:
    pair = json.loads(line)
    a, b = pair["a"], pair["b"]
    off = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    on = difflib.SequenceMatcher(None, a, b).ratio()
    print(repr(off), repr(on))
