import Testing
import WIT

@Suite struct NameTests {
    @Test(arguments: ["demo:fibo/fibo", "a:b-c/d-2@1.0.0", "a:b/c@0.2.0-rc.1+build.7", "A:b/HTTP-x@0.0.1"])
    func `an interface name reads and prints as written`(text: String) throws {
        #expect(try InterfaceName(text).description == text)
    }

    @Test(
        arguments: [
            ("fibo", .missingColon), (":a/b", .emptyNamespace), ("a:b", .missingSlash), ("a:/b", .emptyPackage),
            ("a:b/", .emptyInterface), ("a:b/c@", .emptyVersion), ("a:b/c@1.0", .invalidVersion("1.0")),
            ("a:b/c@01.0.0", .invalidVersion("01.0.0")), ("a:b/c@1.0.0-01", .invalidVersion("1.0.0-01")),
            (
                "a:b_c/d",
                .invalidIdentifier(part: "package", text: "b_c", rule: "may only have letters, digits and `-`")
            ),
            ("a:b/1c", .invalidIdentifier(part: "interface", text: "1c", rule: "must start with a letter")),
        ] as [(String, NameError.Problem)])
    func `each way a name can be wrong is told apart`(text: String, problem: NameError.Problem) {
        let error = #expect(throws: NameError.self) { try InterfaceName(text) }
        #expect(error?.problem == problem)
    }

    @Test func `versions are ordered and compatible as semver says`() throws {
        let ordered = [
            "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0",
        ]
        let versions = try ordered.map { try #require(Version($0)) }
        #expect(versions.shuffled().sorted() == versions)
        #expect(Version(1, 0, 3).isCompatible(with: Version(1, 2, 0)))
        #expect(!Version(0, 1, 0).isCompatible(with: Version(0, 2, 0)))
        #expect(Version(0, 2, 0).isCompatible(with: Version(0, 2, 6)))
        #expect(!Version(0, 0, 1).isCompatible(with: Version(0, 0, 2)))
        #expect(!Version(1, 0, 0, prerelease: "rc").isCompatible(with: Version(1, 0, 0)))
    }
}
