// swift-tools-version: 6.2
import PackageDescription

/// The language mode and checks that every target of ours compiles under.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let package = Package(
    name: "obelisk",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        room("WIT"),
        room("ObeliskCore", ["WIT"]),
        room("ObeliskTestSupport", ["ObeliskCore"]),
        room("ObeliskSQLite", ["ObeliskCore", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "ObeliskTestSupport", ["ObeliskCore"]),
        tests(of: "ObeliskSQLite", ["ObeliskCore", "ObeliskTestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    ]
)
