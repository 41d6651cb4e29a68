using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Streams;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Stage 3: caller and operation → grants. The one place where selections meet decisions: every selected coordinate is decided here, before
/// anything is planned. What the standard does not know is closed. Thread-safe.
/// </summary>
internal sealed class Authorize(ConsentIndex consents, ReplicaLease lease)
{
    public Grants Run(
        HubSnapshot snapshot, Caller caller, Operation operation, VariableValues variables, EventFilter? filter, DateTimeOffset now)
    {
        using var span = PipelineTelemetry.Stage("Authorize");

        // WHY the thresholds and the filter too: which values they ask by is decided, and these can stand in variables.
        var thresholds = ThresholdUse.Of(snapshot, operation, variables, now);
        var asked = filter is null ? thresholds.Key : $"{filter.Key}|{filter.IsWithin(caller.Class.RegionCode)}|{thresholds.Key}";
        var decidedBy = asked.Length == 0 ? caller.Class.Key : $"{asked}|{caller.Class.Key}";
        if (snapshot.Caches.Grants(operation, decidedBy, now) is { } known)
        {
            return known;
        }

        var decided = Decide(snapshot, caller, operation, thresholds, filter, now);
        snapshot.Caches.Add(operation, decidedBy, decided, snapshot.Decisions.NextBoundary(now));
        return decided;
    }

    private Grants Decide(
        HubSnapshot snapshot, Caller caller, Operation operation, ThresholdUse thresholds, EventFilter? filter, DateTimeOffset now)
    {
        var grants = new FieldGrant?[operation.Fields.Count];
        var gates = new GateSet(consents, lease, snapshot, caller);
        var walk = new Walk(snapshot, caller, thresholds, filter, now, gates, grants);
        walk.Visit(operation.Root, operation.RootType.Name, [], Unfiltered);
        AnswerCombinations.Close(snapshot.Policies, caller, grants);
        return new Grants([.. grants.Select(grant => grant ?? Unknown)], gates.Gates, walk.Presences()) { Inputs = walk.Inputs };
    }

    // No filter is asked of the record itself.
    private static readonly IReadOnlyList<ulong> Unfiltered = [0];

    // INVARIANT: a field that the walk did not reach has no decision, and no decision is closed.
    private static FieldGrant Unknown => FieldAccess.Unknown;

    private sealed class Walk(
        HubSnapshot snapshot,
        Caller caller,
        ThresholdUse thresholds,
        EventFilter? filter,
        DateTimeOffset now,
        GateSet gates,
        FieldGrant?[] grants)
    {
        private readonly FieldAccess _fields = new(snapshot, caller, gates, now);
        private readonly JoinAccess _joins = new(snapshot, caller, gates, now);

        public IReadOnlyDictionary<SelectedField, FieldGrant> Inputs => _joins.Inputs;

        /// <summary>By entity type, what it hangs on whether a record may be seen to be there: of persons, and of others whose key is closed.</summary>
        public IReadOnlyDictionary<string, FieldGrant> Presences() => snapshot.ObjectKeys
            .Select(key => (Type: key.Key, Grant: _fields.Of(key.Value)))
            .Where(key => key.Grant.Alternatives is not [{ IsFull: true, Gates: 0 }])
            .Append((SubjectFacts.PersonType, _fields.Presence))
            .ToDictionary(key => key.Item1, key => key.Item2, StringComparer.Ordinal);

        public void Visit(SelectedSet set, string? entity, IReadOnlyList<string> path, IReadOnlyList<ulong> filtered)
        {
            foreach (var type in set.PossibleTypes)
            {
                var isEntity = snapshot.Standard.IsEntity(type) || type == snapshot.Graph.Schema.QueryType.Name;
                var holder = isEntity ? type : entity;
                var prefix = isEntity ? [] : path;
                var about = AboutPerson(set.For(type), holder, prefix);
                foreach (var field in set.For(type))
                {
                    Decide(field, holder, [.. prefix, field.Definition.Name], about, isEntity ? Unfiltered : filtered);
                }
            }
        }

        private ListReadings Readings => new(snapshot, caller, _joins, now);

        private FieldGrant Kinds(FieldGrant grant, SelectedField field)
        {
            var kinds = new KindAccess(
                snapshot, gates, Readings, (read, path) => _joins.Restrict(_fields.Of(read), read, path[0], path[1]));
            return filter is null
                ? kinds.Located(grant, field)
                : kinds.Reported(grant, field, filter.Types, Given(field), filter.IsWithin(caller.Class.RegionCode));
        }

        private RootKind? RootKindOf(SelectedField field) => snapshot.RootFields.FirstOrDefault(root => root.On is null
            && root.Name == field.Definition.Name
            && field.Parent.Name == (root.Kind == RootKind.Stream ? filter?.RootType : snapshot.Graph.Schema.QueryType.Name))?.Kind;

        private ListField? ListOf(SelectedField field) => snapshot.RootFields.FirstOrDefault(root => root.List is not null
            && root.Name == field.Definition.Name && (root.On ?? snapshot.Graph.Schema.QueryType.Name) == field.Parent.Name)?.List;

        // The selected link that says whom the value object is about, where it says where she lives and the record is not her own.
        private FieldGrant? AboutPerson(IReadOnlyList<SelectedField> fields, string? entity, IReadOnlyList<string> path)
        {
            if (entity is null or SubjectFacts.PersonType || path.Count == 0 || _fields.Presence.Alternatives.Count == 0)
            {
                return null;
            }

            return fields
                .Select(field => snapshot.Standard.TryCoordinate(entity, [.. path, field.Definition.Name], out var governed) ? governed : null)
                .Where(governed => governed is { LinksTo: SubjectFacts.PersonType, Reveals: Revelation.Residence })
                .Select(governed => _fields.Of(governed!))
                .FirstOrDefault(grant => grant.Alternatives.Count > 0);
        }

        private void Decide(SelectedField field, string? entity, IReadOnlyList<string> path, FieldGrant? about, IReadOnlyList<ulong> filtered)
        {
            if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
            {
                Structure(field.Selection);
                grants[field.Index] = FieldGrant.Structure;
                return;
            }

            var unreadable = Unreadable(field);
            filtered = Filtered(field, filtered);
            var isListed = IsListed(field, entity, path);
            if (entity is not null && snapshot.Standard.TryCoordinate(entity, path, out var governed))
            {
                var grant = Beside(about, governed, _fields.Of(governed));
                grant = AsksTypesOnly(field.Selection) ? Whole(grant) : grant;
                if (ListOf(field) is { } list)
                {
                    // WHY: what a list may be filtered by is decided for each kind of row, and its order reads too.
                    (grant, unreadable) = (grant with { List = Readings.Of(list) }, null);
                }
                else if (RootKindOf(field) is RootKind.Stream or RootKind.Located)
                {
                    // WHY: who is told of a record that comes to be, or that an id names, is decided for each kind as in a list.
                    (grant, unreadable) = (Kinds(grant, field), null);
                }

                grants[field.Index] = unreadable is not null || !isListed
                    ? Closed(grant)
                    : _joins.Restrict(Under(filtered, grant), governed, entity, path[0]);
                VisitBeneath(field, governed);
                return;
            }

            if (unreadable is not null)
            {
                grants[field.Index] = ReadBy(unreadable, entity, path) is { } read ? Closed(_fields.Of(read)) : Unknown;
                return;
            }

            if (AboutUnlisted(field, entity, path) is { } link)
            {
                grants[field.Index] = Closed(_fields.Of(link));
                return;
            }

            grants[field.Index] = Container(field) ? FieldGrant.Structure with { About = About(field, entity, path) } : Unknown;
            if (field.Selection is not null)
            {
                Visit(field.Selection, entity, path, filtered);
            }

            if (!isListed)
            {
                Close(field.Selection);
            }
        }

        // A threshold, asked often enough, tells the value behind it, so it takes what policy lists and nothing else.
        private bool IsListed(SelectedField field, string? entity, IReadOnlyList<string> path) =>
            ThresholdUse.Names(snapshot, field).Count == 0
            || (entity is not null && thresholds.Takes(field, new Policy.Coordinate($"{entity}.{string.Join('.', path)}")));

        // INVARIANT: as deep as the document, which was bounded when it was read.
        private void Close(SelectedSet? set)
        {
            foreach (var field in (set?.PossibleTypes ?? []).SelectMany(type => set!.For(type)))
            {
                if (grants[field.Index] is { IsStructure: false } grant)
                {
                    grants[field.Index] = Closed(grant);
                }

                Close(field.Selection);
            }
        }

        // WHY: of one record a filter tells what the field does that it reads, so whatever opens that field is asked of the record for both.
        private IReadOnlyList<ulong> Filtered(SelectedField field, IReadOnlyList<ulong> above) => Given(field)
            .Where(argument => argument.Use == ArgumentUse.Filter && IsOfRecord(argument, field.Parent.Name))
            .SelectMany(argument => snapshot.Standard.Expand(argument.Reads!.Value))
            .Aggregate(above, (ways, read) =>
                [.. ways.SelectMany(way => _fields.Of(read).Alternatives.Where(each => each.IsFull).Select(each => way | each.Gates)).Distinct()]);

        private static FieldGrant Under(IReadOnlyList<ulong> filtered, FieldGrant grant) => filtered is [0] ? grant : grant with
        {
            Alternatives = [.. grant.Alternatives.SelectMany(way => filtered.Select(gates => way with { Gates = way.Gates | gates }))],
        };

        private static bool IsOfRecord(GovernedArgument argument, string parent) => argument.Reads?.IsOf(parent) == true;

        private void VisitBeneath(SelectedField field, GovernedField governed)
        {
            if (field.Selection is null)
            {
                return;
            }

            if (governed.Owner.Value == GovernedGraph.Hub && governed.LinksTo is null)
            {
                // What the hub says of the caller is one governed field; its parts have no owner of their own.
                Structure(field.Selection);
            }
            else
            {
                Visit(field.Selection, null, [], Unfiltered);
            }
        }

        private void Structure(SelectedSet? set)
        {
            foreach (var type in set?.PossibleTypes ?? [])
            {
                foreach (var field in set!.For(type))
                {
                    grants[field.Index] = FieldGrant.Structure;
                    Structure(field.Selection);
                }
            }
        }

        // WHY closed: whom it is about is asked of the items of a record's own lists; of any other object about somebody nobody could tell whether her
        // address is protected.
        private GovernedField? AboutUnlisted(SelectedField field, string? entity, IReadOnlyList<string> path) =>
            snapshot.AboutPersons.TryGetValue($"{entity}.{string.Join('.', path)}", out var link)
            && (path.Count > 1 || field.Definition.Type.Nullable is not ListType) ? link : null;

        // WHY whether or not the link is selected: what stands beside it is about the same person.
        private AboutLink? About(SelectedField field, string? entity, IReadOnlyList<string> path) =>
            field.Definition.Type.Nullable is ListType && snapshot.AboutPersons.TryGetValue($"{entity}.{string.Join('.', path)}", out var link)
                ? new AboutLink(
                    link.Coordinate.Value, link.Coordinate.Value.Split('.')[^1], SubjectFacts.PersonType,
                    snapshot.Standard.Type(SubjectFacts.PersonType)!.Key!, gates.Unprotected)
                : null;

        // Value objects and connections are structure: what they hold is decided leaf by leaf.
        private bool Container(SelectedField field)
        {
            var type = field.Definition.Type.Named.Name;
            return field.Selection is not null && !snapshot.Standard.IsEntity(type);
        }

        // WHY this reads the link: there is nothing else that could be reported, and an object of types would look like a record that is there.
        // INVARIANT: as deep as the document, which was bounded when it was read.
        private bool AsksTypesOnly(SelectedSet? set) => set is not null && set.PossibleTypes.SelectMany(set.For).All(field =>
            field.IsTypeName || (field.Selection is not null && Container(field) && AsksTypesOnly(field.Selection)));

        // WHY: the levels of a link say what may be told of its target without reading it; whoever asks nothing that a level tells asks for the target.
        private static FieldGrant Whole(FieldGrant grant) => grant.Alternatives.All(way => way.IsFull) ? grant
            : grant.Alternatives.Any(way => way.IsFull) ? grant with { Alternatives = [.. grant.Alternatives.Where(way => way.IsFull)] }
            : Closed(grant);

        // WHY: what a record that is no person's says of where somebody lives is cut by whom it is about. Where that is not asked, or is not open,
        // nobody could tell, so nothing is asked at all.
        private static FieldGrant Beside(FieldGrant? about, GovernedField field, FieldGrant grant)
        {
            if (field.Reveals != Revelation.Residence || field.Coordinate.IsOf(SubjectFacts.PersonType) || field.LinksTo == SubjectFacts.PersonType)
            {
                return grant;
            }

            return about is null
                ? Closed(grant, ReasonCode.NotAvailable)
                : grant with
                {
                    CutReason = 0,
                    Alternatives = [.. grant.Alternatives.SelectMany(way => about.Alternatives.Select(link => way with { Gates = way.Gates | link.Gates }))],
                };
        }

        // Arguments count as reading: a filter tells what it filters by.
        private GovernedArgument? Unreadable(SelectedField field) => Given(field).FirstOrDefault(argument => !MayBeUsed(argument, field.Parent.Name));

        private IEnumerable<GovernedArgument> Given(SelectedField field) =>
            snapshot.Standard.Type(field.Parent.Name)?.Properties
                .FirstOrDefault(property => property.Name == field.Definition.Name)?.Arguments
                .Select(argument => argument.Governance)
                .Where(argument => IsGiven(field, argument.Name)) ?? [];

        // WHY: a query is decided once for all its variables, so one that may be left out counts; a stream is decided with its arguments.
        private bool IsGiven(SelectedField field, string argument) => filter is null || field.Parent.Name != filter.RootType
            ? field.Arguments.Any(given => given.Name == argument)
            : filter.Gives(argument);

        private bool MayBeUsed(GovernedArgument argument, string parent) => argument.Use switch
        {
            // Thresholds are judged by their values.
            ArgumentUse.Identifier or ArgumentUse.Paging or ArgumentUse.Threshold => true,
            ArgumentUse.Filter => argument.Reads is { } reads
                && snapshot.Standard.Expand(reads) is { Count: > 0 } fields
                && fields.All(field => _joins.IsMet(field.Coordinate) && _fields.Of(field).Alternatives.Any(
                    way => way.IsFull && (IsOfRecord(argument, parent) || way.Gates == 0))),
            _ => false,
        };

        // What is reported where an argument closes a structure: the field that the argument reads, else one inside the structure. WHY whatever the
        // structure holds is open to: what comes back tells what was filtered by.
        private GovernedField? ReadBy(GovernedArgument argument, string? entity, IReadOnlyList<string> path) =>
            argument.Reads is { } reads && snapshot.Standard.TryField(reads, out var known) ? known
            : entity is null ? null
            : snapshot.Standard.Expand(new Policy.Coordinate($"{entity}.{string.Join('.', path)}")).FirstOrDefault();

        private static FieldGrant Closed(FieldGrant grant, ReasonCode reason = ReasonCode.NotPermitted) => FieldAccess.Closed(grant, (int)reason);
    }
}
