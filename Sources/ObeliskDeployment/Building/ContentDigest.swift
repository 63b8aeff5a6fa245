import Crypto
package import Foundation

/// SHA-256 as 64 hexadecimal digits.
package enum ContentDigest {
    /// The digest of some bytes.
    package static func text(of bytes: some DataProtocol) -> String {
        SHA256.hash(data: bytes).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
