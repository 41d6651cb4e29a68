namespace Exchange.Federation.Execution;

/// <summary>What is kept of an error that a subgraph reported; never its text.</summary>
/// <param name="Path">Its path in the answer: strings and ints; null where it has none that can be understood.</param>
/// <param name="Code">A code that tells nothing of anybody's values.</param>
internal sealed record SubgraphError(IReadOnlyList<object>? Path, string Code)
{
    /// <summary>The code of an error whose own code is not one of <see cref="KnownCodes"/>.</summary>
    public const string OtherCode = "SUBGRAPH_ERROR";

    private const int MaxPath = 256;

    private static readonly string[] KnownCodes =
        ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "INTERNAL_SERVER_ERROR"];

    /// <summary>
    /// Reads the value of <c>errors</c> of an answer that was read before; at most <paramref name="most"/> of them. Where it is not a list of
    /// objects it counts as one error without a path.
    /// </summary>
    public static List<SubgraphError> Read(ReadOnlySpan<byte> answer, int position, int most)
    {
        var errors = new List<SubgraphError>();
        var json = new JsonScanner(answer, position);
        if (json.TryPass("null"u8))
        {
            return errors;
        }

        if (!json.TryPass((byte)'['))
        {
            return [new SubgraphError(null, OtherCode)];
        }

        if (json.TryPass((byte)']'))
        {
            return errors;
        }

        do
        {
            errors.Add(ReadOne(ref json));
        }
        while (errors.Count < most && json.PassSeparator((byte)']'));
        return errors;
    }

    private static SubgraphError ReadOne(ref JsonScanner json)
    {
        var error = new SubgraphError(null, OtherCode);
        if (json.Peek() != '{')
        {
            json.PassValue();
            return error;
        }

        json.Pass((byte)'{');
        if (json.TryPass((byte)'}'))
        {
            return error;
        }

        do
        {
            _ = json.Peek();
            var name = json.PassText();
            json.Pass((byte)':');
            if (name.SequenceEqual("\"path\""u8) && json.Peek() == '[')
            {
                error = error with { Path = ReadPath(ref json) };
            }
            else if (name.SequenceEqual("\"extensions\""u8) && json.Peek() == '{')
            {
                error = error with { Code = ReadCode(ref json) };
            }
            else
            {
                json.PassValue();
            }
        }
        while (json.PassSeparator((byte)'}'));
        return error;
    }

    // A key that is no name and no index ends what counts of the path.
    private static List<object> ReadPath(ref JsonScanner json)
    {
        var path = new List<object>();
        var isUnderstood = true;
        json.Pass((byte)'[');
        if (json.TryPass((byte)']'))
        {
            return path;
        }

        do
        {
            var key = ReadKey(ref json);
            isUnderstood &= key is not null && path.Count < MaxPath;
            if (isUnderstood)
            {
                path.Add(key!);
            }
        }
        while (json.PassSeparator((byte)']'));
        return path;
    }

    private static object? ReadKey(ref JsonScanner json)
    {
        var isText = json.Peek() == '"';
        var start = json.Position;
        if (isText)
        {
            return System.Text.Encoding.UTF8.GetString(json.PassText()[1..^1]);
        }

        json.PassValue();
        return int.TryParse(json.Since(start), out var index) && index >= 0 ? index : null;
    }

    private static string ReadCode(ref JsonScanner json)
    {
        var code = OtherCode;
        json.Pass((byte)'{');
        if (json.TryPass((byte)'}'))
        {
            return code;
        }

        do
        {
            _ = json.Peek();
            var name = json.PassText();
            json.Pass((byte)':');
            if (name.SequenceEqual("\"code\""u8) && json.Peek() == '"')
            {
                var text = System.Text.Encoding.UTF8.GetString(json.PassText()[1..^1]);
                code = Array.Find(KnownCodes, known => known == text) ?? OtherCode;
            }
            else
            {
                json.PassValue();
            }
        }
        while (json.PassSeparator((byte)'}'));
        return code;
    }
}
