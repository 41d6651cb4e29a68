using System.Globalization;
using Exchange.Console.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Policies;

/// <summary>The published policy versions.</summary>
/// <param name="Current">The number of the one in force.</param>
/// <param name="Versions">The last ones, newest first.</param>
public sealed record PolicyVersionsView(int Current, IReadOnlyList<PolicyVersionView> Versions);

/// <summary>A published policy version.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="PublishedAt">When it took effect.</param>
/// <param name="PublishedBy">The account or command that published it.</param>
/// <param name="Hash">SHA-256 of its documents.</param>
public sealed record PolicyVersionView(int Number, DateTimeOffset PublishedAt, string PublishedBy, string Hash);

/// <summary><c>/api/v1/policies/versions</c>. Thread-safe.</summary>
internal sealed class PolicyVersionEndpoints(ConsolePorts ports)
{
    private const int MostVersions = 200;

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/policies/versions", (Delegate)ListAsync).WithName("listPolicyVersions").WithTags("policies")
            .WithSummary("The last 200 published policy versions, newest first.")
            .Produces<PolicyVersionsView>().ProducesProblem(401).ProducesProblem(403);

    private Task<IResult> ListAsync(HttpContext http) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.SeesWholeHub)
        {
            return Problems.Forbidden("Policy versions are for the auditor, the data steward and whoever makes and approves policies.");
        }

        var versions = await ports.Versions.ListAsync(MostVersions, http.RequestAborted);
        return Results.Ok(new PolicyVersionsView(
            int.Parse(ports.Snapshot.Value.PolicyVersion, CultureInfo.InvariantCulture),
            [.. versions.Select(version => new PolicyVersionView(version.Number, version.PublishedAt, version.PublishedBy, version.Hash))]));
    });
}
