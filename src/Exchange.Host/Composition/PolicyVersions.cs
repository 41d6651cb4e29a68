using System.Globalization;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Composition;

/// <summary>
/// Reads versions of the policies for commands, from folders or from the store of a hub, which may be running. The store is opened when a version is
/// first asked for by its number.
/// </summary>
internal sealed class PolicyVersions(DataStandard standard, string data) : IAsyncDisposable
{
    private const int MostVersions = 1_000;
    private ServiceProvider? _services;

    /// <summary>The data standard of the schemas folder, or the first mistake in it.</summary>
    public static DataStandard ReadStandard(DocumentFolders folders)
    {
        var read = DataStandardLoader.Load(folders.Schemas);
        return read.Standard ?? throw Mistake("schemas", read.Findings);
    }

    /// <summary>The policies of a folder, or the first mistake in it.</summary>
    public static ReadPolicies ReadFolder(string folder, DataStandard standard)
    {
        if (!Directory.Exists(folder))
        {
            throw new HubException($"{folder}: there is no such folder.") { IsWrongUsage = true };
        }

        try
        {
            return Parse(folder, PolicyFolder.ReadAll(folder), standard);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{folder}: the policies cannot be read ({fault.GetType().Name}).", fault);
        }
    }

    /// <summary>The policies of that folder, or of that number where the name is one and no folder.</summary>
    public async Task<ReadPolicies> ReadAsync(string name, CancellationToken cancellation)
    {
        if (Directory.Exists(name) || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ReadFolder(name, standard);
        }

        var (_, documents) = await ReadStoredAsync(number, cancellation);
        return Parse($"version {number}", documents, standard);
    }

    /// <summary>A published version and its documents; the one in force for no number.</summary>
    public async Task<(PolicyVersion Version, IReadOnlyDictionary<string, string> Documents)> ReadStoredAsync(int? number, CancellationToken cancellation)
    {
        var version = await AskAsync(
            store => number is { } wanted ? store.FindAsync(wanted, cancellation) : store.FindLatestAsync(cancellation));
        return version is null
            ? throw new HubException(number is null
                ? $"{data}: no version of the policies is published there."
                : $"{data}: there is no version {number} of the policies.")
            {
                IsWrongUsage = true,
            }
            : (version, PolicyText.Split(version.Document));
    }

    /// <summary>The versions that were in force since then, by their number; one that this data standard no longer reads is left out.</summary>
    public async Task<IReadOnlyDictionary<string, PolicySet>> ReadSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var headings = await AskAsync(store => store.ListAsync(MostVersions, cancellation));
        var versions = new Dictionary<string, PolicySet>(StringComparer.Ordinal);
        foreach (var heading in headings)
        {
            var (_, documents) = await ReadStoredAsync(heading.Number, cancellation);
            if (PolicyFolder.Parse(documents, standard).Policies is { } policies)
            {
                versions.Add(heading.Number.ToString(CultureInfo.InvariantCulture), policies);
            }

            // Newest first: the first one published before that time is the last that was still in force then.
            if (heading.PublishedAt <= since)
            {
                break;
            }
        }

        return versions;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<T> AskAsync<T>(Func<PolicyVersionStore, Task<T>> ask)
    {
        if (!Directory.Exists(data))
        {
            throw new HubException($"{data}: there is no such folder; --data names the folder of a hub that has run.") { IsWrongUsage = true };
        }

        try
        {
            _services ??= new ServiceCollection().AddExchangeStorage(HubOptions.Read(data, "").Storage).BuildServiceProvider();
            return await ask(_services.GetRequiredService<PolicyVersionStore>());
        }
        catch (StorageException exception)
        {
            throw new HubException(exception.Message, exception);
        }
    }

    private static ReadPolicies Parse(string name, IReadOnlyDictionary<string, string> documents, DataStandard standard)
    {
        var read = PolicyFolder.Parse(documents, standard);
        return new ReadPolicies(read.Policies ?? throw Mistake(name, read.Findings), documents);
    }

    private static HubException Mistake(string where, IReadOnlyList<Finding> findings)
    {
        var errors = findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        var more = errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "";
        return new HubException($"{where}/{errors[0]}{more}");
    }
}
