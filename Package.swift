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

let wasmtimeLibraries: [LinkerSetting] = [
    .linkedLibrary("wasmtime"),
    .unsafeFlags([
        "-L\(Context.packageDirectory)/.deps/wasmtime/lib",
        "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../../.deps/wasmtime/lib",
        "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib",
    ]),
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
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
    ],
    targets: [
        room("WIT"),
        room("ObeliskCore", ["WIT"]),
        .target(name: "CWasmtime", linkerSettings: wasmtimeLibraries),
        room("Wasmtime", ["CWasmtime", .product(name: "Crypto", package: "swift-crypto")]),
        tests(of: "Wasmtime", ["CWasmtime"]),
        room("ObeliskRuntime", ["ObeliskCore", "WIT", "Wasmtime"]),
        tests(of: "ObeliskRuntime", ["ObeliskCore", "WIT", "Wasmtime"]),
    ]
)
