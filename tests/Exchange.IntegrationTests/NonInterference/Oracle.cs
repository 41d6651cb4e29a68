using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// Answers a request naively, record by record straight from the city: what is given, withheld and why, and what departments may be asked.
/// Written from the documents; it knows the data standard and the policies as they are written, and nothing of the hub's stages.
/// </summary>
internal sealed class Oracle(
    CanaryCity city, DataStandard standard, JoinedSchemas schemas, RuleReading rules, Pseudonyms pseudonyms, Asker asker,
    IReadOnlyList<Combination> combinations)
{
    private const string NotAvailable = "NOT_AVAILABLE";
    private readonly Expectation _expected = new();

    public Expectation Answer(IReadOnlyList<Ask> roots)
    {
        TogetherReading.Close(standard, rules, combinations, roots);
        _expected.Data = Datum.From(new DatumObject([.. roots.Select(root => root.ResponseName)], [.. roots.Select(Root)]));
        _expected.Asks.UnionWith(rules.ReadToDecide);
        _expected.Met = rules.Met;
        return _expected;
    }

    /// <summary>What a subscription must come to for one event.</summary>
    public Expectation Report(Ask stream, string type, string key)
    {
        TogetherReading.Close(standard, rules, combinations, [stream]);
        var field = Field($"Subscription.{stream.Name}");
        var untold = stream.Kinds.Select(kind => (Kind: kind, Reason: WhyUntold(stream, kind))).ToList();
        _expected.Kinds = [.. untold.Where(each => each.Reason is null).Select(each => each.Kind)];
        _expected.RefusedBecause = rules.JudgeRequest(field).Reason
            ?? (untold.TrueForAll(each => each.Reason is not null) ? RuleReading.Furthest(untold.Select(each => each.Reason)) : null);
        var value = Datum.Null;
        if (_expected.RefusedBecause is { } reason)
        {
            _expected.Withhold(field.Coordinate.Value, reason);
        }
        else
        {
            value = Event(stream, field, type, key);
        }

        _expected.Data = Datum.From(new DatumObject([stream.ResponseName], [value]));
        _expected.Asks.UnionWith(rules.ReadToDecide);
        _expected.Met = rules.Met;
        return _expected;
    }

    // That an event about people comes to be tells its time, and that one is among those of a region its place.
    private string? WhyUntold(Ask stream, string kind) => new[] { "eventId", "kind" }
        .Concat(IsInternal(kind) ? [] : ["occurredAt"])
        .Concat(stream.Region is null ? [] : ["place"])
        .Select(name => rules.WhyUntold(Field($"{kind}.{name}"), stream.Region))
        .FirstOrDefault(reason => reason is not null);

    // The kinds of the department that the id names may all be asked, for nobody else knows which it is; but for those of which nothing is open, of
    // which nobody is told that there is such a record.
    private Datum Located(Ask root, GovernedField field, string key)
    {
        var owner = key.Contains(':', StringComparison.Ordinal) ? key[..key.IndexOf(':', StringComparison.Ordinal)] : "";
        var (found, reasons) = (new List<Datum>(), new List<string>());
        foreach (var type in city.EventTypes.Where(type => type.Home!.Value.Value == owner))
        {
            var isThere = IsInternal(type.Name) && rules.WhyUntold(Field($"{type.Name}.eventId"), null) is null;
            var reason = isThere ? null : rules.Enter(type.Name, key, Besides(type.Name));
            if (reason is not null)
            {
                reasons.Add(reason);
                continue;
            }

            var value = Event(root, field, type.Name, key);
            found.AddRange(city.Record(type.Name, key) is null ? [] : [value]);
        }

        rules.Leave();
        if (found.Count == 0 && reasons.Count > 0)
        {
            _expected.Withhold(field.Coordinate.Value, RuleReading.Furthest(reasons));
        }

        return found.DefaultIfEmpty(Datum.Null).Single();
    }

    private bool IsInternal(string kind) => Field($"{kind}.eventId").Classification <= 2;

    // The fields of a kind besides its keys and what says where somebody lives.
    private List<(GovernedField Field, JoinNeeds Needs)> Besides(string type) =>
        [.. standard.Fields.Where(field => field is { OpenWithObject: false, Reveals: Revelation.None } && field.Coordinate.Value.Split('.')[0] == type)
            .Select(field => (field, schemas.Needs(type, field.Coordinate.Value.Split('.')[1])))];

    private Datum Event(Ask root, GovernedField field, string type, string key)
    {
        var level = field.Ladder.Levels[^1];
        _expected.Asks.Add(new AskedCell(city.HomeOf(type), type, key, field.Coordinate.Value, level));
        return Record(type, key, [.. root.SelectedOn(type)]);
    }

    private Datum Root(Ask root)
    {
        if (root.Name == "me")
        {
            return Datum.From(new DatumObject(
                [.. root.Selected.Select(part => part.ResponseName)],
                [.. root.Selected.Select(part => Datum.From(part.Name == "client" ? asker.Client.ClientId : asker.Client.RegionCode))]));
        }

        var field = Field($"Query.{root.Name}");
        if (rules.JudgeRequest(field) is { Reason: { } reason })
        {
            _expected.Withhold(field.Coordinate.Value, reason);
            return Datum.Null;
        }

        if (root.Type == "Person" && rules.JudgeRequest(Field("Person.pid")).Reason is { } unseen)
        {
            _expected.Withhold(field.Coordinate.Value, unseen);
            return Datum.Null;
        }

        if (root.Name == "event")
        {
            return Located(root, field, root.Keys.Single()!);
        }

        var found = root.Keys.Select(key => LookUp(root, field, key)).ToArray();
        return root.Name == "people" ? Datum.From(found) : found.Single();
    }

    private Datum LookUp(Ask root, GovernedField lookup, string? key)
    {
        var level = lookup.Ladder.Levels[^1];
        if (root.Type != "Person")
        {
            _expected.Asks.Add(new AskedCell(standard.Type(root.Type)!.Home!.Value.Value, root.Type, key!, lookup.Coordinate.Value, level));
            _expected.Give(root.Type, key!, lookup.Coordinate.Value, level);
            return Record(root.Type, key!, [.. root.Selected]);
        }

        if (key is not null)
        {
            _expected.FactKeys.Add(key);
        }

        if (rules.JudgeNamed(lookup, Field("Person.pid"), key ?? "").Reason is { } reason)
        {
            _expected.Withhold(lookup.Coordinate.Value, reason);
            return Datum.Null;
        }

        _expected.Give("Person", key!, lookup.Coordinate.Value, level);
        return Record("Person", key!, [.. root.Selected]);
    }

    private Datum Record(string type, string key, IReadOnlyList<Ask> asks)
    {
        if (rules.WhyAbsent(standard, type) is { } closed)
        {
            _expected.Withhold($"{type}.{standard.Type(type)!.Key}", closed);
            return Datum.Null;
        }

        if (type == "Person")
        {
            _expected.FactKeys.Add(key);
            var presence = Field("Person.pid");
            if (rules.Judge(presence, type, key).Reason is { } absent)
            {
                _expected.Withhold(presence.Coordinate.Value, absent);
                return Datum.Null;
            }
        }

        if (type == "Person")
        {
            _expected.Persons.Add(key);
        }

        var inputs = new InputReading(city, standard, schemas, _expected, type, key);
        var decisions = new RecordReading(city, standard, schemas, rules, type, key).Read(asks)
            .Select(decision => !decision.IsAsked || inputs.AreThere(decision.Ask.Name) ? decision : RecordReading.Unasked(decision)).ToList();
        foreach (var decision in decisions)
        {
            Expect(decision, type, key, decision.Field?.Owner.Value);
        }

        // Departments are asked together, so the others are asked for a key that its home does not know; nobody is told of it.
        var record = city.Record(type, key);
        if (record is null && type != "Person")
        {
            return Datum.Null;
        }

        var value = Fields(decisions, record, type, key);
        foreach (var decision in decisions)
        {
            Report(decision, type, key, cut: false);
        }

        return value;
    }

    // What may be asked of a department for this record: what is open, under the exact coordinate and level.
    private void Expect(Decision decision, string type, string key, string? owner)
    {
        owner ??= decision.Field?.Owner.Value;
        if (!decision.IsAsked || decision.Kind is DecisionKind.Hub or DecisionKind.TypeName)
        {
            return;
        }

        if (decision.Kind == DecisionKind.Leaf || decision is { Kind: DecisionKind.Link, IsFull: true })
        {
            _expected.Asks.Add(new AskedCell(owner!, type, key, decision.Field!.Coordinate.Value, decision.RequestLevel));
        }
        else
        {
            if (AboutPerson(decision, type) is { } link)
            {
                _expected.Asks.Add(new AskedCell(link.Owner.Value, type, key, link.Coordinate.Value, "full"));
            }

            decision.Children.ForEach(child => Expect(child, type, key, owner));
        }
    }

    private Datum Fields(IReadOnlyList<Decision> decisions, DatumObject? holder, string type, string key)
    {
        var values = decisions.Select(decision => Value(decision, Held(decision, holder, type), type, key)).ToArray();
        var isBroken = decisions.Zip(values).Any(pair => pair.First.IsRequired && pair.Second.IsNull);
        return isBroken ? Datum.Null : Datum.From(new DatumObject([.. decisions.Select(decision => decision.Ask.ResponseName)], values));
    }

    private Datum Value(Decision decision, Datum held, string type, string key)
    {
        CountAbout(decision, held, type);
        switch (decision.Kind)
        {
            case DecisionKind.TypeName:
                return Datum.From(decision.TypeName);
            case DecisionKind.Hub:
                _ = PersonKey.TryFromCitizenNo(key, out var person);
                return Datum.From(pseudonyms.ForDepartment(person, asker.Client.Department));
            case DecisionKind.Closed:
                return Datum.Null;
            case var _ when !decision.IsAsked:
                return decision.IsList ? Datum.Null : Fields(decision.Children, null, type, key);
            case var _ when decision.IsCutWhole || held.IsNull:
            case var _ when decision.RevealsWhole && !Holds(decision, held, type):
                return Datum.Null;
            case var _ when held.Kind == DatumKind.List:
                Datum[] items =
                [
                    .. held.AsList().Where(item => !IsAboutHidden(decision, item, type)).Select(item => item.IsNull ? Datum.Null : Single(decision, item, type, key)),
                ];
                return decision.AreItemsRequired && items.Any(item => item.IsNull) ? Datum.Null : Datum.From(items);
            default:
                return Single(decision, held, type, key);
        }
    }

    private Datum Single(Decision decision, Datum held, string type, string key)
    {
        if (decision.Kind == DecisionKind.Object)
        {
            return Fields(decision.Children, held.AsObject(), type, key);
        }

        decision.HasValue = true;
        if (decision.Kind == DecisionKind.Leaf)
        {
            return held.Kind == DatumKind.String ? Datum.From(city.Canaries.Form(held.AsString(), decision.LevelName)) : held;
        }

        var (target, targetKey) = (decision.Field!.LinksTo!, held.AsObject().Values[0].AsString());
        return decision.IsFull
            ? Record(target, targetKey, [.. decision.Ask.Selected])
            : Fields(decision.Children, city.Record(target, targetKey), type, key);
    }

    // Where a protected person would have nothing, what holds no value is nothing for everybody, or the difference would tell.
    private bool Holds(Decision decision, Datum held, string type) => held.Kind switch
    {
        DatumKind.Null => false,
        DatumKind.List => held.AsList().Any(item => Holds(decision, item, type)),
        DatumKind.Object when decision is { Kind: DecisionKind.Object } or { Kind: DecisionKind.Link, IsFull: false } =>
            decision.Children.Any(child => child.IsAsked && Holds(child, Held(child, Inside(decision, held), type), type)),
        _ => true,
    };

    // Whoever is protected is in nobody else's household either: a link that says where both live is one that was never given.
    private Datum Held(Decision decision, DatumObject? holder, string type)
    {
        var held = holder?[decision.Ask.Name] ?? Datum.Null;
        if (decision is not { Kind: DecisionKind.Link, IsFull: true, Reveals: true, IsCut: false } || decision.Field!.LinksTo != "Person")
        {
            return held;
        }

        return held.Kind == DatumKind.List
            ? Datum.From([.. held.AsList().Where(item => !IsHidden(item))])
            : IsHidden(held) ? Datum.Null : held;
    }

    // What is about a protected person is no item of another record's list, nor is what does not say whom it is about.
    private bool IsAboutHidden(Decision decision, Datum item, string type) =>
        AboutPerson(decision, type) is { } link
        && (item.Kind != DatumKind.Object || item.AsObject()[link.Coordinate.Value.Split('.')[^1]] is not { IsNull: false } whom || IsHidden(whom));

    // Whoever an item is about counts as read.
    private void CountAbout(Decision decision, Datum held, string type)
    {
        if (decision.IsAsked && held.Kind == DatumKind.List && AboutPerson(decision, type) is { } link)
        {
            _expected.Persons.UnionWith(held.AsList()
                .Where(item => item.Kind == DatumKind.Object).Select(item => item.AsObject()[link.Coordinate.Value.Split('.')[^1]])
                .Where(whom => whom is { IsNull: false }).Select(whom => whom.AsObject().Values[0].AsString()));
        }
    }

    // Whom the items of a list are about is asked of each, selected or not, open or not, in the graph or not.
    private GovernedField? AboutPerson(Decision decision, string type) => type == "Person" || decision is not { Kind: DecisionKind.Object, IsList: true }
        ? null
        : standard.Fields.Concat(standard.OutsideGraph).FirstOrDefault(link => link is { LinksTo: "Person", Reveals: Revelation.Residence }
            && link.Coordinate.Value.StartsWith($"{type}.{decision.Ask.Name}.", StringComparison.Ordinal));

    private bool IsHidden(Datum link)
    {
        if (link.IsNull)
        {
            return false;
        }

        var key = link.AsObject().Values[0].AsString();
        _expected.FactKeys.Add(key);
        return city.Facts(key) is null or { IsProtected: true };
    }

    private DatumObject? Inside(Decision decision, Datum held) => decision.Kind == DecisionKind.Link
        ? city.Record(decision.Field!.LinksTo!, held.AsObject().Values[0].AsString())
        : held.AsObject();

    // Each governed field of a record is given, or withheld for a reason; beneath what is withheld nothing is told.
    private void Report(Decision decision, string type, string key, bool cut)
    {
        var isCut = decision.Reveals || cut;
        if (decision.Field is { } field && decision.Kind != DecisionKind.TypeName)
        {
            if (decision.Reason is { } reason)
            {
                _expected.Withhold(field.Coordinate.Value, reason);
                return;
            }

            if (decision.IsAsked && !decision.HasValue && isCut && decision.Kind != DecisionKind.Hub)
            {
                _expected.Withhold(field.Coordinate.Value, NotAvailable);
                return;
            }

            if (decision.IsAsked)
            {
                _expected.Give(type, key, field.Coordinate.Value, decision.GivenLevel);
            }
        }

        if (decision is not { Kind: DecisionKind.Link, IsFull: true })
        {
            decision.Children.ForEach(child => Report(child, type, key, isCut));
        }
    }

    private GovernedField Field(string coordinate) =>
        standard.TryField(new Coordinate(coordinate), out var field)
            ? field
            : throw new InvalidOperationException($"{coordinate} is not in the standard.");
}
