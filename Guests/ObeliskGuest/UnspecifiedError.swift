/// The error of a function whose WIT result has no error value: `result` or `result<…>`.
struct UnspecifiedError: Error, Hashable {}
