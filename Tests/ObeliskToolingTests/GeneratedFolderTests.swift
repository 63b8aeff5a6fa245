import Foundation
import ObeliskTooling
import Testing
import WIT

@Suite struct GeneratedFolderTests {
    private func file(_ name: String, _ interface: String = "i") -> SourceFile {
        SourceFile(path: "a_\(name)/a_\(name).wit", text: "package a:\(name);\n\ninterface \(interface) {}\n")
    }

    @Test func `writing twice changes nothing, not even a time`() throws {
        let folder = try TestFolder()
        let generated = GeneratedFolder(path: folder.path)
        let first = try generated.write([file("x"), file("y")], for: "flow", prune: false)
        #expect(first.written == ["a_x/a_x.wit", "a_y/a_y.wit"])
        let listing = folder.listing()
        let second = try generated.write([file("x"), file("y")], for: "flow", prune: true)
        #expect(second.written.isEmpty && second.removed.isEmpty && second.unchangedCount == 2)
        #expect(folder.listing() == listing && listing.count == 3)
    }

    @Test func `pruning removes what was generated for this component and nobody needs`() throws {
        let folder = try TestFolder()
        try folder.write("package b:hand;", to: "hand/hand.wit")
        let generated = GeneratedFolder(path: folder.path)
        _ = try generated.write([file("x"), file("y"), file("z")], for: "flow", prune: false)
        _ = try generated.write([file("y")], for: "other", prune: false)
        #expect(try generated.write([file("z")], for: "flow", prune: false).left == ["a_x/a_x.wit", "a_y/a_y.wit"])
        let pruned = try generated.write([file("z", "j")], for: "flow", prune: true)
        #expect(pruned.removed == ["a_x/a_x.wit"] && pruned.written == ["a_z/a_z.wit"])
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/a_x"))
        #expect(folder.text("a_y/a_y.wit") != nil && folder.text("hand/hand.wit") != nil)
        #expect(try generated.write([], for: "other", prune: true).removed == ["a_y/a_y.wit"])
    }

    @Test func `a file that was there and is as it should be stays the author's`() throws {
        let folder = try TestFolder()
        try folder.write(String(decoding: file("x").bytes, as: UTF8.self), to: "a_x/a_x.wit")
        let generated = GeneratedFolder(path: folder.path)
        #expect(try generated.write([file("x")], for: "flow", prune: false).unchangedCount == 1)
        #expect(try generated.write([], for: "flow", prune: true).removed.isEmpty)
        #expect(folder.text("a_x/a_x.wit") != nil)
    }

    @Test func `what an author wrote or changed is neither overwritten nor removed`() throws {
        let folder = try TestFolder()
        let generated = GeneratedFolder(path: folder.path)
        _ = try generated.write([file("x"), file("y")], for: "flow", prune: false)
        try folder.write("package a:x;\n", to: "a_x/a_x.wit")
        try folder.write("package a:y;\n", to: "a_y/a_y.wit")
        try folder.write("package a:z;\n", to: "a_z/a_z.wit")
        try folder.write("package a:w;\n", to: "mine.wit")
        let error = #expect(throws: ToolingError.self) {
            try generated.write([file("x", "j"), file("z"), file("w")], for: "flow", prune: true)
        }
        #expect(error?.code == .inputInvalid)
        for part in [
            "a_x/a_x.wit was changed since it was generated, and would be overwritten",
            "a_y/a_y.wit was changed since it was generated, and would be removed",
            "a_z/a_z.wit was not generated, and would be overwritten",
            "mine.wit, which was not generated, holds package `a:w` too",
        ] {
            #expect(error?.message.contains(part) == true, "said: \(error?.message ?? "")")
        }
        #expect(folder.text("a_x/a_x.wit") == "package a:x;\n" && folder.text("a_w/a_w.wit") == nil)
    }
}
