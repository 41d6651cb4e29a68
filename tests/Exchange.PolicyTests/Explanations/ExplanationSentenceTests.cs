using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Explanations;

/// <summary>What explanations say, in both languages, of every part of the language of policies.</summary>
public sealed class ExplanationSentenceTests
{
    private const string Field = "Person.pension.receives";
    private static readonly DepartmentId Owner = new("social-security");

    [Theory]
    [InlineData("en",
        "withheld: Person.pension.amount (NOT_PERMITTED) is conditional data, level 4, of social-security (Human Resources and Social Security Bureau); "
        + "no rule opens it to assistance-officer (Social assistance officer) of civil-affairs (Civil Affairs Bureau) "
        + "for assistance.eligibility (Eligibility for social assistance); ask ")]
    [InlineData("zh",
        "不予提供：Person.pension.amount（NOT_PERMITTED）是social-security（人力资源和社会保障局）的有条件共享数据，4 级；"
        + "没有规则为 assistance.eligibility（社会救助资格审核） 向civil-affairs（民政局）的 assistance-officer（社会救助经办员） 开放；申请途径：")]
    public void What_no_rule_opens_says_whose_it_is_who_asks_for_what_and_where_to_ask(string lang, string beginning)
    {
        var explanation = Explain(DemoCity.Policies, "Person.pension.amount", lang);

        Assert.StartsWith(beginning, explanation.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_every_field_it_is_told_whom_to_ask_of_the_hubs_own_too()
    {
        Assert.Contains(DemoCity.Standard.Fields, field => field.Owner == DataStandard.Hub);
        Assert.All(DemoCity.Standard.Fields, field => Assert.NotNull(Explain(DemoCity.Policies, field.Coordinate.Value, "en").Request));
    }

    [Theory]
    [InlineData("en", "movement.tracking", "whatever a policy says: the hub is never used to track where people go.")]
    [InlineData("zh", "Watch_List.of.mine", "任何策略都不能放行：本平台永不用于建立监控名单。")]
    public void A_refused_purpose_is_told_by_its_own_message_and_nobody_is_named_to_ask(string lang, string purpose, string ending)
    {
        var asked = new CallerClass(new DepartmentId("civil-affairs"), ["assistance-officer"], PurposeState.Refused, purpose, null, true, false);

        var explanation = PolicyExplainer.Explain(DemoCity.Standard, DemoCity.Policies, asked, new Coordinate(Field), DemoCity.Now, lang);

        Assert.EndsWith(ending, explanation.Sentence, StringComparison.Ordinal);
        Assert.Equal((ReasonCode.PurposeRefused, null), (explanation.Reason, explanation.Request));
    }

    [Theory]
    [InlineData("en", "open with its object: HotlineCase.eventId of hotline")]
    [InlineData("zh", "随对象开放：HotlineCase.eventId")]
    public void A_key_is_open_with_its_object_and_a_restriction_on_it_is_named(string lang, string beginning)
    {
        var open = Explain(DemoCity.Policies, "HotlineCase.eventId", lang);
        var closing = new Restriction
        {
            Id = "brake:1",
            Owner = new DepartmentId("hotline"),
            Title = new Title("停", "Closed"),
            Caps = [new FieldLevel(new Coordinate("HotlineCase.eventId"), 0)],
            Departments = [],
            Purposes = [],
        };
        var closed = Explain(DemoCity.Policies with { Restrictions = [closing] }, "HotlineCase.eventId", lang);

        Assert.Equal((Effect.Open, "full", DecisionTable.WithObject), (open.Effect, open.Level, open.Rule));
        Assert.StartsWith(beginning, open.Sentence, StringComparison.Ordinal);
        Assert.Equal((Effect.Withheld, ReasonCode.NotPermitted, "brake:1"), (closed.Effect, closed.Reason, closed.Restriction));
        Assert.Contains("brake:1", closed.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "consent assistance.means, same region, not under 14, the caller's department is DisputeEvent.lead, "
        + "the one place that the request names, a person of the case, the caller's own record, 08:00–18:00 on Mon Fri, case number, declared emergency.")]
    [InlineData("zh", "本人同意 assistance.means、同一辖区、非未满14周岁者、请求部门即 DisputeEvent.lead、请求仅指明的那一处地点、案件当事人、本人记录、"
        + "周一、周五 08:00–18:00、案件编号、已声明紧急情况。")]
    public void Every_condition_has_its_words(string lang, string conditions)
    {
        var rule = Rule() with
        {
            Conditions = new RuleConditions
            {
                Consent = "assistance.means",
                SameRegion = true,
                Case = true,
                CaseSubject = true,
                Emergency = true,
                OnePlace = true,
                CallerDepartment = new Coordinate("DisputeEvent.lead"),
                OwnRecord = true,
                NotInState = [RecordState.Child],
                Hours = new DailyHours(new TimeOnly(8, 0), new TimeOnly(18, 0), 0b0100010),
            },
        };

        var explanation = Explain(With([rule]), Field, lang);

        Assert.EndsWith(conditions, explanation.Sentence, StringComparison.Ordinal);
        Assert.Contains(explanation.Notes, note => note.Kind == NoteKind.Hours);
    }

    [Fact]
    public void A_restriction_by_state_says_what_is_left_to_whom()
    {
        var cap = Restriction(1) with { States = [RecordState.Minor] };
        var field = DemoCity.Standard.Fields.First(one => one.Category == SharingCategory.Conditional && one.Ladder.Full > 1);
        var rule = Rule() with { Opens = [new FieldLevel(field.Coordinate, field.Ladder.Full)] };
        var explanation = Explain(With([rule], cap with { Caps = [new FieldLevel(field.Coordinate, 1)] }), field.Coordinate.Value, "en");

        Assert.Equal(
            $"at full under rule test-rule (statutory-duty, art. 1) where: not under 18; or at {field.Ladder.Levels[1]} "
            + "(capped by restriction test-cap for whoever is under 18) under rule test-rule (statutory-duty, art. 1).",
            explanation.Sentence[explanation.Sentence.IndexOf("at full", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_restriction_that_closes_is_named_with_the_rule_that_it_closes()
    {
        var explanation = Explain(With([Rule()], Restriction(0)), Field, "en");

        Assert.Equal((Effect.Withheld, ReasonCode.NotPermitted), (explanation.Effect, explanation.Reason));
        Assert.Equal(("test-cap", "test-rule"), (explanation.Restriction, explanation.Rule));
        Assert.Contains("restriction test-cap of social-security closes what rule test-rule opens", explanation.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unconditional_field_that_a_restriction_closes_is_withheld_from_everybody_it_is_for()
    {
        var cap = Restriction(0) with { Caps = [new FieldLevel(new Coordinate("Place.fullText"), 0)], Purposes = ["care.heat"] };
        var policies = With([], cap);
        var stranger = new CallerClass(new DepartmentId("civil-affairs"), [], PurposeState.Missing, null, null, false, false);

        var without = PolicyExplainer.Explain(DemoCity.Standard, policies, stranger, new Coordinate("Place.fullText"), DemoCity.Now, "en");
        var registered = Explain(policies, "Place.fullText", "en");

        Assert.Contains("is unconditional data", without.Sentence, StringComparison.Ordinal);
        Assert.Contains("restriction test-cap", without.Sentence, StringComparison.Ordinal);
        Assert.Equal((Effect.Withheld, Effect.Open), (without.Effect, registered.Effect));
    }

    [Fact]
    public void A_rule_that_begins_later_or_is_over_is_noted_and_opens_nothing()
    {
        var later = Rule() with { Id = "later", Conditions = new RuleConditions { From = DemoCity.Now.AddDays(1) } };
        var over = Rule() with { Id = "over", Conditions = new RuleConditions { Until = DemoCity.Now } };

        var explanation = Explain(With([later, over]), Field, "en");

        Assert.Equal(Effect.Withheld, explanation.Effect);
        Assert.Equal(
            ["rule later concerns it from 2026-11-22T10:00+08:00", "rule over concerned it until 2026-11-21T10:00+08:00"],
            explanation.Notes.Select(note => note.Text));
    }

    [Fact]
    public void Obligations_and_joins_are_noted_with_their_rule()
    {
        var rule = Rule() with { Obligations = new Obligations(true, 24, 30), Joins = [new Coordinate("Person.alive"), new Coordinate(Field)] };

        var notes = Explain(With([rule], Restriction(0) with { Caps = [new FieldLevel(new Coordinate("Person.alive"), 0)] }), Field, "en").Notes;

        Assert.Equal(
            [
                "reading it under rule test-rule obliges: the person is told, a second person reviews the access within 24 h, "
                + "the reader deletes it after 30 days",
                "under rule test-rule the hub may read Person.pension.receives to ask social-security, never to answer; "
                + "rule test-rule joins Person.alive, which a restriction closes",
            ],
            notes.Select(note => note.Text));
    }

    [Fact]
    public void Guards_that_bear_on_the_field_are_named()
    {
        var title = new Title("题", "title");
        var age = new Coordinate("Person.ageAtLeast");
        var policies = With([Rule() with { Opens = [new FieldLevel(age, 1)] }]) with
        {
            Thresholds = [new ThresholdValues(age, "years", ["60", "80"], DateGrid.None)],
            Budgets = [new PersonBudget("few", title, [], ["assistance.eligibility"], 500), new PersonBudget("others", title, [], ["care.heat"], 1)],
            Combinations =
            [
                new Combination
                {
                    Id = "both", Title = title, Groups = [[age], [new Coordinate("Person.heatRisk")]], Span = CombinationSpan.Day, Emergency = true,
                },
                new Combination
                {
                    Id = "met", Title = title, Groups = [[age], [new Coordinate("Person.alive")]], Span = CombinationSpan.Day, Case = true,
                },
            ],
        };

        var notes = Explain(policies, age.Value, "en").Notes;

        Assert.Equal([(NoteKind.Threshold, "years"), (NoteKind.Budget, "few"), (NoteKind.Combination, "both")], notes.Select(note => (note.Kind, note.Id)));
        Assert.Contains("takes 60, 80;", notes[0].Text, StringComparison.Ordinal);
        Assert.Contains("at most 500 persons a day, then BUDGET_EXCEEDED", notes[1].Text, StringComparison.Ordinal);
        Assert.Contains("of one person within a day not together with Person.heatRisk", notes[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_owners_schema_demands_closes_and_is_named()
    {
        var names = new OwnerDemands([new DemandedNames(Owner, [["care:read"], ["care:all", "staff"]])], []);
        var told = new OwnerDemands([], [new Coordinate("Person.alive")]);

        var unmet = Explain(With([Rule()]), Field, "en", names);
        var unjoined = Explain(With([Rule()]), Field, "en", told);
        var joined = Explain(With([Rule() with { Joins = [new Coordinate("Person.alive")] }]), Field, "en", told);

        Assert.Equal((Effect.Withheld, ReasonCode.NotPermitted), (unmet.Effect, unmet.Reason));
        Assert.Contains("demands care:read or care:all+staff, which the vocabulary gives to no assistance-officer", unmet.Sentence, StringComparison.Ordinal);
        Assert.Equal((Effect.Withheld, ReasonCode.NotPermitted), (unjoined.Effect, unjoined.Reason));
        Assert.Contains("has to be told Person.alive to answer, which rule test-rule does not join", unjoined.Sentence, StringComparison.Ordinal);
        Assert.Equal(Effect.Open, joined.Effect);
    }

    [Fact]
    public void What_an_owner_keeps_from_the_department_that_answers_closes_and_is_named()
    {
        var input = new Coordinate("Person.alive");
        var demands = new OwnerDemands([], [input]) { Told = [new ToldField(input, Owner)] };
        var cap = Restriction(0) with { Caps = [new FieldLevel(input, 0)], Departments = [Owner] };

        var kept = Explain(With([Rule() with { Joins = [input] }], cap), Field, "en", demands);
        var ofOthers = Explain(With([Rule() with { Joins = [input] }], cap with { Departments = [new DepartmentId("hotline")] }), Field, "en", demands);

        Assert.Equal((Effect.Withheld, ReasonCode.NotPermitted), (kept.Effect, kept.Reason));
        Assert.Contains("cannot answer without Person.alive, which a restriction keeps", kept.Sentence, StringComparison.Ordinal);
        Assert.Equal(Effect.Open, ofOthers.Effect);
    }

    private static Explanation Explain(PolicySet policies, string coordinate, string lang, OwnerDemands? demands = null)
    {
        var caller = DemoCity.Asking("civil-affairs-assistance-officer", hasEmergency: policies != DemoCity.Policies && policies.Combinations.Count == 0);
        return PolicyExplainer.Explain(DemoCity.Standard, policies, caller, new Coordinate(coordinate), DemoCity.Now, lang, demands);
    }

    private static PolicySet With(IReadOnlyList<PolicyRule> rules, params IReadOnlyList<Restriction> restrictions) =>
        new(DemoCity.Policies.Vocabulary, rules, restrictions, []);

    private static PolicyRule Rule() => new()
    {
        Id = "test-rule",
        Owner = Owner,
        Title = new Title("题", "title"),
        Opens = [new FieldLevel(new Coordinate(Field), 1)],
        Departments = [new DepartmentId("civil-affairs")],
        Roles = ["assistance-officer"],
        Purposes = ["assistance.eligibility"],
        Basis = "statutory-duty",
        Article = "art. 1",
    };

    private static Restriction Restriction(int level) => new()
    {
        Id = "test-cap",
        Owner = Owner,
        Title = new Title("题", "title"),
        Caps = [new FieldLevel(new Coordinate(Field), level)],
        Departments = [],
        Purposes = [],
    };
}
