/// Resolves packages one after the other, each after those it uses.
struct Resolver {
    var schema: Schema
    let features: Features
    /// Types and interfaces that were dropped because their feature is off.
    var excludedTypes: Set<TypeReference> = []
    var excludedItems: Set<InterfaceName> = []

    init(schema: Schema, features: Features) {
        self.schema = schema
        self.features = features
    }

    /// Resolves all packages into the schema.
    mutating func resolve(_ sources: [PackageSource]) throws(SourceError) {
        var indices: [PackageName: Int] = [:]
        for (index, source) in sources.enumerated() {
            if let other = indices[source.name] {
                throw source.file.error(
                    "package `\(source.name)` is defined twice, first in \(sources[other].file.path)", at: source.range)
            }
            indices[source.name] = index
        }
        for index in try order(sources, indices) {
            var package = PackageResolver(source: sources[index], resolver: self)
            try package.resolve()
            self = package.resolver
        }
    }

    /// The positions of all packages, each after those it uses.
    private func order(
        _ sources: [PackageSource], _ indices: [PackageName: Int]
    ) throws(SourceError) -> [Int] {
        var dependencies: [[Dependency]] = []
        for source in sources {
            var own: [Dependency] = []
            for (path, file) in source.paths {
                guard let name = path.package else { continue }
                if let index = indices[name] {
                    own.append(Dependency(target: index, range: path.packageRange, file: file))
                } else if schema.package(name) == nil {
                    throw file.error(unknownPackage(name, sources), at: path.packageRange)
                }
            }
            dependencies.append(own)
        }
        return try Dependency.order(dependencies) { index in
            "package `\(sources[index].name)` depends on itself; inside it, interfaces are named without the package"
        }
    }

    private func unknownPackage(_ name: PackageName, _ sources: [PackageSource]) -> String {
        let known = (sources.map(\.name) + schema.packages.map(\.name)).map { "`\($0)`" }.sorted()
        return "package `\(name)` is not known; there are \(known.joined(separator: ", "))"
    }
}

/// That something needs something else to be resolved before it, and where it says so.
struct Dependency {
    var target: Int
    var range: Range<Int>
    var file: SourceFile

    /// All positions, each after those it depends on; a cycle is an error at the dependency that closes it.
    static func order(
        _ dependencies: [[Dependency]], cycle message: (Int) -> String
    ) throws(SourceError) -> [Int] {
        enum Mark { case new, open, done }
        var marks = [Mark](repeating: .new, count: dependencies.count)
        var result: [Int] = []
        // An explicit stack: how deep packages and interfaces are chained is the input's choice.
        for root in dependencies.indices where marks[root] == .new {
            var stack = [(node: root, next: 0)]
            marks[root] = .open
            while let top = stack.last {
                guard top.next < dependencies[top.node].count else {
                    marks[top.node] = .done
                    result.append(top.node)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let dependency = dependencies[top.node][top.next]
                switch marks[dependency.target] {
                case .done: break
                case .open: throw dependency.file.error(message(dependency.target), at: dependency.range)
                case .new:
                    marks[dependency.target] = .open
                    stack.append((dependency.target, 0))
                }
            }
        }
        return result
    }
}
