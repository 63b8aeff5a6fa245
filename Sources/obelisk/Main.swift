import ObeliskCommands

/// The program `obelisk`.
@main
struct Main {
    /// Hands over to the commands.
    static func main() async {
        await ObeliskProgram.main()
    }
}
