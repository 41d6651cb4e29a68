using Exchange.Audit.Reading;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Console.Policies;
using Exchange.Pipeline;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>Policies in a running hub: what puts them in force, and what publishes them and pulls brakes.</summary>
/// <param name="Snapshot">What requests are judged by.</param>
/// <param name="Switch">Puts in force what the store has.</param>
/// <param name="Drafts">Drafts, up to published versions.</param>
/// <param name="Brakes">What owners closed at once.</param>
/// <param name="Difference">How the folder differs from the published version, in one line; null where it does not.</param>
internal sealed record PolicyParts(CurrentSnapshot Snapshot, PolicySwitch Switch, PolicyDrafts Drafts, PolicyBrakes Brakes, string? Difference)
{
    /// <summary>Publishes the folder on the first start of a city, and puts in force what is published.</summary>
    public static async Task<PolicyParts> OpenAsync(
        IServiceProvider services,
        CityDocuments documents,
        HubSources sources,
        IAccessLog log,
        AccessLogPages pages,
        LogReplay replay,
        CancellationToken cancellation)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var versions = services.GetRequiredService<PolicyVersionStore>();
        var owed = services.GetRequiredService<OwedRecordStore>();
        var brakes = services.GetRequiredService<BrakeStore>();
        var difference = await PolicyPublication.EnsureAsync(versions, owed, log, DocumentFolders.Find().Policies, time, cancellation);

        // WHY without rules: until the published version is in force nothing is judged by what lies in a folder.
        var closed = documents with { Policies = documents.Policies! with { Rules = [] } };
        var snapshot = new CurrentSnapshot(HubParts.Compile(closed, sources, time, PolicySwitch.None));
        var policies = new PolicySwitch(
            versions,
            brakes,
            snapshot,
            documents.Standard!,
            (set, number, pulled) => HubParts.Compile(documents with { Policies = set }, sources, time, number, pulled),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange"));
        await policies.FollowAsync(cancellation);
        var ports = new PolicyPorts
        {
            Drafts = services.GetRequiredService<PolicyDraftStore>(),
            Versions = versions,
            Brakes = brakes,
            Owed = owed,
            Log = log,
            Snapshot = snapshot,
            Replicas = services.GetRequiredService<IReplicas>(),
            Time = time,
            FollowAsync = policies.FollowAsync,
            LackingSince = () => replay.LackingSince,
            CheckTrusted = trusted => CityDocuments.CheckTrusted(trusted, documents.Graph),
            Accesses = RecordedAccesses.Of(pages),
        };
        return new PolicyParts(snapshot, policies, new PolicyDrafts(ports), new PolicyBrakes(ports), difference);
    }
}
