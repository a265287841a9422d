"""What SWE-bench's harness makes of logs put together of lines as test runners print them.

python make_harness_golden.py parsers 10 1 > parsers.jsonl
python make_harness_golden.py grades 300 2 > grades.jsonl

Needs the harness, 5.0.2 (pip install swebench==5.0.2).
"""

import contextlib
import io
import json
import os
import random
import sys
import tempfile

from swebench.harness.grading import get_eval_report
from swebench.harness.log_parsers import PARSER_REGISTRY
from swebench.harness.utils import make_test_spec

LINES = {
    'python': [
        'PASSED t/a.py::test_one',
        'FAILED t/a.py::test_two - AssertionError: 1 - 2',
        'PASSED t/a.py::test_x[a b]',
        'FAILED t/a.py::test_x[a c] - E',
        'XFAIL t/a.py::test_f',
        'XFAIL t/a.py::test_f - why not',
        'XPASS t/a.py::test_g',
        'SKIPPED [3] t/a.py:12: no network',
        'SKIPPED t/a.py::test_s',
        'SKIPPED [ 3] x',
        'ERROR t/b.py - ImportError',
        'ERROR t/b.py::test_e',
        'ERROR: usage: pytest',
        'ERRORS',
        'PASSED',
        'PASSED [100%]',
        't/a.py::test_v PASSED                 [ 50%]',
        't/a.py::test_v[x y-1] PASSED',
        't/a.py::test_v[x y-2] FAILED',
        't/a.py::test_w SKIPPED (no)',
        '\x1b[32mPASSED\x1b[0m t/a.py::\x1b[1mtest_c\x1b[0m',
        '\x1b[1;31mFAILED\x1b[0m t/a.py::test_c2 - x',
        'PASSED t/a.py::test_p[/tmp/abc/d.txt]',
        'PASSED t/a.py::test_p[//tmp/abc]',
        'PASSED t/a.py::test_p[/tmp/*]',
        'PASSED t/a.py::test_p[/a[b]/c]tail',
        'PASSED t/a.py::test_p[http://x/y]',
        'PASSED t/a.py::test_m[MouseButton.LEFT-MouseButton.RIGHT]',
        '  PASSED t/a.py::test_indented',
        '1 FAILED in 3 s',
        'FAILED in 3 s - x',
        't.py::q\tPASSED',
        'PASSED\tt.py::tab\x0bx',
        'a PASSED b',
        't/a.py::z PASSED x',
        'PASSEDt/a.py::y z',
        'FAILED  -  x',
        'PASSED t/\xa0a.py::nb\u2003sp',
        'NOT_PASSED',
        'x y PASSED',
        'FAILED [ 3%] t.py::pyd - x',
    ],
    'django': [
        'test_a (app.T) ... ok',
        'test_b (app.T) ... FAIL',
        "test_c (app.T) ... skipped 'no database'",
        'test_d (app.T) ... some warning',
        'ok',
        'okay then',
        'test_e (app.T) ... ERROR',
        'ERROR: test_f (app.T)',
        'FAIL: test_b (app.T)',
        'test_g (app.T) ...  OK',
        'test_h ... x ... OK',
        "test_i (a.B) ... Testing against Django installed in '/x' with 3 (1 silenced).\nok",
        'test_j (a.B) ... Internal Server Error: /a/b/\nok',
        'test_k (a.B) ... System check identified no issues (0 silenced)\nok',
        "test_l (a.B) ... Testing against Django installed in '/y'",
        'Found 3 (0 silenced).\nok',
        ' silenced).\nok',
        '--version is equivalent to version',
        'Applying sites.0002_alter_domain_unique...test_no_migrations (m.T) ... ok',
        '   test_m (app.T) ... ok   ',
        'System check identified no issues (0 silenced).',
        'ERROR: x',
        'test_n (app.T) ... ok extra',
    ],
    'sympy': [
        'sympy/core/tests/test_basic.py[20]',
        'test_structure ok',
        'test_equality F',
        'test_other E                                   [FAIL]',
        'test_last ok                                   [OK]',
        '________ sympy/core/tests/test_basic.py:test_equality ________',
        'test_slow f',
        ' test_pad ok',
        'test_two words ok',
        '  File "/a b/c.py:d" e',
        'x .py:y z',
        '__ a.py:b.py:c __ d',
        '_ .py: _',
    ],
    'gotest': [
        '--- PASS: TestAdd (0.00s)',
        '    --- FAIL: TestAdd/sub_(1) (0.01s)',
        '--- SKIP: TestX (0.0s)',
        '=== RUN   TestAdd',
        '--- PASS: Test (x) (0.1s) y',
    ],
    'maven': [
        '+ mvnd test -B -Dtest=a.BTest#c',
        '[INFO] BUILD SUCCESS',
        '[INFO] BUILD FAILURE',
        '+ mvn -Dtest=x -Dtest=y',
        'BUILD SUCCESS now',
        '-Dtest= x',
    ],
    'ant': [
        '[junit] [PASS] m.T',
        '   [junit]   [FAIL]  m.U x',
        '[junit] [ERR] m.V',
    ],
    'gradle_custom': [
        'org.a.BTest > c PASSED',
        'org.a.BTest > d FAILED',
        'org.a.BTest > e',
        'PASSED',
        'FAILED',
        '> Task :test',
        'WARNING: x',
        'org.a.BTest > f() >   g   PASSED',
        'a > b c',
    ],
    'cargo': [
        'test add_works ... ok',
        'test m::sub ... FAILED',
        'test i ... ignored',
        'test x - should panic ... ok',
        'test   y   ...   ok',
        'test result: ok. 1 passed',
    ],
    'jest': [
        '  \u2713 adds (3 ms)',
        '  \u2715 subtracts (10 ms)',
        '\u25cb skipped later',
        '\u2713 no time',
        '\u2713  two blanks  (5 ms)',
        '\u2713 with (brackets) (1 s)',
        '\u2713',
        '\u2713 (4 ms)',
        '\u2713 ends (4ms)',
    ],
    'vitest': [
        '[PASSED] suite name',
        '[FAILED] suite other',
        '[PASSED]',
        '\u2713 vit 3ms',
        '\xd7 vit2 12 ms',
        '\u2193 vit3 [skipped]',
        '\u2713 vit 4 > name 5',
        '\u2713 x 7m',
    ],
    'tap': [
        'ok 1 first',
        'not ok 2 second # TODO',
        'ok 3',
        'ok 4 - dashed',
        '  ok 5 nested',
    ],
    'redis': [
        '[ok]: SET and GET',
        '[err]: SET in tests/unit/a.tcl',
        '[err]: in a in b (5 ms)',
        '[skip]: s (3 ms)',
        '[ignore]: i',
        '[ok]: x in tests/y.tcl (12 ms)',
    ],
    'c': [
        'PASS: jq test',
        'FAIL: jq other',
        ' PASS: p',
        'pass  basics/a.py',
        'FAIL  basics/b.py',
        'skip x y',
        '[       OK ] fmt.x (0 ms)',
        '1/2 [  FAILED  ] fmt.y (1 ms)',
        '[  FAILED  ] fmt.z, where (1 ms) x',
    ],
    'ruby': [
        'TestA#test_b. = 0.01 s = .',
        'TestA#test_c. 0 = 0.2 s = F',
        'T. x= E end',
        'Feature: a .....',
        'Feature: b ..F-',
        'a .',
        'test: my name: .: (0.1)',
        'other: E: (0.2)',
        'test: o:  O',
        'x: Eh',
        'my spec - passed',
        'my - other - failed',
        'p - pending',
        'q - passedly',
    ],
    'files': [
        'PASS src/a.test.js (5.2s)',
        'FAIL src/b.test.js (7 s)',
        'PASS src/c.test.js (12ms) more',
        'PASS  src/d.test.js  ',
        ' PASS src/e.js',
        'FAIL',
        'PASS',
        'PASS src/f.js (5.1 s)',
        'FAIL src/f.js',
    ],
    'phpunit': [
        'Foo Bar (Ns\\Foo)',
        ' \u2714 does it',
        ' \u2718 does not',
        '\u21a9 skipped',
        ' \u2714 does it with (brackets)',
        'A (b) (c)',
    ],
    'karma': [
        'Starting browser Chrome',
        '  suite',
        '    inner',
        '      deep',
        '    \u2714 works',
        '    \u2716 breaks',
        ' \u2714 top',
        'SUMMARY:',
        '\u2714 0 tests completed',
        'Chrome 120.0 (Linux x86_64) suite test FAILED',
        'HeadlessChrome 90.0 (Linux 0.0.0) bp FAILED',
    ],
    'browser': [
        'Chrome Headless 90.0 (Linux x86_64) bp2 x FAILED',
        '2KPhantomJS 2.1 (Linux 0.0) old FAILED',
        '\x1b[31mChrome 1.2 (x) coloured FAILED\x1b[0m',
    ],
    'mocha': [
        '1) fails here',
        '  2) in suite',
        '3)x',
        '12)   blanks   ',
        '    \u2713 mocha ok (12ms)',
        '    \u2713 (3ms) twice (4ms)',
        '  4 passing (1s)',
        '4 passing',
        'Executed 3 of 3 SUCCESS',
        '',
        ' ',
        'noise',
    ],
}

POOLS = {
    'pytest': ['python'],
    'pytest_options': ['python'],
    'pytest_v2': ['python'],
    'seaborn': ['python'],
    'matplotlib': ['python'],
    'django': ['django'],
    'sympy': ['sympy'],
    'gotest': ['gotest'],
    'maven': ['maven'],
    'ant': ['ant'],
    'gradle_custom': ['gradle_custom'],
    'cargo': ['cargo'],
    'jest': ['jest'],
    'jest_json': ['vitest', 'jest'],
    'vitest': ['vitest', 'jest'],
    'tap': ['tap'],
    'redis': ['redis'],
    'jq': ['c'],
    'micropython_test': ['c'],
    'googletest': ['c'],
    'minitest': ['ruby'],
    'cucumber': ['ruby'],
    'ruby_unit': ['ruby'],
    'rspec_transformed_json': ['ruby'],
    'carbon': ['files'],
    'react_pdf': ['files'],
    'grommet': ['files'],
    'phpunit': ['phpunit'],
    'karma': ['karma'],
    'chart_js': ['karma', 'browser'],
    'bpmn_js': ['karma', 'browser'],
    'marked': ['mocha'],
    'highlightjs': ['mocha'],
}
CHARS = [*" \t[]()-:>.x1\u00e9\u2713", "PASSED", " ok", "FAILED", " - ", "\x1b[0m", " (1 ms)", "  ", "\n", "::"]
START, END, CODE = ">>>>> Start Test Output", ">>>>> End Test Output", ">>>>> Test Exit Code: "


def changed(rng, line):
    if line and rng.random() < 0.3:
        i, kind = rng.randrange(len(line)), rng.randrange(3)
        line = line[:i] + (rng.choice(CHARS) if kind else "") + line[i + (kind != 1) :]
    return line


def tests(rng, parser):
    own = sum((LINES[key] for key in POOLS[parser]), [])
    pool = own if rng.random() < 0.8 else sum(LINES.values(), [])
    lines = [changed(rng, rng.choice(pool)) for _ in range(rng.randint(1, 14))]
    if parser == "karma" and rng.random() < 0.8:
        lines.insert(0, "Starting browser Chrome")
    return "\n".join(lines)


def parsed(rng, count):
    for parser in POOLS:
        for _ in range(count):
            log = tests(rng, parser)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(IndexError):
                found = PARSER_REGISTRY["parse_log_" + parser](log, None)
                yield {"parser": "parse_log_" + parser, "log": log, "tests": found}


def whole(rng, parser):
    parts = [f"+ : '{START}'"] * (rng.random() < 0.4) + [START] * (rng.random() < 0.9)
    parts += [tests(rng, parser)] * (rng.random() < 0.9) + [END] * (rng.random() < 0.9)
    parts += [CODE + rng.choice(["0", "1", "-9", "00", "x", " 2", "137"])] * (rng.random() < 0.5)
    for extra in ("noise", tests(rng, parser), "x >>>>> Patch Apply Failed", ">>>>> Tests Timed Out", "Executed 3 of 3", "Executed 0 of 0",
                  "4 passing", "12 specs, 0 failures", ">>>>> All Tests Passed", START, END, "# tests 3", "Test Suites: 1 failed, 2 total"):
        if rng.random() < 0.07:
            parts.insert(rng.randint(0, len(parts)), extra)
    if rng.random() < 0.1:
        rng.shuffle(parts)
    return rng.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(parts) + "\n"


def graded(rng, count):
    for number in range(count):
        parser = rng.choice(["pytest", "pytest", "pytest_v2", "pytest_v2", *POOLS])
        log = whole(rng, parser)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(IndexError):
            seen = PARSER_REGISTRY["parse_log_" + parser](log.replace("\r\n", "\n").replace("\r", "\n"), None)
            if not set(seen.values()) <= {"PASSED", "FAILED", "SKIPPED", "ERROR", "XFAIL"}:
                continue  # a word like "ERROR:", which the harness counts neither as good nor as bad
            good = [id for id, status in seen.items() if status in ("PASSED", "XFAIL")] or ["t.py::none"]
            ids = [rng.choice(good if rng.random() < 0.85 else [*seen, "t.py::none"]) for _ in range(4)]
            ids = [id[: rng.randint(1, max(1, len(id)))] if rng.random() < 0.25 else id for id in ids]
            row = {"instance_id": f"o__r-{number}", "repo": "o/r", "version": "1", "image": "x", "eval_script": "x", "log_parser": "parse_log_" + parser,
                   "eval_type": rng.choice(["pass_and_fail"] * 3 + ["fail_only"]), "FAIL_TO_PASS": ids[:2], "PASS_TO_PASS": ids[2:]}
            with tempfile.TemporaryDirectory() as folder:
                file = os.path.join(folder, "test_output.txt")
                with open(file, "w", encoding="utf-8", newline="") as out:
                    out.write(log)
                prediction = {"instance_id": row["instance_id"], "model_patch": "x"}
                report = get_eval_report(make_test_spec(row), prediction, file, True)[row["instance_id"]]
            yield {"row": row, "log": log, "report": report}


if __name__ == "__main__":
    kind, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rows = list((parsed if kind == "parsers" else graded)(random.Random(seed), count))
    print(json.dumps({"made_by": "make_harness_golden.py " + " ".join(sys.argv[1:]), "harness": "SWE-bench 5.0.2, commit 7a21e05", "date": "2026-11-30"}))
    for row in rows:
        print(json.dumps(row))
