using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Exchange.Console.Description;

/// <summary>Leaves the content type of a body to the endpoint that takes it.</summary>
public static class BodiesAfterCallers
{
    /// <summary>
    /// Routing refuses no content type of these endpoints any more; their description stays as it is. WHY: it would before it is known who calls, and
    /// would tell a stranger that there is an endpoint, and nobody what to send. Each endpoint reads JSON and refuses everything else.
    /// </summary>
    public static TBuilder JudgeBodiesAfterCallers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Finally(static endpoint =>
        {
            if (endpoint.Metadata.OfType<IAcceptsMetadata>().LastOrDefault() is { } accepts)
            {
                endpoint.Metadata.Add(new AcceptsMetadata([], accepts.RequestType, accepts.IsOptional));
            }
        });
        return endpoints;
    }
}
