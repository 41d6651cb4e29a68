namespace Exchange.Federation.Governed.Departments;

/// <summary>What a department's own schema demands of whoever reads a field of its.</summary>
/// <param name="Department">The department.</param>
/// <param name="Kind">Which directive demands it.</param>
/// <param name="AnyOf">Sets of names: all names of one set have to be granted. Without a set nobody meets it.</param>
public sealed record AccessRequirement(string Department, RequirementKind Kind, IReadOnlyList<IReadOnlyList<string>> AnyOf);

/// <summary>The directive that a requirement stands in; <c>@authenticated</c> demands nothing more, for there is no unknown caller.</summary>
public enum RequirementKind : byte
{
    /// <summary><c>@requiresScopes</c>.</summary>
    Scope,

    /// <summary><c>@policy</c>.</summary>
    Policy,
}
