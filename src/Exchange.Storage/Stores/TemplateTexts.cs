using System.Runtime.InteropServices;

namespace Exchange.Storage.Stores;

/// <summary>Texts of a kilobyte as keys: equal where each character is, with a hash that costs a fraction of the runtime's.</summary>
/// <remarks>
/// Somebody could make texts that collide. The texts are the hub's own documents, there are a thousand keys at most, and what does not match is read
/// in full: it would cost that much time and nothing else.
/// </remarks>
internal sealed class TemplateTexts : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
{
    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<char> alternate, string other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<char> alternate)
    {
        var hash = (ulong)alternate.Length;
        foreach (var word in MemoryMarshal.Cast<char, ulong>(alternate))
        {
            hash = ((hash ^ word) * 0x9E3779B97F4A7C15UL) ^ (hash >> 29);
        }

        return (int)(hash ^ (hash >> 32));
    }

    public string Create(ReadOnlySpan<char> alternate) => new(alternate);
}
