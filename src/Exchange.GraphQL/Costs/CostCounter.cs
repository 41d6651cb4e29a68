using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Costs;

/// <summary>Adds up one operation. Sums and products stop at the largest integer. One instance counts one operation.</summary>
internal sealed class CostCounter(CostModel model, VariableValues variables)
{
    /// <summary>The length that a connection gives to its lists.</summary>
    private readonly record struct Sized(IReadOnlyList<string> Fields, int Length)
    {
        public static Sized Nothing => new([], 0);
    }

    public int Count(Operation operation) => Fields(operation.Root, operation.RootType.Name, Sized.Nothing);

    // INVARIANT: recursion follows the compiled selection, whose depth and number of fields were bounded when it was compiled; each of its
    // fields is counted once.
    private int Fields(SelectedSet set, string type, Sized sized)
    {
        var sum = 0;
        foreach (var field in set.For(type))
        {
            sum = Sum(sum, Field(field, sized));
        }

        return sum;
    }

    private int Field(SelectedField field, Sized sized)
    {
        if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return 0;
        }

        var size = model.Size(field);
        var length = size is null ? CostModel.UnknownListSize : ListLength.Of(size, field, variables);
        var below = size is { SizedFields.Count: > 0 } ? new Sized(size.SizedFields, length) : Sized.Nothing;
        var own = sized.Fields.Contains(field.Definition.Name, StringComparer.Ordinal) ? sized.Length
            : below.Fields.Count > 0 ? CostModel.UnknownListSize
            : length;
        return Sum(Arguments(field), Product(Instances(field.Definition.Type, own), Instance(field, below)));
    }

    /// <summary>What one value of the field costs; of the types that it can have, the dearest.</summary>
    private int Instance(SelectedField field, Sized below)
    {
        var own = model.Weight(field);
        if (field.Selection is not { } selection)
        {
            return own ?? model.LeafWeight(field.Definition.Type.Named.Name);
        }

        var dearest = own ?? 0;
        foreach (var type in selection.PossibleTypes)
        {
            dearest = Math.Max(dearest, Sum(own ?? model.ObjectWeight(type), Fields(selection, type, below)));
        }

        return dearest;
    }

    private int Arguments(SelectedField field)
    {
        var sum = 0;
        foreach (var argument in field.Arguments)
        {
            sum = Sum(sum, model.Weight(field, argument.Name));
        }

        return sum;
    }

    /// <summary>How many values a field of that type gives; only the outermost list has a known length.</summary>
    private static int Instances(GraphQLType type, int length)
    {
        var count = 1;
        for (var next = type.Nullable; next is ListType list; next = list.Item.Nullable)
        {
            count = Product(count, length);
            length = CostModel.UnknownListSize;
        }

        return count;
    }

    private static int Sum(int left, int right) => (int)Math.Min(int.MaxValue, (long)left + right);

    private static int Product(int left, int right) => (int)Math.Min(int.MaxValue, (long)left * right);
}
