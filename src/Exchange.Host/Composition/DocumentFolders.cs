namespace Exchange.Host.Composition;

/// <summary>Where <c>schemas/</c> and <c>policies/</c> are read from.</summary>
/// <param name="Schemas">The data standard.</param>
/// <param name="Policies">The policies.</param>
public sealed record DocumentFolders(string Schemas, string Policies)
{
    /// <summary>The current directory's folders where it has them, else the copies beside the executable.</summary>
    public static DocumentFolders Find() => new(Find("schemas"), Find("policies"));

    private static string Find(string name)
    {
        var here = Path.Combine(Directory.GetCurrentDirectory(), name);
        return Directory.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, name);
    }
}
