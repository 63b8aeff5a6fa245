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

/// For generated protobuf code, which does not mark what strict memory safety asks to be marked.
let generatedSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

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
        room("ObeliskCore", ["WIT"]),
        .target(
            name: "ObeliskAPI",
            dependencies: [
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            swiftSettings: generatedSettings),
        room(
            "ObeliskDeployment",
            [
                "ObeliskCore", "WIT",
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room(
            "ObeliskClient",
            [
                "ObeliskAPI",
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]),
        room(
            "ObeliskCommands",
            [
                "ObeliskClient", "ObeliskServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "obelisk", dependencies: ["ObeliskCommands"], swiftSettings: settings),
        room("ObeliskTestSupport", ["ObeliskCore", "WIT"]),
        room(
            "ObeliskEngine",
            [
                "ObeliskCore", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .target(name: "CWasmtime", linkerSettings: wasmtimeLibraries),
        room("Wasmtime", ["CWasmtime", .product(name: "Crypto", package: "swift-crypto")]),
        room("ObeliskRuntime", ["ObeliskCore", "WIT", "Wasmtime"]),
        room("ObeliskSQLite", ["ObeliskCore", .product(name: "GRDB", package: "GRDB.swift")]),
        room(
            "ObeliskServer",
            [
                "ObeliskEngine", "ObeliskRuntime", "ObeliskSQLite", .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), "ObeliskAPI", "ObeliskDeployment",
                "ObeliskCore", "WIT",
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        tests(
            of: "ObeliskServer",
            [
                "ObeliskEngine", "ObeliskAPI", "ObeliskDeployment", "ObeliskCore", "WIT", "ObeliskTestSupport",
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]),
        tests(
            of: "ObeliskClient",
            [
                "ObeliskAPI", .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]),
        tests(of: "ObeliskCommands", ["ObeliskClient", "obelisk"]),
        tests(of: "ObeliskDeployment", ["ObeliskCore", "WIT"]),
    ]
)
