/// Where an author binds types to the interfaces a component exports, one line each:
/// `extension Exports { typealias Fibo = FiboActivity }`.
enum Exports {}
