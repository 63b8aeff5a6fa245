extension Duration {
    /// Reads an `obelisk:types/time.{duration}` out of memory.
    init(loading memory: UnsafeMutableRawPointer) {
        switch memory.load(as: UInt8.self) {
        case 0: self = .milliseconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
        case 1: self = .seconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
        case 2: self = .seconds(60 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
        case 3: self = .seconds(3_600 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
        default: self = .seconds(86_400 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
        }
    }

    /// Writes an `obelisk:types/time.{duration}`: in milliseconds, rounded up; a negative one as none.
    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
        let (seconds, attoseconds) = components
        let partial = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000)
        if seconds < 0 || attoseconds < 0 {
            memory.storeBytes(of: 0, as: UInt8.self)
            memory.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
        } else if isTooLong {
            memory.storeBytes(of: 1, as: UInt8.self)
            memory.storeBytes(of: UInt64(seconds), toByteOffset: 8, as: UInt64.self)
        } else {
            memory.storeBytes(of: 0, as: UInt8.self)
            memory.storeBytes(of: UInt64(whole) + UInt64(partial), toByteOffset: 8, as: UInt64.self)
        }
    }
}
