using System.Security.Cryptography;
using System.Text;
using Exchange.Identity.Keys;

namespace Exchange.Host.Composition;

/// <summary>
/// Who a hub is among those that share a store: an id in the file <c>replica</c> of its data folder, made at the first start. Its access log
/// names it, and the store remembers which replicas have a log.
/// </summary>
internal static class ReplicaIdentity
{
    private const string FileName = "replica";

    /// <summary>The id of the hub of this folder, in the form of a UUID.</summary>
    public static string GetOrCreate(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            return Read(file) ?? Create(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{file}: this hub's id cannot be read or written; give --data a folder that can.", exception);
        }
    }

    private static string? Read(string file) =>
        !File.Exists(file) ? null
        : Guid.TryParseExact(File.ReadAllText(file).Trim(), "D", out var id) ? id.ToString("D")
        : throw new HubException($"{file}: this is not a hub's id; restore the file from a copy of the data folder.");

    // INVARIANT: there whole or not at all; of two processes that start on one folder both learn the same id, and the log refuses the second.
    private static string Create(string file)
    {
        var made = new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");
        var draft = $"{file}.{made}.draft";
        using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(made + "\n"));
            stream.Flush(flushToDisk: true);
        }

        return FirstName.TryTake(draft, file) ? made : Read(file)!;
    }
}
