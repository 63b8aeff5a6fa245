extension JSONReader {
    /// Reads an object; `field` gets each name, duplicates included, and must read its value.
    public mutating func readObject(
        _ field: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try beginObject()
        while let name = try nextKey() { try field(name, &self) }
    }

    /// Reads an array; `element` gets each index, from 0, and must read its value.
    public mutating func readArray(
        _ element: (Int, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try beginArray()
        var index = 0
        while try nextElement() {
            try element(index, &self)
            index += 1
        }
    }

    /// Opens an object; read its members with `nextKey`.
    public mutating func beginObject() throws(JSONError) {
        try expect(.object)
        try open()
    }

    /// The name of the next member, whose value must be read next; nil closes the object.
    public mutating func nextKey() throws(JSONError) -> String? {
        guard try advanceToKey() else { return nil }
        let name = try readString()
        try readColon()
        return name
    }

    /// Opens an array; read its elements with `nextElement`.
    public mutating func beginArray() throws(JSONError) {
        try expect(.array)
        try open()
    }

    /// Whether there is another element, which must be read next; false closes the array.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try advance(closing: UInt8(ascii: "]"))
    }

    /// Like `nextKey` without keeping the name.
    mutating func skipKey() throws(JSONError) -> Bool {
        guard try advanceToKey() else { return false }
        _ = try scanString()
        try readColon()
        return true
    }

    private mutating func open() throws(JSONError) {
        guard depth < depthLimit else {
            throw failure("nested deeper than \(depthLimit) objects and arrays")
        }
        depth += 1
        offset += 1
        isAtStart = true
    }

    private mutating func advanceToKey() throws(JSONError) -> Bool {
        guard try advance(closing: UInt8(ascii: "}")) else { return false }
        skipWhitespace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            throw failure("expected a member's name in quotes, found \(describeNext())")
        }
        return true
    }

    private mutating func readColon() throws(JSONError) {
        skipWhitespace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else {
            throw failure("expected `:` after a member's name, found \(describeNext())")
        }
        offset += 1
    }

    /// Reads the comma before the next member, or the bracket that ends the container.
    private mutating func advance(closing bracket: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        let next = offset < bytes.count ? bytes[offset] : 0
        if next == bracket {
            offset += 1
            depth -= 1
            isAtStart = false
            return false
        }
        if isAtStart {
            isAtStart = false
        } else if next == UInt8(ascii: ",") {
            offset += 1
        } else {
            let closing = Character(Unicode.Scalar(bracket))
            throw failure("expected `,` or `\(closing)`, found \(describeNext())")
        }
        return true
    }
}
