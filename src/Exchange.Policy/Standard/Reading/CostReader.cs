using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads what <c>x-exchange</c> says about the cost of a type or property.</summary>
internal sealed class CostReader(FindingLog log)
{
    private const int Largest = 100_000;

    private static readonly string[] Pages = ["edges", "nodes"];

    /// <summary>What one value costs; null where nothing is said.</summary>
    public static int? Cost(ObjectReader extension) => extension.Integer("cost", 0, Largest);

    /// <summary>The length of the property's list. A connection's is bounded by its argument <c>first</c> without being told.</summary>
    public StandardListSize? Size(ObjectReader extension, bool isConnection, IReadOnlyList<StandardArgument> arguments)
    {
        if (extension.Object("listSize") is not { } node)
        {
            return isConnection ? new StandardListSize(null, [.. Names(arguments).Where(name => name == "first")], Pages) : null;
        }

        var reader = new ObjectReader(node, extension.PlaceOf("listSize"), log);
        var size = new StandardListSize(reader.Integer("assumed", 0, Largest), reader.Texts("arguments"), isConnection ? Pages : []);
        reader.RefuseOthers();
        foreach (var name in size.Arguments.Except(Names(arguments)))
        {
            log.Add("unknown-key", reader.PlaceOf("arguments"), $"The property has no argument '{name}'.{Suggestion.For(name, Names(arguments))}");
        }

        return size;
    }

    private static IEnumerable<string> Names(IReadOnlyList<StandardArgument> arguments) => arguments.Select(argument => argument.Name);
}
