"""Holds the checkout to the rules of the house that a formatter does not know.

usage: python3 scripts/tidy [FOLDER]      checks the checkout, or another folder
       python3 scripts/tidy --self-test   checks that each rule refuses what it should
"""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import self_test  # noqa: E402 (found by the line above)
from tree import findings  # noqa: E402


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test.run()
    root = arguments[0] if arguments else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    refused = 0
    for path, line, rule, message in findings(root):
        print(f"{path}:{line}: {rule}: {message}", file=sys.stderr)
        refused += rule != "warning"
    if refused:
        print(f"tidy: {refused} to mend", file=sys.stderr)
    return 1 if refused else 0


sys.exit(main(sys.argv[1:]))
