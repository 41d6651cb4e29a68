using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>The fragments of a document by name; the last of equal names counts.</summary>
internal static class FragmentTable
{
    /// <summary>Reads the table off <paramref name="document"/>.</summary>
    public static Dictionary<string, FragmentDefinition> Of(Document document)
    {
        var fragments = new Dictionary<string, FragmentDefinition>(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            fragments[fragment.Name] = fragment;
        }

        return fragments;
    }
}
