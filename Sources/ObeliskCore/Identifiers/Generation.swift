/// One start of one named node: the owner of everything that start runs. Numbered by the store, from 1.
package struct Generation: Hashable, Sendable, Codable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static func < (left: Generation, right: Generation) -> Bool { left.number < right.number }
}
