using Exchange.Consent;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>One set of policies with the consents that people gave under it.</summary>
/// <param name="Name">For a failed test.</param>
/// <param name="Pools">The policies.</param>
/// <param name="Consents">The consents as they were given.</param>
/// <param name="Index">The consents as the hub knows them.</param>
internal sealed record World(string Name, PolicyPools Pools, IReadOnlyList<PlantedConsent> Consents, ConsentIndex Index)
{
    /// <summary>Whether a source vouches for case numbers; without one their form alone counts.</summary>
    public bool HasCases { get; init; }

    /// <summary>The policies that the hub decides by: under the brakes that were pulled.</summary>
    public PolicySet Braked(DataStandard standard) => Pools.Policies.Under(Pools.Brakes, standard);
}
