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

let package = Package(
    name: "obelisk",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
    ],
    targets: [
        .target(name: "CWasmtime", linkerSettings: wasmtimeLibraries),
        .target(
            name: "Wasmtime", dependencies: ["CWasmtime", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .testTarget(name: "WasmtimeTests", dependencies: ["Wasmtime", "CWasmtime"], swiftSettings: settings),
    ]
)
