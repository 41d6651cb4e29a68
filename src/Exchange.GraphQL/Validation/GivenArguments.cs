using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation;

/// <summary>Questions about the arguments, or the fields of an input object, that a document gives.</summary>
internal static class GivenArguments
{
    /// <summary>Up to here comparing each with each costs less than a table.</summary>
    private const int Few = 8;

    /// <summary>Whether there is one of that name.</summary>
    public static bool Include(this ReadOnlySpan<ArgumentNode> given, string name)
    {
        foreach (var argument in given)
        {
            if (argument.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there are so few of them that it is plain to see that no name stands twice; false says nothing.</summary>
    public static bool ArePlainlyDistinct(ReadOnlySpan<ArgumentNode> given)
    {
        if (given.Length > Few)
        {
            return false;
        }

        for (var i = 1; i < given.Length; i++)
        {
            if (given[..i].Include(given[i].Name))
            {
                return false;
            }
        }

        return true;
    }
}
