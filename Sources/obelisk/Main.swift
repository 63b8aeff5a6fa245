import ObeliskCommands

/// The program `obelisk`.
@main
struct Main {
    static func main() async {
        await ObeliskProgram.main()
    }
}
