/// A small generator with a seed (algorithm: SplitMix64, Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014). What it draws for a workflow is recorded, so that it may be replaced at any time.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that draws the same numbers for the same seed.
    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return state.finalized
    }
}

/// What a seed is split for, so that no two uses draw the same numbers.
enum SeedStream: UInt64 {
    case values = 1
    case children = 2
}

extension UInt64 {
    /// The `index`-th seed of one stream under this one.
    func mixed(with index: UInt64, stream: SeedStream) -> UInt64 {
        (self ^ (stream.rawValue &* 0xD6E8_FEB8_6659_FD93)).finalized &+ (index &* 0x9E37_79B9_7F4A_7C15).finalized
    }

    /// SplitMix64's finalizer: every bit of the input moves every bit of the output.
    fileprivate var finalized: UInt64 {
        var value = self
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
