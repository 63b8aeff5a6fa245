import Foundation
import ObeliskTooling
import Testing
import WIT

@Suite struct ProjectFolderTests {
    private let files = [
        SourceFile(path: "README.md", text: "read"), SourceFile(path: "wit/a.wit", text: "package a:b;\n"),
    ]

    @Test func aProjectIsMadeWholeAndNothingIsOverwritten() throws {
        let folder = try TestFolder()
        try ProjectFolder(named: "shop", in: folder.path).create(files)
        #expect(folder.text("shop/wit/a.wit") == "package a:b;\n")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
        try ProjectFolder(named: "empty", in: folder.path).create(files)
        #expect(folder.text("empty/README.md") == "read")

        try folder.write("mine", to: "file")
        try folder.write("mine", to: "full/.hidden")
        let before = folder.listing()
        for name in ["shop", "file", "full"] {
            let error = #expect(throws: ToolingError.self) {
                try ProjectFolder(named: name, in: folder.path).create(files)
            }
            #expect(error?.message.contains("`\(name)` is there already") == true)
        }
        #expect(throws: ToolingError.self) {
            try ProjectFolder(named: "new", in: "\(folder.path)/file").create(files)
        }
        #expect(folder.listing() == before)
    }

    @Test(arguments: [
        "", ".", "..", "-shop", ".shop", "a/b", "/shop", "my shop", "größe", String(repeating: "a", count: 101),
    ])
    func whatIsNoNameIsRefused(name: String) {
        #expect(throws: ToolingError.self) { try ProjectFolder(named: name, in: "/nowhere") }
    }

    @Test func templatesAreCompleteProjects() {
        #expect(ProjectTemplate.all.map(\.name) == ["blank", "fibo", "order"])
        for template in ProjectTemplate.all {
            #expect(template.summary.hasSuffix(".") && template.summary.count <= 120)
            for path in [".gitignore", "README.md", "obelisk.toml", "wit/deps/obelisk-types/types.wit"] {
                #expect(!template.text(of: path).isEmpty, "\(template.name) has no \(path)")
            }
            #expect(!template.files.contains { $0.path.hasPrefix("build/") || $0.path.hasPrefix(".obelisk/") })
        }
        let named = ProjectTemplate(named: "order")?.files(for: "shop").first { $0.path == "README.md" }
        #expect(named.map { String(decoding: $0.bytes, as: UTF8.self).hasPrefix("# shop\n\nA small shop:") } == true)
        #expect(ProjectTemplate(named: "orders") == nil)
    }
}
