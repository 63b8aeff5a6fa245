/// One page of a list, and where the next one begins.
package struct Page<Element: Sendable, Cursor: Sendable>: Sendable {
    /// The rows of the page.
    package let elements: [Element]
    /// Where the next page begins; nil after the last.
    package let next: Cursor?
}

/// Which executions a list shows.
package struct ExecutionFilter: Sendable, Hashable {
    /// Only those of this function, which may be shortened.
    package var function: String?
    /// Only those in these states, by name.
    package var states: [String]
    /// Only those whose ids begin so.
    package var idPrefix: String?
    /// Whether to show children too.
    package var includeChildren: Bool

    /// A filter; by default all top-level executions pass.
    package init(
        function: String? = nil, states: [String] = [], idPrefix: String? = nil, includeChildren: Bool = false
    ) {
        self.function = function
        self.states = states
        self.idPrefix = idPrefix
        self.includeChildren = includeChildren
    }
}
