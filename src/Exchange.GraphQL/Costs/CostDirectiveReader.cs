using System.Globalization;
using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Costs;

/// <summary>Reads one application of <c>@cost</c> or <c>@listSize</c>; what it cannot read it reports. One instance reads one schema.</summary>
internal sealed class CostDirectiveReader(List<CostMistake> mistakes)
{
    private const int LargestNumber = 1_000_000;

    /// <summary>The weight of <c>@cost</c>; null, with a mistake, where it is none.</summary>
    public int? Weight(DirectiveNode directive, string coordinate)
    {
        // WHY: the cost specification writes weights as text, Apollo Federation as integers; a fraction is rounded up.
        var text = Argument(directive, "weight") switch
        {
            IntNode number => number.Text,
            StringNode quoted => quoted.Value,
            _ => "",
        };
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight <= LargestNumber)
        {
            return (int)Math.Ceiling(weight);
        }

        mistakes.Add(new CostMistake(coordinate, $"the \"weight\" of \"@cost\" has to be a number from 0 to {LargestNumber}"));
        return null;
    }

    /// <summary>What <c>@listSize</c> says of <paramref name="field"/>.</summary>
    public ListSize Size(DirectiveNode directive, FieldDefinitionNode field, string coordinate)
    {
        var size = new ListSize
        {
            AssumedSize = AssumedSize(directive, coordinate),
            SlicingArguments = Names(directive, "slicingArguments", coordinate),
            SizedFields = Names(directive, "sizedFields", coordinate),
            RequireOneSlicingArgument = Argument(directive, "requireOneSlicingArgument") is not BooleanNode { Value: false },
        };
        foreach (var name in size.SlicingArguments.Where(name => field.Arguments.All(declared => declared.Name != name)))
        {
            mistakes.Add(new CostMistake(coordinate, $"\"slicingArguments\" of \"@listSize\" names \"{name}\", which is no argument of the field"));
        }

        return size;
    }

    private int? AssumedSize(DirectiveNode directive, string coordinate)
    {
        var written = Argument(directive, "assumedSize");
        if (written is null or NullNode)
        {
            return null;
        }

        if (written is IntNode number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var size) && size is >= 0 and <= LargestNumber)
        {
            return size;
        }

        mistakes.Add(new CostMistake(coordinate, $"the \"assumedSize\" of \"@listSize\" has to be a whole number from 0 to {LargestNumber}"));
        return null;
    }

    private string[] Names(DirectiveNode directive, string argument, string coordinate)
    {
        var written = Argument(directive, argument);
        if (written is null or NullNode)
        {
            return [];
        }

        var items = written is ListNode list ? list.Items : [written];
        if (!items.All(item => item is StringNode))
        {
            mistakes.Add(new CostMistake(coordinate, $"\"{argument}\" of \"@listSize\" has to be a list of names"));
        }

        return [.. items.OfType<StringNode>().Select(name => name.Value)];
    }

    private static ValueNode? Argument(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}
