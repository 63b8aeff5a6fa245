extension Exports { typealias Churn = Churning }

/// Moves texts and lists.
enum Churning: Churn.Export {
    static func echo(lines: [Peer.Line], note: String?) throws(Refusal) -> [Peer.Line] {
        if let note, note == "refuse" { throw Refusal("refused: \(note)") }
        return lines
    }

    static func callExports(rounds: UInt32) throws(Refusal) -> UInt64 {
        var byteCount: UInt64 = 0
        for round in 0..<rounds {
            // Two lines of one tag each, as the host lays them out; each third call ends in an error.
            let lines = cabi_realloc(nil, 0, 4, 40)
            for index in 0..<2 {
                let line = lines + index * 20
                store("a name that is long enough for the heap", to: line)
                let tags = cabi_realloc(nil, 0, 4, 8)
                store("a tag of a line", to: tags)
                line.storeBytes(of: UInt32(UInt(bitPattern: tags)), toByteOffset: 8, as: UInt32.self)
                line.storeBytes(of: 1, toByteOffset: 12, as: UInt32.self)
                line.storeBytes(of: round, toByteOffset: 16, as: UInt32.self)
            }
            let note = cabi_realloc(nil, 0, 4, 8)
            store(round % 3 == 0 ? "refuse" : "take this", to: note)
            let (address, count) = (note.load(as: UInt32.self), note.load(fromByteOffset: 4, as: UInt32.self))
            note.deallocate()
            let result = export_Churn_echo(UInt32(UInt(bitPattern: lines)), 2, 1, address, count)
            byteCount += UInt64(result.load(fromByteOffset: 8, as: UInt32.self))
            post_Churn_echo(result)
        }
        return byteCount
    }

    static func callImports(rounds: UInt32) throws(Refusal) -> UInt64 {
        var byteCount: UInt64 = 0
        for round in 0..<rounds {
            log.info("asking", ["round": "\(round)"])
            let line = Peer.Line(name: "a name that is long enough for the heap", tags: ["one", "two"], count: round)
            do {
                for line in try Peer.ask(lines: [line, line], note: "a note") {
                    byteCount += UInt64(line.name.utf8.count)
                }
            } catch {
                byteCount += UInt64(error.message.utf8.count)
            }
        }
        return byteCount
    }

    static func allocate(rounds: UInt32) throws(Refusal) -> UInt64 {
        var blocks: [UnsafeMutableRawPointer?] = Array(repeating: nil, count: 64)
        var state: UInt64 = 1
        var byteCount: UInt64 = 0
        for _ in 0..<rounds {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let slot = Int(state >> 58)
            // Sizes from 1 to 16,384, small ones more often.
            let size = 1 + Int((state >> 20) & 0xFFFF) >> Int((state >> 40) % 14 + 2)
            blocks[slot]?.deallocate()
            let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
            guard UInt(bitPattern: block) % 16 == 0 else { throw Refusal("a block that is not aligned") }
            block.initializeMemory(as: UInt8.self, repeating: UInt8(slot), count: size)
            blocks[slot] = block
            byteCount += UInt64(size)
            // A block that another one overlaps would have lost its first byte.
            for (index, block) in blocks.enumerated() {
                guard let block, block.load(as: UInt8.self) != UInt8(index) else { continue }
                throw Refusal("block \(index) was overwritten")
            }
        }
        blocks.forEach { $0?.deallocate() }
        // All that was freed is one piece again: half of what the guest may have can be had at once.
        let large = UnsafeMutableRawPointer.allocate(byteCount: 1 << 19, alignment: 16)
        large.deallocate()
        return byteCount
    }

    private static func store(_ text: String, to memory: UnsafeMutableRawPointer) {
        var text = text
        text.withUTF8 { bytes in
            let copy = cabi_realloc(nil, 0, 1, bytes.count)
            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
            memory.storeBytes(of: UInt32(UInt(bitPattern: copy)), as: UInt32.self)
            memory.storeBytes(of: UInt32(bytes.count), toByteOffset: 4, as: UInt32.self)
        }
    }
}

@_extern(c)
private func cabi_realloc(
    _ old: UnsafeMutableRawPointer?, _ oldBytes: Int, _ alignment: Int, _ bytes: Int
) -> UnsafeMutableRawPointer
