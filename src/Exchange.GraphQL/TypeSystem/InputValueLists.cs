namespace Exchange.GraphQL.TypeSystem;

/// <summary>Looks up arguments and input fields. There are few of each, so that a search costs less than a table.</summary>
internal static class InputValueLists
{
    /// <summary>The argument or input field of that name, or null.</summary>
    public static InputValue? Find(this IReadOnlyList<InputValue> inputs, string name)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Name == name)
            {
                return inputs[i];
            }
        }

        return null;
    }
}
