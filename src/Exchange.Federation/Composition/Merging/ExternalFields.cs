using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Checks what subgraphs say of fields that others resolve (<c>@external</c>).</summary>
internal sealed class ExternalFields(Merge merge)
{
    /// <summary>Whether any subgraph resolves the field; reports it where none does.</summary>
    public bool HasOwner(MergedType type, MergedField field)
    {
        var present = field.Sources.Index().Where(entry => entry.Item is not null).ToList();
        if (present.Exists(entry => !merge.Schemas[entry.Index].Facts.IsExternal(entry.Item!)))
        {
            return true;
        }

        merge.Errors.Add(
            CompositionCodes.ExternalMissingOnBase,
            $"\"{field.Coordinate}\" is \"@external\" in {merge.List(present.Select(entry => entry.Index))}, and no subgraph resolves it.",
            merge.NameOf(present[0].Index),
            field.Coordinate,
            present[0].Item!.Location);
        return false;
    }

    /// <summary>Reports external declarations that differ from what is resolved.</summary>
    public void CheckAgreement(MergedField field)
    {
        var externals = field.Sources.Index()
            .Where(entry => entry.Item is not null && merge.Schemas[entry.Index].Facts.IsExternal(entry.Item));
        foreach (var (index, source) in externals)
        {
            if (!TypeNodes.AreEqual(source!.Type, field.Type))
            {
                Report(
                    CompositionCodes.ExternalTypeMismatch,
                    $"\"{field.Coordinate}\" is \"@external\" with the type \"{TypeNodes.Text(source.Type)}\" and resolved as "
                        + $"\"{TypeNodes.Text(field.Type)}\"; make them equal.",
                    index,
                    source);
            }

            CheckArguments(field, index, source);
        }
    }

    private void CheckArguments(MergedField field, int index, SubgraphField source)
    {
        foreach (var argument in field.Arguments)
        {
            if (source.Arguments.Find(other => other.Name == argument.Name) is not { } given)
            {
                Report(
                    CompositionCodes.ExternalArgumentMissing,
                    $"\"{field.Coordinate}\" is \"@external\" without the argument \"{argument.Name}\", which it has where it is resolved.",
                    index,
                    source);
            }
            else if (!merge.Types.IsSubtype(argument.Type, given.Type))
            {
                Report(
                    CompositionCodes.ExternalArgumentTypeMismatch,
                    $"\"{argument.Coordinate}\" has the type \"{TypeNodes.Text(given.Type)}\" where \"{field.Coordinate}\" is \"@external\" and "
                        + $"\"{TypeNodes.Text(argument.Type)}\" where it is resolved.",
                    index,
                    source);
            }
        }
    }

    private void Report(string code, string message, int index, SubgraphField source) =>
        merge.Errors.Add(code, message, merge.NameOf(index), source.Coordinate, source.Location);
}
