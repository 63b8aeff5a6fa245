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

/// Generated protobuf code: the same language mode, but not held to the house's warnings.
let generatedSettings: [SwiftSetting] = [.swiftLanguageMode(.v6)]

/// Where `scripts/bootstrap` puts `libwasmtime`; an installed binary finds it beside itself in `lib`.
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
    products: [
        .library(name: "WIT", targets: ["WIT"]),
    ],
    dependencies: [
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", exact: "2.4.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        room("WIT"),
        tests(of: "WIT"),
        room("ObeliskCore", ["WIT"]),
        tests(of: "ObeliskCore"),
        room(
            "ObeliskEngine",
            [
                "ObeliskCore", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        room("ObeliskTestSupport", ["ObeliskCore"]),
        tests(of: "ObeliskEngine", ["ObeliskCore", "ObeliskTestSupport"]),
    ]
)
