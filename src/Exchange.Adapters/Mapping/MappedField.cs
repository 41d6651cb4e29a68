using Exchange.Federation.Sources;

namespace Exchange.Adapters.Mapping;

/// <summary>
/// One asked field beside its place in the source: the plan that SQL, REST and file sources read a selection by.
/// Only what is asked is in it, so only that is read.
/// </summary>
/// <param name="Requested">What the hub asks.</param>
/// <param name="Mapping">Where it stands; null where the department's file maps no such field.</param>
/// <param name="Children">
/// The fields of a value object, or of a link at a reduced level; empty for leaves and for links at full level, which deliver the key.
/// </param>
internal sealed record MappedField(RequestedField Requested, FieldMapping? Mapping, IReadOnlyList<MappedField> Children)
{
    private const int MaxDepth = 8;

    /// <summary>The column or property that it is read from, the values of its arguments filled in; null where it has none.</summary>
    public string? From { get; } = Mapping?.From is { } from ? ArgumentPlaces.Fill(from, Requested.Arguments) : null;

    /// <summary>Whether the value is an object of <see cref="Children"/>.</summary>
    public bool IsObject => Children.Count > 0;

    /// <summary>Whether the value is a list of such objects; its cells are those of the items.</summary>
    public bool IsItems => Mapping is { IsItems: true };

    /// <summary>Whether the value is a link that delivers the key of the linked entity under its one child.</summary>
    public bool IsKeyLink => Mapping?.Link is not null && Children.Count == 0 && Requested.Children.Count > 0;

    /// <summary>Pairs the asked fields of one selection with the mapping of its type.</summary>
    public static IReadOnlyList<MappedField> Plan(IReadOnlyList<RequestedField> asked, IReadOnlyList<FieldMapping> mappings, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"A selection is nested deeper than {MaxDepth} levels.", nameof(asked));
        }

        var planned = new MappedField[asked.Count];
        for (var i = 0; i < planned.Length; i++)
        {
            var field = asked[i];
            var mapping = mappings.FirstOrDefault(candidate => candidate.Name == field.Name);
            planned[i] = new MappedField(field, mapping, mapping is null ? [] : Inner(field, mapping, depth));
        }

        return planned;
    }

    /// <summary>Every leaf, key link and list of objects with a place in the source, depth first.</summary>
    public static IEnumerable<MappedField> Cells(IReadOnlyList<MappedField> fields)
    {
        foreach (var field in fields)
        {
            if (field.IsItems)
            {
                yield return field;
            }
            else if (field.IsObject)
            {
                foreach (var inner in Cells(field.Children))
                {
                    yield return inner;
                }
            }
            else if (field.Mapping is { IsObject: false })
            {
                yield return field;
            }
        }
    }

    private static IReadOnlyList<MappedField> Inner(RequestedField field, FieldMapping mapping, int depth)
    {
        if (mapping.IsObject)
        {
            return Plan(field.Children, mapping.Fields, depth + 1);
        }

        return mapping.Link is not null && mapping.Reduced.TryGetValue(field.LevelName, out var reduced)
            ? Plan(field.Children, reduced, depth + 1)
            : [];
    }
}
