internal import ObeliskCore

/// The other nodes on the store of one node, and how long each has been silent.
///
/// Silence is counted in heartbeats of the node's own, not by anybody's clock: a clock that jumps, or a node that was
/// stopped for a while itself, takes nobody for dead.
struct Neighbours: Sendable {
    private struct Neighbour {
        let node: LiveNode
        /// Own heartbeats since its last one.
        var missed = 0
    }

    private let own: Generation
    private let missedMax: Int
    private var others: [Generation: Neighbour] = [:]
    private var latest: Generation

    /// What came of a look at who lives.
    struct Change: Equatable {
        /// Another node took this one for dead: it owns nothing any more.
        var isOwnEnded = false
        /// A node has ended, also one that began and ended between two looks.
        var haveOthersEnded = false
    }

    init(of own: Generation, missedMax: Int) {
        self.own = own
        self.missedMax = missedMax
        latest = own
    }

    /// Whether no other node lives.
    var isAlone: Bool { others.isEmpty }

    /// Those that have been silent for too long, by generation.
    var silent: [LiveNode] {
        others.values.filter { $0.missed >= missedMax }.map(\.node).sorted { $0.generation < $1.generation }
    }

    /// Takes in who lives.
    ///
    /// - Parameter isBeat: whether it was told in answer to a heartbeat of this node.
    mutating func take(_ list: NodeList, isBeat: Bool) -> Change {
        let live = list.live.filter { $0.generation != own }
        let next = Dictionary(
            uniqueKeysWithValues: live.map { node in
                var neighbour = Neighbour(node: node)
                if let known = others[node.generation], known.node == node {
                    neighbour.missed = known.missed + (isBeat ? 1 : 0)
                }
                return (node.generation, neighbour)
            })
        let hasLost = others.keys.contains { next[$0] == nil }
        let hasPassed = list.latest > latest && next[list.latest] == nil
        others = next
        latest = max(latest, list.latest)
        return Change(
            isOwnEnded: live.count == list.live.count, haveOthersEnded: hasLost || hasPassed)
    }
}
