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

func tests(of name: String, _ dependencies: [Target.Dependency] = [], excluding data: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: data,
        swiftSettings: settings)
}

extension Target.Dependency {
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let deque = product(name: "DequeModule", package: "swift-collections")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grpcCore = product(name: "GRPCCore", package: "grpc-swift-2")
    static let grpcProtobuf = product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
    static let grpcTransport = product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport")
    static let heap = product(name: "HeapModule", package: "swift-collections")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let protobuf = product(name: "SwiftProtobuf", package: "swift-protobuf")
    static let signals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let tomlKit = product(name: "TOMLKit", package: "TOMLKit")
}

let package = Package(
    name: "obelisk",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "obelisk", targets: ["obelisk"]),
        .library(name: "WIT", targets: ["WIT"]),
    ],
    dependencies: [
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", exact: "2.4.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // The interface language.
        room("WIT"),
        tests(of: "WIT", ["ObeliskTestSupport"], excluding: ["Corpus"]),

        // Ids, events, the workflow machine and the ports.
        room("ObeliskCore", ["WIT"]),
        tests(of: "ObeliskCore"),

        // The scheduler.
        room("ObeliskEngine", ["ObeliskCore", .deque, .heap, .lifecycle]),
        tests(of: "ObeliskEngine", ["ObeliskCore", "ObeliskSQLite", "ObeliskTestSupport", "WIT"]),

        // The embedded store.
        .target(name: "CSQLiteTuning", linkerSettings: [.linkedLibrary("sqlite3")]),
        room("ObeliskSQLite", ["CSQLiteTuning", "ObeliskCore", .deque, .grdb]),
        tests(
            of: "ObeliskSQLite", ["CFaultyDisk", "ObeliskCore", "ObeliskTestSupport", .grdb],
            excluding: ["SecondProcess/executor.py"]),
        .target(name: "CFaultyDisk", linkerSettings: [.linkedLibrary("sqlite3")]),

        // Running components.
        .target(name: "CWasmtime", linkerSettings: wasmtimeLibraries),
        room("Wasmtime", ["CWasmtime", .crypto]),
        tests(of: "Wasmtime", ["CWasmtime"]),
        room("ObeliskRuntime", ["ObeliskCore", "WIT", "Wasmtime"]),
        tests(of: "ObeliskRuntime", ["ObeliskCore", "ObeliskTestSupport", "WIT", "Wasmtime"]),

        // Configuration and the registry of components.
        room("ObeliskDeployment", ["ObeliskCore", "WIT", .tomlKit, .crypto]),
        tests(of: "ObeliskDeployment", ["ObeliskCore", "WIT"]),

        // The protocol, its client and its server.
        .target(
            name: "ObeliskAPI", dependencies: [.grpcCore, .grpcProtobuf, .protobuf], swiftSettings: generatedSettings),
        room("ObeliskClient", ["ObeliskAPI", .grpcCore, .grpcTransport, .protobuf]),
        tests(of: "ObeliskClient", ["ObeliskAPI", .grpcCore, .grpcTransport, .protobuf]),
        room(
            "ObeliskServer",
            [
                "ObeliskAPI", "ObeliskCore", "ObeliskDeployment", "ObeliskEngine", "ObeliskRuntime", "ObeliskSQLite",
                "WIT", .grpcCore, .grpcTransport, .lifecycle, .logging, .protobuf, .signals,
            ]),
        tests(
            of: "ObeliskServer",
            [
                "ObeliskAPI", "ObeliskCore", "ObeliskDeployment", "ObeliskEngine", "ObeliskRuntime", "ObeliskSQLite",
                "ObeliskTestSupport", "WIT", .grpcCore, .grpcTransport, .lifecycle, .protobuf,
            ]),

        // WIT dependencies and what is generated for authors.
        .systemLibrary(name: "CZlib"),
        room(
            "ObeliskTooling",
            [
                "CZlib", "ObeliskCore", "ObeliskDeployment", "WIT", .asyncHTTPClient, .nioCore, .nioHTTP1,
            ]),
        tests(of: "ObeliskTooling", ["ObeliskCore", "ObeliskDeployment", "ObeliskTestSupport", "WIT"]),

        // Guests in Swift, through generator, compiler and runtime.
        .testTarget(
            name: "ObeliskGuestTests",
            dependencies: [
                "ObeliskCore", "ObeliskDeployment", "ObeliskRuntime", "ObeliskTestSupport", "ObeliskTooling", "WIT",
            ],
            exclude: ["Guests", "Kitchen"], swiftSettings: settings),

        // The command line.
        room(
            "ObeliskCommands",
            ["ObeliskClient", "ObeliskDeployment", "ObeliskServer", "ObeliskTooling", "WIT", .argumentParser]),
        tests(of: "ObeliskCommands", ["ObeliskClient", "ObeliskTestSupport", "ObeliskTooling", "WIT", "obelisk"]),
        .executableTarget(name: "obelisk", dependencies: ["ObeliskCommands"], swiftSettings: settings),

        // Measures; not shipped.
        .target(name: "CAllocations"),
        .executableTarget(
            name: "ObeliskBench",
            dependencies: [
                "CAllocations", "ObeliskClient", "ObeliskCore", "ObeliskDeployment", "ObeliskEngine", "ObeliskSQLite",
                "ObeliskServer", "WIT", .grdb, .lifecycle, .logging,
            ], swiftSettings: settings),

        // A store in memory, a hand-driven clock, scripted guests.
        room("ObeliskTestSupport", ["ObeliskCore", "WIT"]),
        tests(of: "ObeliskTestSupport", ["ObeliskCore"]),
    ]
)
