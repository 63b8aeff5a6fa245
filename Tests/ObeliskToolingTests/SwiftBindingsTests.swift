import Foundation
import ObeliskDeployment
import ObeliskTestSupport
import ObeliskTooling
import Testing
import WIT

/// The text of the bindings; that it compiles and works is seen in `ObeliskGuestTests`.
struct SwiftBindingsTests {
    private func text(_ wit: String, world: String? = nil) throws -> String {
        let schema = try Schema(file: SourceFile(path: "test.wit", bytes: Array(wit.utf8)))
        return try SwiftBindings(worldNamed: world, of: schema).text
    }

    private func refusal(_ wit: String, world: String? = nil) throws -> String {
        let schema = try Schema(file: SourceFile(path: "test.wit", bytes: Array(wit.utf8)))
        let error = #expect(throws: ToolingError.self) { try SwiftBindings(worldNamed: world, of: schema) }
        return error?.message ?? ""
    }

    @Test func `names follow Swift's guidelines, and those that would meet are told apart`() throws {
        let text = try text(
            """
            package demo:names;
            /// What it is for.
            interface http-things {
                /// One thing.
                record URL-item { item-id: string, %default: u8, a-1: u8, a1: u8, hash-value: u8 }
                enum kind { all-cases, %self, http-url }
                flags rights { read, %in }
                /// Gets it.
                get-by-id: func(id: string, %in: u8, %inout: u8) -> option<URL-item>;
            }
            world w { import http-things; }
            """)
        for part in [
            "/// What it is for.\nenum HTTPThings {", "    /// One thing.\n    struct URLItem: Hashable, Sendable {",
            "var itemID: String", "var `default`: UInt8", "var a1: UInt8", "var a1_2: UInt8", "var hashValue_2: UInt8",
            "enum Kind: UInt8, Discriminated, CaseIterable, Hashable, Sendable {", "case allCases_2", "case selfValue",
            "case httpURL", "struct Rights: OptionSet, Hashable, Sendable {",
            "static let `in` = Rights(rawValue: 1 << 1)",
            "    /// Gets it.\n    static func getByID(id: String, `in`: UInt8, inoutValue: UInt8) -> URLItem? {",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
    }

    @Test func `an interface whose name is taken has its package's name before it`() throws {
        let text = try text(
            """
            package demo:app;
            package demo:one { interface types { record order { id: u8 } }  interface order { use types.{order}; f: func(o: order); } }
            package demo:two { interface types { record %result { id: u8 } f: func(r: result<%result, u8>); }  interface %string { g: func() -> string; } }
            world w { import demo:one/types; import demo:one/order; import demo:two/types; import demo:two/%string; }
            """)
        for part in [
            "enum OneTypes {", "enum TwoTypes {", "enum OneOrder {", "typealias Order = OneTypes.Order",
            "enum TwoString {",
            "r: Swift.Result<Result, ErrorValue<UInt8>>", "static func g() -> String",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
    }

    @Test func `errors are named types, texts, wrapped values or nothing`() throws {
        let text = try text(
            """
            package demo:errors;
            interface e {
                variant bad { a, b(u8) }
                type text = string;
                type other = bad;
                named: func() -> result<u8, bad>;
                aliased: func() -> result<u8, other>;
                texts: func() -> result<_, text>;
                wrapped: func() -> result<u8, list<u8>>;
                nothing: func() -> result;
                inner: func() -> result<result<u8, bad>, string>;
            }
            world w { export e; }
            """)
        for part in [
            "enum Bad: Hashable, Error, Sendable {", "static func named() throws(Bad) -> UInt8",
            "static func aliased() throws(Bad) -> UInt8", "static func texts() throws(Refusal)\n",
            "static func wrapped() throws(ErrorValue<[UInt8]>) -> UInt8",
            "static func nothing() throws(UnspecifiedError)\n",
            "static func inner() throws(Refusal) -> Result<UInt8, Bad>", "protocol Export {",
            "@_expose(wasm, \"demo:errors/e#named\") @_cdecl(\"export_E_named\")",
            "@_expose(wasm, \"cabi_post_demo:errors/e#texts\")",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
    }

    @Test func `what a Swift guest cannot have is refused with every place`() throws {
        let message = try refusal(
            """
            package demo:no;
            interface a { resource file { read: func() -> stream<u8>; } f: async func(x: list<u8, 4>); }
            interface b { resource door; g: func(e: tuple<u8, error-context>) -> future<u8>; }
            world w { import a; export b; }
            """)
        for part in [
            "world `demo:no/w`: 6 problems",
            "demo:no/a.[method]file.read, result: a stream is not supported in Swift guests",
            "demo:no/a.f: an `async` function is not supported", "demo:no/a.f, parameter `x`: a list of fixed length",
            "demo:no/b.door: an exported resource", "demo:no/b.g, parameter `e`: an error-context",
            "demo:no/b.g, result: a future",
        ] { #expect(message.contains(part), "\(part)\n\(message)") }
    }

    @Test func `the only world need not be named, and an unknown one is told from those there are`() throws {
        let one = "package demo:w; world a {}"
        #expect(try text(one) == text(one, world: "a"))
        #expect(try text(one, world: "demo:w/a") == text(one))
        #expect(try refusal(one, world: "b") == "package `demo:w` has no world `b`; it has `a`")
        let two = "package demo:w; world a {} world b {}"
        #expect(
            try refusal(two)
                == "package `demo:w` has no single world, so that one must be named; it has `a`, `b`")
    }

    @Test func `the same world gives the same bytes`() throws {
        let wit = Judge.root.appendingPathComponent("Tests/ObeliskGuestTests/Guests/Shopping/wit").path
        let first = try SwiftBindings(worldNamed: "shopping", of: TypesFile(reading: wit).schema).text
        let second = try SwiftBindings(worldNamed: "shopping", of: TypesFile(reading: wit).schema).text
        #expect(first == second)
        #expect(first.hasPrefix("// Generated by `obelisk generate swift` from the world `test:shop/shopping`."))
    }
}
