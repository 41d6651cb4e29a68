using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What a selected field is.</summary>
internal enum DecisionKind
{
    TypeName,
    Hub,
    Closed,
    Leaf,
    Link,
    Object,
}

/// <summary>What is open of one selected field on one record.</summary>
internal sealed class Decision(Ask ask, DecisionKind kind, GovernedField? governed)
{
    public Ask Ask => ask;

    public DecisionKind Kind => kind;

    /// <summary>The governed field; null for value objects and <c>__typename</c>.</summary>
    public GovernedField? Field => governed;

    public string? Reason { get; init; }

    /// <summary>The level at which values are given.</summary>
    public string LevelName { get; init; } = "full";

    /// <summary>The level that a department is asked for.</summary>
    public string RequestLevel { get; init; } = "full";

    /// <summary>The level that stands in the record.</summary>
    public string GivenLevel { get; init; } = "full";

    public bool IsFull { get; init; } = true;

    public bool IsAsked { get; init; }

    public bool IsList { get; init; }

    /// <summary>Whether an item that is nothing leaves nothing of its list.</summary>
    public bool AreItemsRequired { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether the field says where somebody lives.</summary>
    public bool Reveals { get; init; }

    /// <summary>Whether the record is the person's own.</summary>
    public bool IsOfPerson { get; init; }

    /// <summary>Whether it has to be dropped because it says where a protected person lives.</summary>
    public bool IsCut { get; init; }

    public string TypeName { get; init; } = "";

    public List<Decision> Children { get; init; } = [];

    public bool HasValue { get; set; }

    /// <summary>An object of which everything that was asked for is cut is cut itself.</summary>
    public bool IsCutWhole => IsCut || (IsHolder && Children.Where(child => child.IsAsked).All(child => child.IsCutWhole));

    /// <summary>Whether a protected person would have nothing here.</summary>
    public bool RevealsWhole => (Reveals && IsOfPerson) || (IsHolder && Children.Where(child => child.IsAsked).All(child => child.RevealsWhole));

    private bool IsHolder => Kind == DecisionKind.Object || (Kind == DecisionKind.Link && !IsFull);
}

/// <summary>Reads what is open on one record, field by field.</summary>
internal sealed class RecordReading(
    CanaryCity city, DataStandard standard, JoinedSchemas schemas, RuleReading rules, string entity, string key)
{
    private const string NotPermitted = "NOT_PERMITTED";
    private const string NotAvailable = "NOT_AVAILABLE";

    public List<Decision> Read(IReadOnlyList<Ask> asks)
    {
        rules.Turn(entity, key, asks.SelectMany(ask => Governed(entity, ask).Select(field => (field, schemas.Needs(entity, ask.Name)))));
        return [.. asks.Select(ask => Read(standard.Type(entity)!, entity, ask))];
    }

    // The fields of the record itself that are selected.
    private IEnumerable<GovernedField> Governed(string path, Ask ask) =>
        standard.TryField(new Coordinate($"{path}.{ask.Name}"), out var field) ? ask.IsUnlisted ? [] : [field]
        : ask.Selected.SelectMany(child => Governed($"{path}.{ask.Name}", child));

    private bool IsProtected => entity == "Person" && city.Facts(key) is not { IsProtected: false };

    // The link that says whom a value object of a record is about, where that can be open.
    private GovernedField? LinkToPerson(string coordinate) =>
        entity != "Person"
        && standard.TryField(new Coordinate(coordinate), out var field)
        && field is { LinksTo: "Person", Reveals: Revelation.Residence }
        && rules.JudgeRequest(field).Reason is null
        && standard.TryField(new Coordinate("Person.pid"), out var presence)
        && rules.JudgeRequest(presence).Reason is null
            ? field
            : null;

    private Decision Read(StandardType holder, string path, Ask ask, GovernedField? about = null)
    {
        if (ask.Name == "__typename")
        {
            return new Decision(ask, DecisionKind.TypeName, null) { TypeName = holder.Name };
        }

        var property = holder.Properties.First(property => property.Name == ask.Name);
        if (!standard.TryField(new Coordinate($"{path}.{ask.Name}"), out var field))
        {
            var subject = ask.Selected.Select(child => LinkToPerson($"{path}.{ask.Name}.{child.Name}")).FirstOrDefault(link => link is not null);
            var children = ask.Selected.Select(child => Read(standard.Type(property.Type)!, $"{path}.{ask.Name}", child, subject)).ToList();
            return new Decision(ask, DecisionKind.Object, null)
            {
                Children = children,
                IsAsked = children.Any(child => child.IsAsked && child.Kind != DecisionKind.TypeName),
                IsList = property.IsList,
                AreItemsRequired = property.IsList && !property.ItemsNullable,
                IsRequired = property.IsRequired,
            };
        }

        if (ask.IsUnlisted)
        {
            return Closed(ask, field, property, rules.JudgeRequest(field).Reason ?? NotPermitted);
        }

        var top = path == entity ? ask.Name : path.Split('.')[1];
        var verdict = rules.Judge(field, entity, key, schemas.Needs(entity, top));
        if (entity != "Person" && field.Reveals == Revelation.Residence && field.LinksTo != "Person" && rules.JudgeRequest(field).Reason is null)
        {
            // What says where somebody lives is cut by whom it is about; who is not told whom learns nothing of it.
            var link = about is null ? new Verdict(0, NotAvailable) : rules.Judge(about, entity, key);
            verdict = link.Reason is null ? verdict : new Verdict(0, RuleReading.Nearer(verdict.Reason, link.Reason));
        }

        // What nobody may see to be there is closed whatever the record that links to it; but for a link that was closed to the request before.
        var isWithheld = verdict.Level == 0 && rules.JudgeRequest(field).Reason is not null;
        return isWithheld || PresenceCloses(field, ref verdict) || verdict.Level == 0 ? Closed(ask, field, property, verdict.Reason!)
            : field.LinksTo is null ? Leaf(ask, field, property, verdict.Level)
            : Link(ask, field, property, verdict.Level);
    }

    // Where nobody, or nothing, may be seen to be there, no key is asked for either.
    private bool PresenceCloses(GovernedField field, ref Verdict verdict)
    {
        if (field.LinksTo is { } target && rules.WhyAbsent(standard, target) is { } closed)
        {
            verdict = new Verdict(0, closed);
            return true;
        }

        if (field.LinksTo != "Person" || !standard.TryField(new Coordinate("Person.pid"), out var presence))
        {
            return false;
        }

        var seen = rules.JudgeRequest(presence);
        verdict = seen.Reason is null ? verdict : seen;
        return seen.Reason is not null;
    }

    private Decision Leaf(Ask ask, GovernedField field, StandardProperty property, int level) =>
        new(ask, field.Owner == DataStandard.Hub ? DecisionKind.Hub : DecisionKind.Leaf, field)
        {
            IsAsked = true,
            LevelName = field.Ladder.Levels[level],
            RequestLevel = field.Ladder.Levels[level],
            GivenLevel = field.Ladder.Levels[level],
            IsList = property.IsList,
            IsRequired = property.IsRequired,
            Reveals = field.Reveals == Revelation.Residence && entity == "Person",
            IsOfPerson = entity == "Person",
            IsCut = field.Reveals == Revelation.Residence && IsProtected,
        };

    private Decision Link(Ask ask, GovernedField field, StandardProperty property, int level)
    {
        var isFull = level == field.Ladder.Full;
        var target = standard.Type(field.LinksTo!)!;
        List<Decision> implied = isFull ? [] : [.. ask.Selected.Select(child => Implied(target, target.Name, child, field.Ladder, level))];
        return new Decision(ask, DecisionKind.Link, field)
        {
            IsAsked = isFull || implied.Any(child => child.IsAsked && child.Kind != DecisionKind.TypeName),
            IsFull = isFull,
            GivenLevel = field.Ladder.Levels[level],
            IsList = property.IsList,
            AreItemsRequired = property.IsList && !property.ItemsNullable,
            IsRequired = property.IsRequired,
            Reveals = field.Reveals == Revelation.Residence && (entity == "Person" || field.LinksTo == "Person"),
            IsOfPerson = entity == "Person",
            IsCut = field.Reveals == Revelation.Residence && IsProtected,
            Children = implied,
        };
    }

    // On what was reached at a reduced level only that can be read which the level implies; its key, all else and further links are closed.
    private Decision Implied(StandardType holder, string path, Ask ask, Ladder ladder, int level)
    {
        if (ask.Name == "__typename")
        {
            return new Decision(ask, DecisionKind.TypeName, null) { TypeName = holder.Name };
        }

        var property = holder.Properties.First(property => property.Name == ask.Name);
        if (!standard.TryField(new Coordinate($"{path}.{ask.Name}"), out var field))
        {
            var parts = standard.Type(property.Type)!;
            return new Decision(ask, DecisionKind.Object, null)
            {
                Children = [.. ask.Selected.Select(child => Implied(parts, $"{path}.{ask.Name}", child, ladder, level))],
                IsList = property.IsList,
                IsRequired = property.IsRequired,
            };
        }

        var isImplied = field.ImpliedFrom is { } from && ladder.IndexOf(from) <= level && rules.IsOpenToAll(field);
        return isImplied
            ? new Decision(ask, DecisionKind.Leaf, field) { IsAsked = true, LevelName = ladder.Levels[level] }
            : Closed(ask, field, property, NotPermitted);
    }

    /// <summary>The decision where the department cannot be asked, because what it has to be told is not there.</summary>
    public static Decision Unasked(Decision decision) => decision.Kind switch
    {
        DecisionKind.Leaf or DecisionKind.Link when decision.IsAsked => new Decision(decision.Ask, DecisionKind.Closed, decision.Field)
        {
            Reason = NotAvailable, IsList = decision.IsList, IsRequired = decision.IsRequired,
        },
        DecisionKind.Object => new Decision(decision.Ask, DecisionKind.Object, null)
        {
            Children = [.. decision.Children.Select(Unasked)], IsList = decision.IsList, IsRequired = decision.IsRequired,
        },
        _ => decision,
    };

    private static Decision Closed(Ask ask, GovernedField field, StandardProperty property, string reason) =>
        new(ask, DecisionKind.Closed, field) { Reason = reason, IsList = property.IsList, IsRequired = property.IsRequired };
}
