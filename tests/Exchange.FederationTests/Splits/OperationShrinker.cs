using System.Text.RegularExpressions;
using Exchange.GraphQL.Language;

namespace Exchange.FederationTests.Splits;

/// <summary>Makes a failing operation smaller: leaves out one selection after the other as long as it still fails.</summary>
internal static class OperationShrinker
{
    private const int MaxTries = 400;

    /// <summary>The smallest operation found that <paramref name="fails"/> still.</summary>
    public static async Task<RandomOperation> ShrinkAsync(RandomOperation operation, Func<RandomOperation, Task<bool>> fails)
    {
        var tries = 0;
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var smaller in Smaller(operation))
            {
                if (tries++ < MaxTries && await fails(smaller))
                {
                    operation = smaller;
                    isSmaller = true;
                    break;
                }
            }
        }

        return operation;
    }

    private static IEnumerable<RandomOperation> Smaller(RandomOperation operation)
    {
        var document = GraphQLParser.Parse(operation.Query);
        var count = document.Definitions.Sum(definition => Count(Selections(definition)));
        for (var leftOut = 0; leftOut < count; leftOut++)
        {
            var next = leftOut;
            var definitions = document.Definitions.Select(definition => Without(definition, ref next)).ToList();
            if (definitions.All(definition => Selections(definition).Selections.Count > 0))
            {
                yield return operation with { Query = Print(definitions) };
            }
        }
    }

    // Fragments and variables that nothing uses any more are left out too.
    private static string Print(IReadOnlyList<Definition> definitions)
    {
        var fragments = definitions.OfType<FragmentDefinition>().ToList();
        var operation = definitions.OfType<OperationDefinition>().Single();
        var text = "";
        for (var isSmaller = true; isSmaller;)
        {
            text = Text(fragments.Append<Definition>(Undeclared(operation)));
            isSmaller = fragments.RemoveAll(fragment => !Uses(text, $"...{fragment.Name}")) > 0;
        }

        var variables = operation.Variables.Where(variable => Uses(text, $"${variable.Name}")).ToList();
        var declared = new OperationDefinition(operation.Kind, operation.Name, variables, operation.SelectionSet);
        return Text(fragments.Prepend<Definition>(declared));
    }

    private static string Text(IEnumerable<Definition> definitions) =>
        string.Join(' ', definitions.Select(definition => DocumentPrinter.Print(definition, PrintLayout.Compact)));

    private static OperationDefinition Undeclared(OperationDefinition operation) => new(operation.Kind, operation.Name, [], operation.SelectionSet);

    private static bool Uses(string text, string name) => Regex.IsMatch(text, $@"{Regex.Escape(name)}\b");

    private static SelectionSet Selections(Definition definition) => definition switch
    {
        FragmentDefinition fragment => fragment.SelectionSet,
        _ => ((OperationDefinition)definition).SelectionSet,
    };

    // INVARIANT: recursion follows a document that the generator made and that is bounded by its depth.
    private static int Count(SelectionSet set) => set.Selections.Sum(selection => 1 + (Inner(selection) is { } inner ? Count(inner) : 0));

    private static SelectionSet? Inner(Selection selection) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragment fragment => fragment.SelectionSet,
        _ => null,
    };

    private static Definition Without(Definition definition, ref int leftOut)
    {
        var set = Without(Selections(definition), ref leftOut);
        return definition switch
        {
            FragmentDefinition fragment => new FragmentDefinition(fragment.Name, fragment.TypeCondition, set),
            OperationDefinition operation => new OperationDefinition(operation.Kind, operation.Name, operation.Variables, set),
            _ => definition,
        };
    }

    private static SelectionSet Without(SelectionSet set, ref int leftOut)
    {
        var kept = new List<Selection>();
        foreach (var selection in set.Selections)
        {
            if (leftOut-- == 0)
            {
                continue;
            }

            var inner = Inner(selection) is { } nested ? Without(nested, ref leftOut) : null;
            if (inner is null || inner.Selections.Count > 0)
            {
                kept.Add(selection switch
                {
                    FieldNode field => new FieldNode(field.Alias, field.Name, field.Arguments, inner) { Directives = field.Directives },
                    InlineFragment fragment => new InlineFragment(fragment.TypeCondition, inner!) { Directives = fragment.Directives },
                    _ => selection,
                });
            }
        }

        return new SelectionSet(kept);
    }
}
