using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Exchange.Identity.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>
/// Remembers tokens whose signature and claims were checked, by SHA-256 hash: a check costs about 0.4 ms, a look-up a microsecond.
/// Holds two generations of bounded size; when the younger is full, the older is dropped. Thread-safe, reads are lock-free.
/// </summary>
internal sealed class VerifiedTokenCache(int generationSize = 8192)
{
    private readonly Lock _turn = new();
    private volatile ConcurrentDictionary<Key, AccessTokenClaims> _young = new();
    private volatile ConcurrentDictionary<Key, AccessTokenClaims> _old = new();

    /// <summary>How many tokens are remembered; never more than twice the generation's size.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The claims of a token that was checked before; its validity at this moment is the caller's to judge.</summary>
    public AccessTokenClaims? Find(string token)
    {
        var key = Key.Of(token);
        return _young.TryGetValue(key, out var claims) || _old.TryGetValue(key, out claims) ? claims : null;
    }

    /// <summary>Remembers a token that was checked.</summary>
    public void Add(string token, AccessTokenClaims claims)
    {
        lock (_turn)
        {
            if (_young.Count >= generationSize)
            {
                _old = _young;
                _young = new ConcurrentDictionary<Key, AccessTokenClaims>();
            }

            _young[Key.Of(token)] = claims;
        }
    }

    private readonly record struct Key(UInt128 High, UInt128 Low)
    {
        public static Key Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
            return new Key(halves[0], halves[1]);
        }
    }
}
