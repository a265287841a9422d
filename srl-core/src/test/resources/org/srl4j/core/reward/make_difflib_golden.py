"""Writes difflib_golden.jsonl: python3 make_difflib_golden.py > difflib_golden.jsonl"""

import datetime
import difflib
import json
import platform
import random

RANDOM = random.Random(20240611)
WORDS = (
    "add subtract the sum of both sides so that x equals 12 14 3 = + - * / ( ) we get "
    "first then therefore \\frac{1}{2} \\sqrt{2} step factor square root 1. 2. 3."
).split()
HAND_MADE = [
    ("", ""), ("", "abc"), ("abc", ""), ("tide", "diet"), ("diet", "tide"), ("abcd", "bcde"),
    ("ab", "acab"), (" abcd", "abcd abcd"), ("abxcd", "abcd"), ("qabxcd", "abycdf"),
    ("private Thread currentThread;", "private volatile Thread currentThread;"),
    ("a" * 199, "a" * 199), ("a" * 200, "a" * 200), ("a" * 150 + "b", "b" + "a" * 200),
    ("ab" * 100, "ba" * 100), ("xy" + "a" * 210, "xz" + "a" * 210), ("a" * 205, "a" * 200),
    ("\U0001d4d0\U0001d4d1x", "\U0001d4d1x"), ("\ud835x", "\udcd1x"), ("\ud835", "\ud835"),
    ("e\u0301", "\u00e9"), ("a b\tc\nd", "a  b c d"), ("a\u00a0b", "a b"), ("a\u2003b", "a b"),
]


def sentence(words):
    return " ".join(RANDOM.choice(WORDS) for _ in range(words))


def edited(text, rate, letters):
    out = []
    for c in text:
        u = RANDOM.random()
        if u > rate / 3:
            out.append(c)
        if u < 2 * rate / 3:
            out.append(RANDOM.choice(letters))
    return "".join(out)


def letters_text(letters, longest):
    return "".join(RANDOM.choice(letters) for _ in range(RANDOM.randint(0, longest)))


def pairs():
    yield from HAND_MADE
    for i in range(60):
        text = sentence(RANDOM.choice([3, 8, 20, 50]))
        yield edited(text, RANDOM.choice([0.02, 0.1, 0.4]), "abc 12"), text
    for i in range(40):
        yield sentence(RANDOM.randint(1, 50)), sentence(RANDOM.randint(1, 50))
    for letters in ["a", "ab", "abcd", "abcdefghijklmnopqrstuvwxyz", "a\u00e9\u4e2d\U0001f600\U0001f601"]:
        for longest in [5, 5, 20, 20, 60, 60, 240, 240, 320, 320]:
            yield letters_text(letters, longest), letters_text(letters, longest)
    for i in range(30):
        text = letters_text("".join(map(chr, range(0x61, 0x61 + RANDOM.randint(3, 90)))), 400)
        yield text[RANDOM.randint(0, 5):], text


def blocks(matcher):
    return [list(block) for block in matcher.get_matching_blocks()[:-1]]


def row(a, b):
    plain = difflib.SequenceMatcher(None, a, b, autojunk=False)
    junk = difflib.SequenceMatcher(None, a, b)
    return {
        "a": a, "b": b,
        "ratio": plain.ratio(), "blocks": blocks(plain),
        "ratio_autojunk": junk.ratio(), "blocks_autojunk": blocks(junk),
        "ratio_words": difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio(),
    }


print(json.dumps({
    "script": "make_difflib_golden.py",
    "python": platform.python_version(),
    "date": datetime.date.today().isoformat(),
}))
for a, b in pairs():
    print(json.dumps(row(a, b), separators=(",", ":")))
