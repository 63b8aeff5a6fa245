/// The port to chance: seeds, fresh ids and jitter come from here and nowhere else.
package protocol RandomSource: Sendable {
    /// 64 random bits.
    func next() -> UInt64
}
