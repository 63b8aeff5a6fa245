extension ValueType {
    /// Whether values of this type can be written as JSON: no handle, stream, future or error context is inside.
    public var hasJSONForm: Bool { obstacleToJSON == nil }

    /// The first part of this type that has no JSON form, and where it is; nil if values can be written as JSON.
    public var obstacleToJSON: JSONObstacle? {
        switch self {
        case .own, .borrow, .future, .stream, .errorContext: return JSONObstacle(path: [], type: self)
        case .list(let part), .fixedList(let part, _): return part.obstacle(at: "list element")
        case .option(let part): return part.obstacle(at: "option payload")
        case .map(let key, let value): return key.obstacle(at: "map key") ?? value.obstacle(at: "map value")
        case .result(let ok, let err): return ok?.obstacle(at: "ok payload") ?? err?.obstacle(at: "err payload")
        case .tuple(let parts):
            return parts.enumerated().lazy.compactMap { $1.obstacle(at: "tuple element \($0)") }.first
        case .record(let type):
            return type.fields.lazy.compactMap { $0.type.obstacle(at: "field `\($0.label)`") }.first
        case .variant(let type):
            return type.cases.lazy.compactMap { $0.type?.obstacle(at: "case `\($0.label)`") }.first
        default: return nil
        }
    }

    fileprivate func obstacle(at place: String) -> JSONObstacle? {
        obstacleToJSON.map { JSONObstacle(path: [place] + $0.path, type: $0.type) }
    }

    /// Whether a value of this type may be written as `null`, so that an `option` of it needs `{"some": …}`.
    var mayBeNull: Bool {
        if case .option = self { true } else { false }
    }
}

extension FunctionType {
    /// Whether the parameters and the result can be written as JSON.
    public var hasJSONForm: Bool { obstacleToJSON == nil }

    /// The first part of this function's type that has no JSON form; nil if it can be called with JSON.
    public var obstacleToJSON: JSONObstacle? {
        parameters.lazy.compactMap { $0.type.obstacle(at: "parameter `\($0.name)`") }.first
            ?? result?.obstacle(at: "result")
    }
}
