using Exchange.GraphQL.TypeSystem;

namespace Exchange.Differential.Mock;

/// <summary>An object of the mock: all that its fields depend on.</summary>
/// <param name="TypeName">The name of its type, which for a faulty object the schema does not have.</param>
/// <param name="Hash">The hash of the way to it.</param>
public sealed record MockObject(string TypeName, uint Hash)
{
    /// <summary>The root of an operation.</summary>
    public static MockObject Root(ObjectType type) => new(type.Name, MockHash.Step(MockHash.Offset, type.Name));
}
