namespace Exchange.GraphQL.TypeSystem;

/// <summary>What a change means for those who already use the schema.</summary>
public enum ChangeSeverity : byte
{
    /// <summary>Nothing that worked stops working.</summary>
    Safe,

    /// <summary>Documents stay valid, but a client may meet what it does not expect.</summary>
    Dangerous,

    /// <summary>Documents or answers that were right no longer are.</summary>
    Breaking,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Severity">What it means for clients.</param>
/// <param name="Code">A stable code such as <c>FIELD_REMOVED</c>; where graphql-js has one for it, the same.</param>
/// <param name="Coordinate">The schema coordinate (<see cref="SchemaCoordinate"/>), or <c>schema</c> for the schema itself.</param>
/// <param name="Message">One sentence.</param>
public sealed record SchemaChange(ChangeSeverity Severity, string Code, string Coordinate, string Message);
