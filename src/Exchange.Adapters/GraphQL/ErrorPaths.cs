using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// Where the errors of a department's answer stand, seen from one place of it. An error without a place may be anywhere; a null on the
/// way to one, or beneath it, is its work.
/// </summary>
internal readonly struct ErrorPaths
{
    private readonly Datum[][] _paths;
    private readonly int _depth;

    private ErrorPaths(Datum[][] paths, int depth)
    {
        _paths = paths;
        _depth = depth;
    }

    public bool Any => _paths.Length > 0;

    public static ErrorPaths Of(Datum errors) =>
        new(errors.Kind == DatumKind.List ? Array.ConvertAll(errors.AsList(), Path) : [], 0);

    public ErrorPaths Below(Datum step)
    {
        var depth = _depth;
        return _paths.Length == 0
            ? this
            : new ErrorPaths([.. _paths.Where(path => path.Length <= depth || path[depth].Equals(step))], depth + 1);
    }

    private static Datum[] Path(Datum error) =>
        error.Kind == DatumKind.Object && error.AsObject()["path"] is { Kind: DatumKind.List } path ? path.AsList() : [];
}
