using System.Security.Cryptography;
using System.Text;

namespace Exchange.Consent.Records;

/// <summary>A text that is shown to people before they consent. Written once: another wording is another version.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Text">The words.</param>
/// <param name="AddedBy">Who added it: an account's id.</param>
/// <param name="AddedAt">When.</param>
public sealed record NoticeText(string Id, string Version, string Language, string Text, string AddedBy, DateTimeOffset AddedAt)
{
    /// <summary>SHA-256 of the words, 64 lower-case hexadecimal digits: what a consent names (<see cref="Notice.Hash"/>).</summary>
    public string Hash => HashOf(Text);

    /// <summary>The hash of a text as shown.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
