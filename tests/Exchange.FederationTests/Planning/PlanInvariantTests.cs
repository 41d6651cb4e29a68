using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.FederationTests.Planning;

/// <summary>What has to be true of every plan, tried on all cases of the snapshots.</summary>
public sealed class PlanInvariantTests
{
    public static TheoryData<string> Names => PlanSnapshotTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_stands_after_all_that_it_waits_for_on_the_level_of_its_longest_chain(string name)
    {
        foreach (var request in Plans(name).SelectMany(plan => plan.Requests.Select(request => (plan, request))))
        {
            Assert.All(request.request.After, index => Assert.InRange(index, 0, request.request.Index - 1));
            var chain = request.request.After.Select(index => request.plan.Requests[index].Level + 1).DefaultIfEmpty(0).Max();
            Assert.Equal(chain, request.request.Level);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_represents_an_object_is_fetched_before(string name)
    {
        foreach (var plan in Plans(name))
        {
            foreach (var request in plan.Requests)
            {
                var known = Before(plan, request).SelectMany(one => one.Parts).SelectMany(part => Slots(part.Selection)).ToHashSet();
                var sent = request.Parts.OfType<EntityPart>().SelectMany(part => part.Representations.Values)
                    .SelectMany(representation => Slots(representation.Fields));
                Assert.All(sent, slot => Assert.Contains(slot, known));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_declares_the_variables_that_it_uses_and_no_others(string name)
    {
        foreach (var request in Plans(name).SelectMany(plan => plan.Requests))
        {
            var operation = GraphQLParser.Parse(request.Document).Definitions.OfType<OperationDefinition>().Single();
            var body = DocumentPrinter.Print(operation.SelectionSet, PrintLayout.Compact);
            var ours = request.Parts.OfType<EntityPart>().Select(part => part.Variable);
            Assert.Equal(ours.Concat(request.Variables).Order(StringComparer.Ordinal), Declared(operation));
            Assert.All(Declared(operation), variable => Assert.Contains($"${variable}", body, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_response_name_means_one_slot_and_every_slot_is_at_its_place(string name)
    {
        foreach (var plan in Plans(name))
        {
            Assert.All(plan.Shapes, shape => Assert.Equal(Enumerable.Range(0, shape.Slots.Count), shape.Slots.Select(slot => slot.Index)));
            foreach (var part in plan.Requests.SelectMany(request => request.Parts))
            {
                OneMeaning(part.Selection);
                Assert.All(part.Selection.Fields, field => Assert.Same(field.Slot, part.Shape.Slots[field.Slot.Index]));
            }
        }
    }

    private static void OneMeaning(FetchSelection selection)
    {
        Assert.Equal(selection.Fields.Count, selection.Fields.Select(field => field.ResponseName).Distinct().Count());
        foreach (var below in selection.Fields.Select(field => field.Selection).OfType<FetchSelection>())
        {
            OneMeaning(below);
        }
    }

    private static IEnumerable<string> Declared(OperationDefinition operation) =>
        operation.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal);

    private static HashSet<FetchRequest> Before(FetchPlan plan, FetchRequest request)
    {
        var before = new HashSet<FetchRequest>();
        var pending = new Stack<int>(request.After);
        while (pending.TryPop(out var index))
        {
            foreach (var next in before.Add(plan.Requests[index]) ? plan.Requests[index].After : [])
            {
                pending.Push(next);
            }
        }

        return before;
    }

    private static IEnumerable<ResultSlot> Slots(FetchSelection selection) => selection.Fields.SelectMany(
        field => (field.Selection is null ? [] : Slots(field.Selection)).Prepend(field.Slot));

    private static IEnumerable<ResultSlot> Slots(IReadOnlyList<InputField> fields) => fields.SelectMany(
        field => (field.Children?.Values.SelectMany(Slots) ?? []).Prepend(field.Slot));

    private static IEnumerable<FetchPlan> Plans(string name)
    {
        var plans = new PlanCase(PlanSnapshotTests.Read(name));
        Supergraph graph = plans.Compose();
        return [.. plans.Operations.Select(operation => plans.Plan(graph, operation.Text))];
    }
}
