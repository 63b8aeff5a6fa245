/// Swift expressions for a place in memory.
struct Memory {
    /// The pointer's name.
    let pointer: String
    let offset: Int

    init(_ pointer: String, _ offset: Int = 0) {
        self.pointer = pointer
        self.offset = offset
    }

    /// The place so many bytes further on.
    func advanced(by bytes: Int) -> Memory { Memory(pointer, offset + bytes) }

    /// Its address.
    var address: String { offset == 0 ? pointer : "\(pointer) + \(offset)" }

    /// Reads a value of a type of Swift's library.
    func load(_ type: String) -> String {
        offset == 0
            ? "\(pointer).load(as: \(type).self)" : "\(pointer).load(fromByteOffset: \(offset), as: \(type).self)"
    }

    /// Writes a value of a type of Swift's library.
    func store(_ value: String, _ type: String) -> String {
        offset == 0
            ? "\(pointer).storeBytes(of: \(value), as: \(type).self)"
            : "\(pointer).storeBytes(of: \(value), toByteOffset: \(offset), as: \(type).self)"
    }
}
