"""Small bad files, each of which a rule must refuse, and good ones that none may."""

import os
import sys
import tempfile

from tree import findings

TABLE = """\
| room | may import | what it is for |
|---|---|---|
| anywhere | `Logging` | |
| `Core` | `WIT` | |
| `WIT` | nothing | |
"""

# (the rule that must refuse it, path, text); the first line of a text is line 1 of the file.
REFUSED = [
    ("file-length", "Sources/Core/Long.swift", "/// Long.\nstruct Long {}\n" + "// more\n" * 600),
    ("warning", "Sources/Core/Longish.swift", "/// Longish.\nstruct Longish {}\n" + "// more\n" * 400),
    ("line-length", "Sources/Core/Wide.swift", "/// Wide.\nstruct Wide {}  // " + "x" * 120 + "\n"),
    ("function-length", "Sources/Core/Body.swift",
     "/// Body.\nstruct Body {\n    /// Runs.\n    func work()\n        throws\n    {\n"
     + "        step()\n" * 70 + "    }\n}\n"),
    ("function-length", "Sources/Core/Value.swift",
     "/// Value.\nstruct Value {\n    /// It.\n    var value: Int {\n" + "        step()\n" * 70 + "    }\n}\n"),
    ("name", "Sources/Core/JobManager.swift", "/// Jobs.\nfinal class JobManager {}\n"),
    ("name", "Sources/Core/NewJob.swift", "/// A job.\nstruct NewJob {}\n"),
    ("name", "Sources/Core/StoreImpl.swift", "/// A store.\nstruct StoreImpl {}\n"),
    ("name", "Sources/Core/String+Utils.swift", "extension String {}\n"),
    ("name", "Sources/Core/Helpers/Job.swift", "/// A job.\nstruct Job {}\n"),
    ("proof", "Sources/Core/Shared.swift", "/// A box.\nfinal class Shared: @unchecked Sendable {}\n"),
    ("proof", "Sources/Core/Loose.swift", "/// Loose.\nfunc loose() {\n    Task { work() }\n}\n"),
    ("proof", "Sources/Core/Loose.swift",
     "/// Loose.\nfunc loose() {\n    Task.detached(priority: .low) { work() }\n}\n"),
    ("proof", "Sources/Core/Tried.swift", "/// Tried.\nfunc tried() {\n    let a = try! work()\n}\n"),
    ("proof", "Sources/Core/Forced.swift", "/// Forced.\nfunc forced() {\n    let a = work(b[0]!, c)\n}\n"),
    ("proof", "Sources/Core/Forced.swift", "/// Forced.\nfunc forced() {\n    print(\"it is \\(value!)\")\n}\n"),
    ("proof", "Sources/Core/Global.swift", "/// Global.\nnonisolated(unsafe) var global = 1\n"),
    ("proof", "Tests/CoreTests/SleepTests.swift",
     "@Test func sleeps() {\n    try await Task.sleep(for: .seconds(1))\n}\n"),
    ("import", "Sources/Core/Plain.swift", "import Foundation\n\n/// Plain.\nstruct Plain {}\n"),
    ("import", "Sources/WIT/Value.swift", "package import Core\n\n/// A value.\nstruct Value {}\n"),
    ("import", "Sources/Unknown/Value.swift", "/// A value.\nstruct Value {}\n"),
    ("import", "Tests/WITTests/ValueTests.swift", "@testable import Core\n"),
    ("unfinished", "Sources/Core/Later.swift", "/// Later.\nstruct Later {}  // TO" "DO: all of it\n"),
    ("unfinished", "scripts/later", "# FIX" "ME\n"),
    ("machine-path", "scripts/mine", "cd /ho" "me/someone/project\n"),
    ("documentation", "Sources/Core/Bare.swift", "struct Bare {}\n"),
    ("documentation", "Sources/Core/Bare.swift", "/// Bare.\nstruct Bare {\n    public let count: Int\n}\n"),
    ("documentation", "Sources/Core/Bare.swift",
     "/// Bare.\nstruct Bare {\n    /// A.\n    let a: Int\n\n    let b: Int\n}\n"),
    ("documentation", "Sources/Core/Bare.swift",
     "/// Bare.\nstruct Bare {\n    let a: Int\n\n    public init(b: Int) {\n        self.a = b + 1\n    }\n}\n"),
    ("documentation", "Sources/Core/Int+Bare.swift",
     "extension Int {\n    init(bare: Bare) {\n        self = bare.a + 1\n    }\n}\n"),
    # What a protocol asks for, in a type that does not conform to it, or conforms to it in another room.
    ("documentation", "Sources/Core/Bare.swift", "/// Bare.\nstruct Bare {\n    func send(_ text: String) {}\n}\n"),
    ("documentation", "Sources/Core/Bare.swift",
     "/// Bare.\nstruct Bare {\n    static func < (a: Bare, b: Bare) {}\n}\n"),
    ("documentation", "Sources/WIT/Radio.swift", "/// A radio.\nstruct Radio {\n    func send(_ text: String) {}\n}\n"),
    ("documentation", "Sources/Core/Radio+More.swift", "extension Radio {\n    func repair() {}\n}\n"),
    ("documentation", "Sources/Core/Port.swift",
     "/// A port.\nprotocol Port {\n    func send(_ text: String)\n}\n"),
    ("documentation", "Sources/Core/Bare.swift",
     "/// Bare.\nprotocol Bare {\n    func work(_ a: Int) throws -> Int\n}\n"),
    ("documentation", "Sources/Core/Int+Bare.swift",
     "extension Int {\n    @inlinable\n    package func bare() {}\n}\n"),
    ("main-type", "Sources/Core/Elsewhere.swift", "/// Something.\nstruct Something {}\n"),
    ("main-type", "Sources/Core/Two.swift",
     "/// Two.\nstruct Two {}\n\n/// Another.\nstruct Another {\n" + "    // more\n" * 80 + "}\n"),
    ("copy", "Examples/one/wit/deps/obelisk-log/log.wit", "package obelisk:log@2.0.0;\n"),
]

ACCEPTED = [
    ("Sources/Core/Good.swift", '''\
import Logging
internal import WIT

/// A good type. // not code: Task { try! x! }
struct Good {
    let plain: Int
    var other: [String: Int] = [:]
    /// How many there are.
    let count: Int

    private let hidden = "Task { try! a! } \\\\(no)"
    // Sound: the table below has exactly one row.
    private var first: Int { rows.first! }

    /// Makes one; a comparison is no forced `!`.
    init(_ count: Int) {
        let different = count != 3 && !isEmpty, text = """
            a forced value! and "quotes" here
            """
        self.count = count
        func local() { print(different, text) }
    }

    /// Runs the work \\(not code\\).
    func work(
        _ body: () -> Void = {}
    ) async throws -> [String: Int]
    where Int: Sendable {
        // The group outlives it: `run` awaits this very task, and only this one.
        let task = Task { body() }
        await task.value
    }

    func work(_ count: Int) {}

    init(plain: Int, other: Int) {
        self.plain = plain
        self.other = other
    }

    private struct Inner {
        var anything = 1
    }

    @Option(
        help: Help(
            "An option explains itself.", name: "it"))
    var option: Int?

    /// An attribute may take lines.
    @available(
        *, deprecated)
    func old() {}
}

extension Good: CustomStringConvertible {
    var description: String { "good" }
}
'''),
    ("Sources/WIT/Port.swift", '''\
/// The port to others.
package protocol Port: Named {
    /// Sends a text.
    func send(_ text: String)
}

/// What has a name.
protocol Named {
    /// The name.
    var name: String { get }
}
'''),
    ("Sources/Core/Radio.swift", '''\
/// A radio.
final class Radio<Wave: Sendable>: Sendable, Port where Wave: Hashable {
    private let wave: Int

    init(of wave: Int) {
        self.wave = wave + 1
        tune()
    }

    var name: String { "radio" }

    private func tune() {}
}
'''),
    ("Sources/Core/Radio+Sending.swift", '''\
extension Radio {
    func send(_ text: String) {}
}

extension Radio: Comparable {
    static func < (left: Radio, right: Radio) -> Bool { left.wave < right.wave }
}
'''),
    ("Sources/Core/String+Lines.swift",
     "extension String {\n    /// The lines.\n    var lines: [Substring] { [] }\n}\n"),
    ("Sources/Core/Guarded.swift",
     "/// A box.\n///\n/// Sound: every access takes the lock.\n@safe\nfinal class Guarded: @unchecked Sendable {}\n"),
    ("Tests/CoreTests/GoodTests.swift",
     "import Testing\n@testable import Core\n\n@Test func `says what holds`() {\n    #expect(a != b)\n}\n"),
    ("Sources/WIT/Generated/api.swift", "struct JobManager { let a = b! }\n"),
    ("Sources/WIT/Parts.swift", "/// A.\nstruct A {}\n\n/// B.\nstruct B {\n    package let c: Int\n}\n"),
    ("Sources/WIT/WIT.swift", "/// The language.\nenum WIT {}\n"),
    ("docs/ARCHITECTURE.md", TABLE),
    ("wit/obelisk-log/log.wit", "package obelisk:log@1.0.0;\n"),
    ("Examples/one/wit/deps/obelisk-log/log.wit", "package obelisk:log@1.0.0;\n"),
]


def run():
    """Checks every case in a folder of its own; says which rule was wrong."""
    wrong = []
    good = found_in([])
    if good:
        wrong.append(f"the good files were refused: {good}")
    for rule, path, text in REFUSED:
        found = found_in([(path, text)])
        if rule not in [finding[2] for finding in found]:
            wrong.append(f"{rule} accepted {path}:\n{text[:300]}")
        elif {finding[2] for finding in found} != {rule}:
            wrong.append(f"{path} was made for {rule} and also broke {found}")
    for line in wrong:
        print(f"tidy --self-test: {line}", file=sys.stderr)
    print(f"tidy --self-test: {len(REFUSED)} bad files and {len(ACCEPTED)} good ones, {len(wrong)} judged wrong")
    return 1 if wrong else 0


def found_in(extra):
    """What is found in the good files with others added or put in their place."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in ACCEPTED + extra:
            target = os.path.join(root, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
        return list(findings(root))
