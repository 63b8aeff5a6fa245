/// How much a log line matters; raw values are the cases of `obelisk:log/log.level`.
enum LogLevel: UInt32 {
    case trace, debug, info, warn, error
}

/// Writes a line that the engine keeps with the execution; a replay does not write it again.
func log(_ level: LogLevel, _ message: String, _ fields: [(name: String, value: String)] = []) {
    // A `list<tuple<string, string>>` is four words an element: address and length of name and value.
    let texts = fields.flatMap { [$0.name.loweredCopy(), $0.value.loweredCopy()] } + [message.loweredCopy()]
    defer { texts.forEach { $0.deallocate() } }
    let words = texts.dropLast().flatMap { [Int(bitPattern: $0.baseAddress), $0.count] }
    let line = texts[texts.count - 1]
    words.withUnsafeBytes { list in
        obeliskLog(level.rawValue, line.baseAddress, line.count, list.baseAddress, fields.count)
    }
}

@_extern(wasm, module: "obelisk:log/log@1.0.0", name: "log") @_extern(c)
private func obeliskLog(
    _ level: UInt32, _ message: UnsafeRawPointer?, _ messageBytes: Int, _ fields: UnsafeRawPointer?, _ fieldCount: Int)
