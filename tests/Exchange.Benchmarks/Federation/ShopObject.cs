namespace Exchange.Benchmarks.Federation;

/// <summary>An object of the shop: its type and its fields; a field is text, a number, a Boolean, an object or a list of objects.</summary>
internal sealed record ShopObject(string Type, Dictionary<string, object?> Fields)
{
    public ShopObject(string type, params (string Name, object? Value)[] fields)
        : this(type, fields.ToDictionary(field => field.Name, field => field.Value))
    {
    }

    public object? this[string field] => Fields[field];
}
