using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Planning;

public sealed class QueryPlannerTests
{
    [Fact]
    public void A_plan_reads_as_stages_departments_and_ways()
    {
        var grants = new GrantTable();
        var region = grants.Gate(new FactGate(GrantTable.Region, "near"));
        var consent = grants.Gate(new KeyGate(GrantTable.Consent));
        grants.Open("Query.me", "Query.events", "Person.name", "Person.pid")
            .Open("Place.fullText", "Place.regionCode", "Place.location.latitude")
            .Open("Query.person", region)
            .Open("Person.heatRisk", consent)
            .Open("Person.household.members", consent)
            .Ways("Person.registeredAddress", GrantTable.Full(consent), GrantTable.Reduced(2, "street"))
            .Cut("Person.registeredAddress", region)
            .ImpliedFrom("Place.regionCode", 1)
            .Presence("Person", "Person.pid", GrantTable.Full(region));
        var plan = FederationCity.Plan("""
            { me { client } events person(citizenNo: "p1") {
                __typename pid nick: name heatRisk pension { amount }
                household { members { name } }
                registeredAddress { fullText regionCode location { latitude } events } } }
            """, grants);

        Assert.Equal(
            """
            me: hub Query.me [full]
            events: hole Query.events of grid, hotline [full]
            person: lookup Query.person [full if gate 0]
              stage 0: Person by citizenNo, present where [full if gate 0]
                ask police
                  name = Person.name [full]
                  household
                    link members = Person.household.members [full if gate 1]
                      stage 1: Person by citizenNo, present where [full if gate 0]
                        ask police
                          name = Person.name [full]
                  link registeredAddress = Person.registeredAddress [full if gate 1 or street, cut unless gate 0]
                    fullText = Place.fullText [full]
                    regionCode = Place.regionCode [full]
                    location
                      latitude = Place.location.latitude [full]
                    closed Place.events (1)
                    stage 2: Place by addressCode
                      ask police
                        fullText = Place.fullText [full]
                        regionCode = Place.regionCode [full]
                        location
                          latitude = Place.location.latitude [full]
                      closed Place.events (1)
                ask health
                  heatRisk = Person.heatRisk [full if gate 1]
                ask social
                  pension
                    closed Person.pension.amount (1)
                __typename
                hub Person.pid [full]

            """.ReplaceLineEndings("\n"),
            PlanPrinter.Print(plan));
    }

    [Fact]
    public void A_way_after_one_that_no_gate_can_close_is_not_planned()
    {
        var grants = new GrantTable();
        var never = grants.Gate(new KeyGate(GrantTable.Consent));
        grants.Open("Query.person").Ways("Person.name", GrantTable.Full(), GrantTable.Reduced(1, "surname", never));

        var plan = PlanPrinter.Print(FederationCity.Plan("{ person(pid: \"p1\") { name } }", grants));

        Assert.Contains("name = Person.name [full]", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_field_that_nobody_named_is_a_hole()
    {
        var operation = FederationCity.Operation("{ me { client } }");
        var grants = new GrantTable().Open("Query.me").For(operation);

        var plan = QueryPlanner.Plan(FederationCity.Graph, operation, grants, [], new PlannerLimits());

        Assert.Equal("me: hole Query.me of exchange [full]\n", PlanPrinter.Print(plan));
    }

    [Theory]
    [InlineData("planStages", 1, 100, 100)]
    [InlineData("planFields", 100, 2, 100)]
    [InlineData("planDepth", 100, 100, 2)]
    public void A_plan_beyond_a_limit_is_refused_by_name(string limit, int stages, int fields, int depth)
    {
        var grants = new GrantTable().Open("Query.person", "Person.household.members", "Person.name");
        var limits = new PlannerLimits { MaxStages = stages, MaxFields = fields, MaxDepth = depth };

        var refusal = Assert.Throws<GraphQLException>(() =>
            FederationCity.Plan("{ person(pid: \"p1\") { household { members { household { members { name } } } } } }", grants, limits));

        Assert.Equal((ErrorCodes.LimitExceeded, limit), (refusal.Errors[0].Code, refusal.Errors[0].Limit));
    }

    [Fact]
    public void Grants_of_another_operation_are_refused()
    {
        var grants = new GrantTable().For(FederationCity.Operation("{ me { client } }"));

        Assert.Throws<ArgumentException>(() =>
            QueryPlanner.Plan(FederationCity.Graph, FederationCity.Operation("{ events }"), grants, [], new PlannerLimits()));
    }
}
