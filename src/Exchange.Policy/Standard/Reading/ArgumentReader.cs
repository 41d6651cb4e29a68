using System.Globalization;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads the arguments of a property and what they read.</summary>
internal sealed class ArgumentReader(FindingLog log)
{
    private static readonly Dictionary<string, ArgumentUse> Uses = new(StringComparer.Ordinal)
    {
        ["identifier"] = ArgumentUse.Identifier,
        ["filter"] = ArgumentUse.Filter,
        ["threshold"] = ArgumentUse.Threshold,
        ["paging"] = ArgumentUse.Paging,
    };

    public IReadOnlyList<StandardArgument> Read(ObjectReader extension)
    {
        var arguments = new List<StandardArgument>();
        var place = extension.PlaceOf("arguments");
        foreach (var member in extension.Object("arguments")?.Members ?? [])
        {
            var memberPlace = place.Within(member);
            if (member.Value is not SourceObject node)
            {
                log.Add("wrong-value", memberPlace, "An argument has to be an object with 'type' and 'use'.");
            }
            else if (Argument(member.Name, new ObjectReader(node, memberPlace, log)) is { } argument)
            {
                arguments.Add(argument);
            }
        }

        return arguments;
    }

    private StandardArgument? Argument(string name, ObjectReader reader)
    {
        var type = reader.Text("type", required: true);
        var use = reader.Choice("use", Uses, required: true);
        var reads = reader.Text("reads");
        var literal = Literal(reader);
        reader.RefuseOthers();
        if (type is null || use is null)
        {
            return null;
        }

        if ((use == ArgumentUse.Filter) != (reads is not null))
        {
            log.Add("missing-reads", reader.Place, "A filter, and only a filter, names the field that it reads: 'reads'.");
            return null;
        }

        var governance = new GovernedArgument(name, use.Value, reads is null ? null : new Coordinate(reads));
        return new StandardArgument(name, type, literal, governance);
    }

    private string? Literal(ObjectReader reader)
    {
        switch (reader.Any("default"))
        {
            case null:
                return null;
            case SourceNumber number:
                return number.Value.ToString(CultureInfo.InvariantCulture);
            case SourceFlag flag:
                return flag.Value ? "true" : "false";
            default:
                log.Add("wrong-value", reader.PlaceOf("default"), "A default has to be a number, true or false.");
                return null;
        }
    }
}
