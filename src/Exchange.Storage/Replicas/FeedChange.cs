namespace Exchange.Storage.Replicas;

/// <summary>What kind of thing changed.</summary>
public enum ChangeKind : byte
{
    /// <summary>A consent was given, withdrawn or otherwise changed.</summary>
    Consent,

    /// <summary>A client was registered, changed or suspended.</summary>
    Client,

    /// <summary>A policy version was published.</summary>
    Policies,

    /// <summary>An owner closed something at once, or let it go.</summary>
    Brake,
}

/// <summary>One entry of the change feed.</summary>
/// <param name="Position">1, 2, 3, … in the order of commits.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Subject">Which one, or <see cref="Many"/>.</param>
/// <param name="At">When, by the writer's clock; for pruning and to know an entry again, never to compare.</param>
public sealed record FeedChange(long Position, ChangeKind Kind, string Subject, DateTimeOffset At)
{
    /// <summary>The subject of an entry that stands for many of its kind: read all of them.</summary>
    public const string Many = "*";
}

/// <summary>Kinds as they are stored.</summary>
internal static class ChangeKinds
{
    private static readonly string[] Codes = ["consent", "client", "policies", "brake"];

    public static string Code(this ChangeKind kind) => Codes[(int)kind];

    public static ChangeKind Parse(string code) => Array.IndexOf(Codes, code) is >= 0 and var kind
        ? (ChangeKind)kind
        : throw new StorageException($"The change feed has an entry of kind \"{code}\", which this release does not know; start the newer one.");
}
