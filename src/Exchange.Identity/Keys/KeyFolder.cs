using System.Security.Cryptography;

namespace Exchange.Identity.Keys;

/// <summary>
/// The folder of key files, one key a file (<c>NAME.key</c>, raw bytes), readable by the hub's own user only. Thread-safe.
/// </summary>
public sealed class KeyFolder
{
    private const string Suffix = ".key";
    private const int LargestKey = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Names the folder; it is made, with mode 0700, when the first key is.</summary>
    public KeyFolder(string path) => Location = Path.GetFullPath(path);

    /// <summary>The folder's full path.</summary>
    public string Location { get; }

    /// <summary>The key of that name; made from the system's randomness where there is none.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <exception cref="KeyException">The file has another length, others can read it, or the folder cannot be written.</exception>
    public byte[] GetOrCreate(string name, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 16);
        var key = Find(name) ?? Create(name, RandomNumberGenerator.GetBytes(length));
        return key.Length == length
            ? key
            : throw new KeyException($"The key file {PathOf(name)} has {key.Length} bytes instead of {length}; restore it from a backup.");
    }

    /// <summary>The names of the keys that are there, in ordinal order.</summary>
    /// <exception cref="KeyException">A file is there that no key can be named like.</exception>
    internal IReadOnlyList<string> List() => !Directory.Exists(Location)
        ? []
        : [.. Directory.EnumerateFiles(Location, "*" + Suffix)
            .Select(f => IsName(Path.GetFileNameWithoutExtension(f))
                ? Path.GetFileNameWithoutExtension(f)
                : throw new KeyException($"{f} has a name that no key has; move it out of this folder."))
            .Order(StringComparer.Ordinal)];

    /// <summary>The key of that name, or null.</summary>
    internal byte[]? Find(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        return Guard(path, () =>
        {
            RefuseIfOpenToOthers(path);
            return new FileInfo(path).Length <= LargestKey
                ? File.ReadAllBytes(path)
                : throw new KeyException($"The key file {path} is too large to be a key; restore it from a backup.");
        });
    }

    /// <summary>Writes a new key so that it is there whole or not at all; where another process was first, its key is the answer.</summary>
    internal byte[] Create(string name, byte[] key)
    {
        var path = PathOf(name);
        return Guard(path, () =>
        {
            MakeFolder();
            var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.draft";
            using (var file = new FileStream(draft, Draft()))
            {
                file.Write(key);
                file.Flush(flushToDisk: true);
            }

            return FirstName.TryTake(draft, path) ? key : Find(name)!;
        });
    }

    /// <summary>Removes the file of a key that nobody needs any more.</summary>
    internal void Remove(string name)
    {
        var path = PathOf(name);
        Guard(path, () =>
        {
            File.Delete(path);
            return [];
        });
    }

    private string PathOf(string name) =>
        IsName(name)
            ? Path.Combine(Location, name + Suffix)
            : throw new ArgumentException("A key's name is lower-case letters, digits and hyphens.", nameof(name));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Location);
        }
        else
        {
            Directory.CreateDirectory(Location, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions Draft()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static void RefuseIfOpenToOthers(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new KeyException(
                $"The key file {path} is open to other users (mode {Convert.ToString((int)File.GetUnixFileMode(path), 8)}); "
                + "make sure nobody copied it, then run: chmod 600 " + path);
        }
    }

    private static byte[] Guard(string path, Func<byte[]> access)
    {
        try
        {
            return access();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KeyException($"The key file {path} cannot be read or written; give this user the right to Keys:Path.", cause);
        }
    }
}
