using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Checks;

/// <summary>What can be told of the record behind a field: which conditions can ever hold for it.</summary>
internal sealed class RecordKinds(DataStandard standard)
{
    /// <summary>The type of persons.</summary>
    public const string Person = "Person";

    private const string Place = "Place";
    private const string Grid = "Grid";
    private const string Organization = "Organization";
    private const string Department = "Department";

    /// <summary>Whether the record is a person, or a look-up of one.</summary>
    public bool IsPerson(Coordinate coordinate) => coordinate.IsOf(Person)
        || (standard.Type(coordinate.Type)?.Kind == StandardTypeKind.Root && standard.TryField(coordinate, out var field) && field.LinksTo == Person);

    /// <summary>Whether the record is a place, or an organization, which has its seat at one.</summary>
    public static bool IsAtPlace(Coordinate coordinate) => coordinate.Type is Place or Organization;

    /// <summary>Whether the record lies somewhere: a person by residence, a place or grid by its code, an event by its place.</summary>
    public bool HasRegion(Coordinate coordinate) => IsPerson(coordinate)
        || coordinate.Type is Place or Grid
        || standard.Type(coordinate.Type)?.Implements is not null;

    /// <summary>Whether the field of a record is a department or a list of them.</summary>
    public bool HoldsDepartment(Coordinate coordinate) => coordinate.Value.Split('.') is [var type, var name]
        && standard.Type(type)?.Properties.Any(property => property.Name == name && property.Type == Department) == true;

    /// <summary>The fields of a type that hold departments.</summary>
    public IEnumerable<string> DepartmentsOn(string type) =>
        standard.Type(type)?.Properties.Where(property => property.Type == Department).Select(property => $"{type}.{property.Name}") ?? [];
}
