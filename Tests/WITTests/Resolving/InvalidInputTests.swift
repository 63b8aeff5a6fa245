import Foundation
import Testing
import WIT

@Suite struct InvalidInputTests {
    /// One input that must be refused: the place and message we give, and the text.
    struct Case: Sendable, CustomTestStringConvertible {
        let expected: String
        let text: String

        var testDescription: String { expected }

        /// `Corpus/invalid.txt`: pairs of lines, apart by an empty one.
        static let all: [Case] = {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            let text = (try? String(contentsOf: root.appending(path: "Corpus/invalid.txt"), encoding: .utf8)) ?? ""
            return text.split(separator: "\n\n").compactMap { pair in
                let lines = pair.split(separator: "\n", maxSplits: 1)
                return lines.count == 2 ? Case(expected: String(lines[0]), text: String(lines[1])) : nil
            } + special
        }()

        /// Those that do not fit on a line.
        private static let special = [
            Case(
                expected: "1:1: expected `package namespace:name;` in a file of this package, found none", text: ""),
            Case(
                expected: "2:4: the character U+202E is not allowed, not even in comments",
                text: "package a:b;\n// \u{202e}"),
            Case(expected: "1:14: the character U+C is not allowed, not even in comments", text: "package a:b; \u{c}"),
            Case(
                expected: "3:14: expected `\"` before the end of the line",
                text: "package a:b;\ninterface i {\n@external-id(\"a\nb\") f: func(); }"),
            Case(
                expected: "2:524: types are nested deeper than 100",
                text: "package a:b;\ninterface i { type a = \(String(repeating: "list<", count: 100))u8;"),
        ]
    }

    @Test(arguments: Case.all)
    func `an invalid input is refused with its place, and wasm-tools refuses it too`(input: Case) throws {
        let file = SourceFile(path: "x.wit", text: input.text)
        let error = #expect(throws: SourceError.self) { try Schema(file: file) }
        #expect(error.map { "\($0.line):\($0.column): \($0.message)" } == input.expected)
        if WasmTools.path != nil { #expect(try WasmTools.json([file], allFeatures: false) == nil) }
    }

    @Test func `there are enough of them`() {
        #expect(Case.all.count >= 150)
    }

    @Test func `an error shows its line with a caret under the place`() {
        let file = SourceFile(path: "deps/a/x.wit", text: "package a:b;\n\ninterface i {\n\ttype é = nope;\n}\n")
        let error = #expect(throws: SourceError.self) { try Schema(file: file) }
        #expect(
            error?.description == """
                deps/a/x.wit:4:7: the identifier `é` may only have letters, digits and `-`
                   |
                 4 | \ttype é = nope;
                   | \t     ^
                """)
        let other = SourceFile(path: "x.wit", text: "package a:b;\ninterface i { type t = missing; }")
        #expect(
            (#expect(throws: SourceError.self) { try Schema(file: other) })?.description == """
                x.wit:2:24: there is no type `missing` here
                   |
                 2 | interface i { type t = missing; }
                   |                        ^------
                """)
    }

    @Test func `text that is not UTF-8 is refused at the byte`() {
        let bytes = Array("package a:b; // é".utf8) + [0xFF] + Array("\n".utf8)
        let error = #expect(throws: SourceError.self) { try Schema(file: SourceFile(path: "x.wit", bytes: bytes)) }
        #expect(error?.message == "the text is not UTF-8")
        #expect(error?.column == 18)
    }

    @Test func `folders are refused when their packages do not fit together`() throws {
        func refuse(_ files: [(String, String)]) throws -> String? {
            let files = files.map { SourceFile(path: $0.0, text: $0.1) }
            if WasmTools.path != nil { #expect(try WasmTools.json(files, allFeatures: true) == nil) }
            let error = #expect(throws: SourceError.self) { try Schema(folder: files) }
            return error.map { "\($0.path):\($0.line):\($0.column): \($0.message)" }
        }
        #expect(
            try refuse([("a.wit", "package a:a;"), ("b.wit", "package a:b;")])
                == "b.wit:1:9: expected package `a:a` as in a.wit, found `a:b`")
        #expect(
            try refuse([("a.wit", "package a:a;"), ("deps/x.wit", "package d:x;"), ("deps/y.wit", "package d:x;")])
                == "deps/y.wit:1:9: package `d:x` is defined twice, first in deps/x.wit")
        #expect(
            try refuse([("a.wit", "package a:a; use d:x/i;"), ("deps/x/i.wit", "package d:x@1.0.0; interface i {}")])
                == "a.wit:1:18: package `d:x` is not known; there are `a:a`, `d:x@1.0.0`")
        #expect(
            try refuse([
                ("a.wit", "package a:a; interface i { use d:x/j.{t}; }"),
                ("deps/x/j.wit", "package d:x; interface j { use a:a/i.{t}; }"),
            ])
                == "deps/x/j.wit:1:32: package `a:a` depends on itself; "
                + "inside it, interfaces are named without the package"
        )
        #expect(
            try refuse([("a.wit", "/// One.\npackage a:a;"), ("b.wit", "/// Two.\npackage a:a;")])
                == "b.wit:2:9: the package is documented in two files; keep the comments of one")
        #expect(
            try refuse([("a.wit", "package a:a; interface i {}"), ("b.wit", "interface i {}")])
                == "b.wit:1:11: `i` is declared twice in this package")
    }
}
