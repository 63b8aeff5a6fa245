/// Names that the generated code needs for what is not of the world.
enum ReservedNames {
    /// Types of Swift that generated code or guests commonly name.
    static let swift: Set<String> = [
        "Array", "ArraySlice", "Bool", "CaseIterable", "Character", "Comparable", "Dictionary", "Double", "Duration",
        "Equatable", "Error", "Float", "Hashable", "Hasher", "Int", "Int8", "Int16", "Int32", "Int64", "Never",
        "Optional", "OptionSet", "Range", "Result", "Sendable", "Sequence", "Set", "Slice", "StaticString", "String",
        "Substring", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Unicode", "UnsafeMutableRawPointer", "Void",
    ]

    /// Types and functions of the guest SDK, but those that stand in for WIT types.
    static let sdk: Set<String> = [
        "Arena", "Discriminated", "ErrorValue", "Exports", "Instant", "JSON", "JSONError", "JoinSet", "Logger",
        "Refusal", "ScheduleAt", "UnspecifiedError", "World",
    ]

    /// Those that generated code names.
    static let sdkTypes: Set<String> = [
        "Arena", "Discriminated", "ErrorValue", "Exports", "Instant", "Refusal", "ScheduleAt", "UnspecifiedError",
    ]
}
