/// One thing that is wrong with a configuration or a component.
package struct DeploymentProblem: Sendable, Equatable, CustomStringConvertible {
    /// Where: a key path such as `activity[1].max_retries`, a line and column, or a component's name.
    package let place: String
    /// What was wrong and what would be right.
    package let message: String

    /// A problem at a place.
    package init(_ place: String, _ message: String) {
        self.place = place
        self.message = message
    }

    /// The place, then the message.
    package var description: String { "\(place): \(message)" }
}
