namespace Exchange.Policy.Standard;

/// <summary>The part of a department's document that every source kind has.</summary>
/// <param name="Code">The department's code.</param>
/// <param name="Title">Its name in both languages.</param>
/// <param name="Request">Where access to its data is asked for, in both languages.</param>
public sealed record DepartmentCard(DepartmentId Code, Title Title, Title Request);
