import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Fetches a file over HTTP.
package enum Download {
    /// How large a file may be.
    package static let bytesMax = 64 << 20
    private static let secondsMax: Int64 = 120

    /// The contents at an `http` or `https` URL; redirects are followed.
    ///
    /// - Throws: `ToolingError` that says what the server answered.
    package static func contents(of url: String) async throws(ToolingError) -> [UInt8] {
        do {
            let response = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: url), timeout: .seconds(secondsMax))
            guard response.status == .ok else {
                throw ToolingError(.failed, "the server answered \(response.status)")
            }
            let body = try await response.body.collect(upTo: bytesMax)
            return Array(body.readableBytesView)
        } catch let error as ToolingError {
            throw error
        } catch is NIOTooManyBytesError {
            throw ToolingError(.failed, "is larger than \(bytesMax) bytes")
        } catch {
            throw ToolingError(.failed, "cannot be fetched: \(error)")
        }
    }
}
