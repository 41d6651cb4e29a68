using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.Pipeline.Streams;

/// <summary>What a subscription asks to be told of: its field with its coerced arguments, and the kinds of event that these mean. Immutable.</summary>
internal sealed record EventFilter
{
    private const string KindsArgument = "kinds";
    private const string RegionType = "RegionCode";

    private readonly HashSet<string> _types;
    private readonly IReadOnlyList<(string Type, string? Home)> _homes;
    private readonly SelectedField _field;
    private readonly bool _isNarrowed;

    private EventFilter(
        string rootType,
        SelectedField field,
        DatumObject arguments,
        IReadOnlyList<(string Type, string? Home)> homes,
        IReadOnlyList<string> owners,
        bool isNarrowed = false)
    {
        RootType = rootType;
        _field = field;
        _isNarrowed = isNarrowed;
        Arguments = arguments;
        Owners = owners;
        _homes = homes;
        _types = homes.Select(each => each.Type).ToHashSet(StringComparer.Ordinal);
        var given = Enumerable.Range(0, arguments.Count).Where(i => !arguments.Values[i].IsNull).Select(i => arguments.Names[i]);
        Key = string.Join(',', _types.Order(StringComparer.Ordinal).Concat(given.Order(StringComparer.Ordinal)));
    }

    /// <summary>The subscription root's name.</summary>
    public string RootType { get; }

    /// <summary>The field.</summary>
    public string Field => _field.Definition.Name;

    /// <summary>The arguments that were given.</summary>
    public DatumObject Arguments { get; }

    /// <summary>The entity types of the events that are asked for.</summary>
    public IReadOnlySet<string> Types => _types;

    /// <summary>The departments that own them.</summary>
    public IReadOnlyList<string> Owners { get; }

    /// <summary>The key field of the events.</summary>
    public required string KeyField { get; init; }

    /// <summary>The regions that it asks for.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The types and the names of the arguments as text, for caches.</summary>
    public string Key { get; }

    /// <summary>The filter of a subscription; null for another operation. Throws <see cref="GraphQLException"/> for wrong arguments.</summary>
    public static EventFilter? Of(HubSnapshot snapshot, Operation operation, VariableValues variables)
    {
        if (operation.Kind != OperationKind.Subscription || operation.Root.For(operation.RootType.Name) is not [{ Selection: { } selection } field])
        {
            return null;
        }

        var arguments = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, snapshot.Scalars);
        var kinds = arguments[KindsArgument];
        if (kinds.Kind == DatumKind.List && kinds.AsList().Length == 0)
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.BadUserInput, $"\"{KindsArgument}\" names no kind of event: name one, or leave it out for all of them.")
            {
                Locations = [field.Location],
            });
        }

        var homes = selection.PossibleTypes
            .Where(type => kinds.IsNull || kinds.AsList().Any(kind => kind.AsString() == EventKinds.Of(type)))
            .Select(type => (type, snapshot.Graph.Entity(type)?.Home))
            .ToList();
        return new EventFilter(operation.RootType.Name, field, arguments, homes, Owning(snapshot, field, kinds.IsNull, homes))
        {
            Regions = [.. field.Definition.Arguments
                .Where(argument => argument.Type.Named.Name == RegionType && !arguments[argument.Name].IsNull)
                .Select(argument => arguments[argument.Name].AsString())],
            KeyField = selection.PossibleTypes.Select(type => snapshot.Graph.Entity(type)?.KeyField).OfType<string>().First(),
        };
    }

    /// <summary>The filter without the kinds that the caller may not be told of: departments are not asked for these, and may not report them.</summary>
    public EventFilter Under(Grants grants)
    {
        var told = _homes.Where(each => grants.Fields[_field.Index].Kinds?.GetValueOrDefault(each.Type) is { Alternatives.Count: > 0 }).ToList();
        return told.Count == _homes.Count ? this : new EventFilter(RootType, _field, Arguments, told, Homes(told), isNarrowed: true)
        {
            Regions = Regions,
            KeyField = KeyField,
        };
    }

    /// <summary>Whether an argument has a value.</summary>
    public bool Gives(string argument) => !Arguments[argument].IsNull;

    /// <summary>Whether an argument asks for a region in the caller's own, or for that one.</summary>
    public bool IsWithin(string? region) => region is { Length: > 0 } && Regions.Count > 0
        && Regions.All(asked => asked.StartsWith(region, StringComparison.Ordinal));

    /// <summary>
    /// What a department is asked: no kind of event that it does not own, and no argument that was not given but for the kinds, where not all are told.
    /// </summary>
    public DatumObject ArgumentsFor(string department)
    {
        var names = new List<string>();
        var values = new List<Datum>();
        for (var i = 0; i < Arguments.Count; i++)
        {
            if (!Arguments.Values[i].IsNull && Arguments.Names[i] != KindsArgument)
            {
                names.Add(Arguments.Names[i]);
                values.Add(Arguments.Values[i]);
            }
        }

        if (_isNarrowed || Gives(KindsArgument))
        {
            names.Add(KindsArgument);
            values.Add(KindsOf(department));
        }

        return new DatumObject([.. names], [.. values]);
    }

    /// <summary>Whether the department may report a record of this type here: it is asked for, and is its own.</summary>
    public bool Accepts(string department, string type) => _homes.Any(each => each.Type == type && each.Home == department);

    private static IReadOnlyList<string> Owning(
        HubSnapshot snapshot, SelectedField field, bool isAll, IEnumerable<(string Type, string? Home)> homes) => isAll
        ? snapshot.RootFields.First(root => root.Kind == RootKind.Stream && root.Name == field.Definition.Name).Owners
        : Homes(homes);

    private static IReadOnlyList<string> Homes(IEnumerable<(string Type, string? Home)> homes) =>
        [.. homes.Select(each => each.Home).OfType<string>().Distinct(StringComparer.Ordinal)];

    private Datum KindsOf(string department) =>
        Datum.From([.. _homes.Where(each => each.Home == department).Select(each => Datum.FromEnum(EventKinds.Of(each.Type)))]);
}
