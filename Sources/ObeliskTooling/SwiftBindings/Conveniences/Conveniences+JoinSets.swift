extension Conveniences {
    /// A scope for join sets, over the imports nested in `support` and `execution`.
    static func joinSets(_ support: String, _ execution: String) -> String {
        """
        // MARK: - Join sets

        /// Collects the responses of child executions and of delays, in order of arrival.
        typealias JoinSet = \(execution).JoinSet

        /// Runs a body with a new join set, and closes the set when the body ends, in whatever way: what still runs is
        /// cancelled, as far as it can be, and waited for.
        ///
        /// - Parameters:
        ///   - name: Letters, digits, `-` and `/`; one that no other set of this execution has.
        ///   - unhandled: Is told of the failures that nobody had taken when the set was closed, if there are any.
        func withJoinSet<Output, Failure: Error>(
            named name: String? = nil, unhandled: ([\(execution).UnhandledFailure]) -> Void = { _ in },
            _ body: (JoinSet) throws(Failure) -> Output
        ) throws(Failure) -> Output {
            let set: JoinSet
            do {
                set = try \(support).createJoinSet(name: name)
            } catch {
                fatalError("withJoinSet: the name is taken, or has characters that it may not have")
            }
            defer {
                let failures = set.close()
                if !failures.isEmpty { unhandled(failures) }
            }
            return try body(set)
        }

        extension \(execution).JoinSet {
            /// Starts a delay whose end is a response of this set.
            @discardableResult
            func submitDelay(for duration: Duration) -> \(execution).DelayID { submitDelay(at: .after(duration)) }

            /// Starts a child execution of a function that is known only at run time.
            @discardableResult
            func submit(
                _ function: \(execution).Function, _ params: [JSON]
            ) throws(\(execution).SubmitError) -> \(execution).ExecutionID {
                try submit(target: function, params: JSON.array(params).text)
            }
        }
        """
    }

    /// A typed `submit` and `next` for one function.
    static func submission(_ child: Child, _ execution: String, _ spelling: TypeSpelling) -> String {
        let own = child.submit.parameters.dropFirst()
        let parameters = own.map { "\(SwiftName.escaped($0.name)): \(spelling.type($0.type))" }
        let set = child.submit.parameters.first?.name ?? ""
        let arguments = ["\(set): self"] + own.map { "\($0.name): \(SwiftName.escaped($0.name))" }
        let setOfNext = child.awaitNext.parameters.first?.name ?? ""
        var text = """
                /// Starts `\(child.title)` as a child execution of this set.
                @discardableResult
                func submit\(child.name)(\(parameters.joined(separator: ", "))) -> \(execution).ExecutionID {
                    \(child.namespace).\(child.submit.name)(\(arguments.joined(separator: ", ")))
                }
            """
        guard case .result(.tuple(let pair)?, let err)? = child.awaitNext.result, pair.count == 2 else { return text }
        text += """


                /// Blocks until the next response, which must be one of `\(child.title)`; nil when every request has been
                /// answered and taken.
                func next\(child.name)() throws(\(spelling.error(err))) -> (
                    execution: \(spelling.type(pair[0])), result: \(spelling.type(pair[1]))
                )? {
                    do {
                        return try \(child.namespace).\(child.awaitNext.name)(\(setOfNext): self)
                    } catch .allProcessed {
                        return nil
                    } catch {
                        throw error
                    }
                }
            """
        return text
    }

    /// A typed result of one function; nil if the extension package has none.
    static func outcome(_ child: Child, _ execution: String, _ spelling: TypeSpelling) -> String? {
        guard let get = child.get, case .result(let ok?, let err)? = get.result, let own = get.parameters.first else {
            return nil
        }
        let name = child.name.prefix(1).lowercased() + child.name.dropFirst()
        return """
                /// The result of `\(child.title)` whose response has been taken; any number of times.
                func \(name)Result() throws(\(spelling.error(err))) -> \(spelling.type(ok)) {
                    try \(child.namespace).\(get.name)(\(own.name): self)
                }
            """
    }

    /// Calls of functions that are known only at run time.
    static func dynamicCalls(_ support: String, _ execution: String) -> String {
        """
        // MARK: - Functions known only at run time

        extension \(execution).Function {
            /// A function by its full name: `namespace:package/interface.function`.
            init(_ name: String) {
                let dot = name.lastIndex(of: ".") ?? name.endIndex
                self.init(
                    interfaceName: String(name[..<dot]),
                    functionName: dot == name.endIndex ? "" : String(name[name.index(after: dot)...]))
            }
        }

        /// Runs a child execution of a function that is known only at run time, and blocks until it ends.
        ///
        /// - Returns: How it ended; payloads are JSON text, which `JSON(parsing:)` reads.
        func call(
            _ function: \(execution).Function, _ params: [JSON]
        ) throws(\(execution).SubmitError) -> \(execution).Outcome {
            try \(support).call(target: function, params: JSON.array(params).text)
        }

        /// Starts a top-level execution that outlives this one, of a function that is known only at run time.
        @discardableResult
        func schedule(
            _ function: \(execution).Function, _ params: [JSON], at instant: ScheduleAt = .now
        ) throws(\(execution).SubmitError) -> \(execution).ExecutionID {
            try \(support).schedule(target: function, params: JSON.array(params).text, at: instant)
        }

        /// Makes a value readable from outside under this name, while the workflow runs and after it ended.
        func publish(_ value: JSON, as name: String) {
            \(support).publish(name: name, value: value.text)
        }
        """
    }
}
