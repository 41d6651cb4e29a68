namespace Exchange.GraphQL.Execution;

/// <summary>A place in the response, from the inside out; keys are strings and ints.</summary>
internal sealed record ResponsePath(ResponsePath? Parent, object Key)
{
    /// <summary>The keys from the root on.</summary>
    public IReadOnlyList<object> ToList()
    {
        var keys = new List<object>();
        for (var place = this; place is not null; place = place.Parent)
        {
            keys.Add(place.Key);
        }

        keys.Reverse();
        return keys;
    }
}
