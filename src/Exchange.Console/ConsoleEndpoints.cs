using Exchange.Console.AccessRecords;
using Exchange.Console.Consents;
using Exchange.Console.Decisions;
using Exchange.Console.Overview;
using Exchange.Console.Pages;
using Exchange.Console.Policies;
using Exchange.Console.Reversals;
using Exchange.Console.Reviews;
using Exchange.Console.Vocabularies;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console;

/// <summary>The control plane and the pages that stand on it.</summary>
public static class ConsoleEndpoints
{
    /// <summary>Where the query explorer is, in a hub with a console.</summary>
    public const string ExplorerPath = "/console/data/explorer";

    /// <summary>Where the query explorer of a gateway without sign-in is, in a build with a console.</summary>
    public const string OpenExplorerPath = "/console/explorer.html";

    /// <summary>Maps <c>/api/v1</c> and <c>/console</c>.</summary>
    public static void MapExchangeConsole(this IEndpointRouteBuilder routes, ConsolePorts ports)
    {
        new ConsentEndpoints(ports).Map(routes);
        new ConsentActEndpoints(ports).Map(routes);
        new NoticeEndpoints(ports).Map(routes);
        new NotificationEndpoints(ports).Map(routes);
        new OverviewEndpoints(ports).Map(routes);
        new AccessRecordEndpoints(ports).Map(routes);
        new OwnAccessEndpoints(ports).Map(routes);
        new ReviewEndpoints(ports).Map(routes);
        new VocabularyEndpoints(ports).Map(routes);
        new PolicyVersionEndpoints(ports).Map(routes);
        new DecisionEndpoints(ports).Map(routes);
        new PolicyDraftEndpoints(ports).Map(routes);
        new PolicyBrakeEndpoints(ports).Map(routes);
        new ReversalEndpoints(ports).Map(routes);
        routes.MapExchangePages(ports.Pages);
    }

    /// <summary>Maps <c>/console</c>: the built pages, or one line that says why there are none.</summary>
    public static void MapExchangePages(this IEndpointRouteBuilder routes, ConsolePages? pages) => new PageEndpoints(pages).Map(routes);
}
