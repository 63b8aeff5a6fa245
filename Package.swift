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

let package = Package(
    name: "obelisk",
    platforms: [.macOS(.v15)],
    products: [.library(name: "WIT", targets: ["WIT"])],
    targets: [
        .target(name: "WIT", swiftSettings: settings),
        .testTarget(
            name: "WITTests", dependencies: ["WIT"], exclude: ["Corpus"], swiftSettings: settings),
    ]
)
