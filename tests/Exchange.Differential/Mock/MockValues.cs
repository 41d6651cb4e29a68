using System.Globalization;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Differential.Mock;

/// <summary>
/// The values of fields, drawn from a hash: mostly good ones, now and then one that its type does not admit. Recursion follows a declared
/// type. Stateless; safe to use from several threads.
/// </summary>
public sealed class MockValues(Schema schema)
{
    private const string OddText = "\"\\\n\t\u00e9\U0001F600";
    private const long BeyondInt = 2_147_483_648;

    /// <summary>The value of a field of <paramref name="type"/>; null also where the type forbids it.</summary>
    public object? Value(GraphQLType type, uint hash) =>
        MockHash.Draw(hash, 2) % (type.IsNonNull ? 61u : 9u) == 0 ? null : Solid(type.Nullable, hash);

    private object Solid(GraphQLType type, uint hash)
    {
        if (type is ListType list)
        {
            var count = (int)(MockHash.Draw(hash, 3) % 4);
            return Enumerable.Range(0, count).Select(i => Value(list.Item, MockHash.Step(hash, $"[{i}]"))).ToArray();
        }

        var (odd, value) = (MockHash.Draw(hash, 4), MockHash.Draw(hash, 5));
        return type switch
        {
            EnumType names => odd % 53 == 0 ? "__INVALID__" : names.Values[Index(value, names.Values.Count)].Name,
            ObjectType => new MockObject(type.Named.Name, hash),
            ScalarType scalar => Scalar(scalar.Name, odd, value),
            _ => new MockObject(odd % 59 == 0 ? "__Unknown" : Possible(type.Named, value), hash),
        };
    }

    private string Possible(NamedType type, uint value)
    {
        var names = schema.PossibleTypes(type).Select(possible => possible.Name).Order(StringComparer.Ordinal).ToArray();

        // WHY: an interface that nothing implements has no object, and naming none makes the engine say so.
        return names.Length == 0 ? "" : names[Index(value, names.Length)];
    }

    private static object Scalar(string name, uint odd, uint value) => name switch
    {
        "Int" => odd % 47 == 0 ? Datum.From(BeyondInt) : Datum.From((long)unchecked((int)value)),
        "Float" => Datum.From(unchecked((int)value) / 8.0),
        "Boolean" => Datum.From(value % 2 == 1),
        "String" => (odd % 11 == 0 ? OddText : "") + MockHash.Hex(value),
        "ID" => odd % 2 == 1 ? value.ToString(CultureInfo.InvariantCulture) : MockHash.Hex(value),
        _ => $"{name}:{MockHash.Hex(value)}",
    };

    private static int Index(uint value, int count) => (int)(value % (uint)count);
}
