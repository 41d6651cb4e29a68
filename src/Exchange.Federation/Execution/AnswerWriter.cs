using Exchange.Federation.Execution.Prepared;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Execution;

/// <summary>
/// Writes the caller's <c>data</c> from the finished result in one pass, completing values on the way (GraphQL September 2025, section 6.4.3 and
/// 6.4.4): what does not fit its type is null, and a null that is refused takes back what was written of its parent. Not thread-safe.
/// </summary>
internal sealed class AnswerWriter(
    ExecutablePlan plan, CellStore store, PooledBytes output, VariableValues variables, ulong conditions, FetchLimits limits)
{
    private readonly List<int> _path = new(16);
    private readonly List<CompletionNote> _notes = [];
    private readonly List<GraphQLError> _errors = [];

    private enum Outcome : byte
    {
        Written,
        Null,
        Misfit,
        Propagated,
    }

    /// <summary>Where values did not fit.</summary>
    public IReadOnlyList<CompletionNote> Notes => _notes;

    /// <summary>The errors of introspection.</summary>
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>
    /// Writes the root object. Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>) when the answer grows beyond its limit.
    /// </summary>
    public void Write(int root)
    {
        var start = output.Count;
        if (WriteObject(plan.Output, root) != Outcome.Written)
        {
            output.Count = start;
            output.Write("null"u8);
        }
    }

    // INVARIANT: recursion follows the operation, whose depth is bounded where it is compiled, and the lists of declared types.
    private Outcome WriteObject(ByType<Output> selection, int handle)
    {
        if (selection.For(store, handle) is not { } type)
        {
            return Outcome.Null;
        }

        var start = output.Count;
        foreach (var entry in type.Fields)
        {
            if (entry.Condition?.Holds(conditions) == false)
            {
                continue;
            }

            output.Write(entry.Key);
            _path.Add(entry.Number);
            var isWritten = entry.Kind == OutputKind.Slot
                ? WriteValue(entry, in store.Slot(handle, entry.Slot), 0)
                : WriteOther(entry, type);
            _path.RemoveAt(_path.Count - 1);
            if (!isWritten)
            {
                return Outcome.Propagated;
            }
        }

        Close(start);
        return Outcome.Written;
    }

    // WHY: each field brings its comma; that of the first makes room for the brace.
    private void Close(int start)
    {
        if (output.Count == start)
        {
            output.Write((byte)'{');
        }

        output.Overwrite(start, (byte)'{');
        output.Write((byte)'}');
        if (output.Count > limits.MaxAnswerBytes)
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.LimitExceeded, $"The answer is larger than {limits.MaxAnswerBytes} bytes; ask for less.") { Limit = "answerBytes" });
        }
    }

    // False when the value is null where null is refused.
    private bool WriteValue(OutputEntry entry, in Cell value, int level)
    {
        var start = output.Count;
        var outcome = value.Kind switch
        {
            CellKind.Missing or CellKind.Null => Outcome.Null,
            CellKind.List when level < entry.Wrapping.Lists => WriteItems(entry, in value, level + 1),
            CellKind.Object when level == entry.Wrapping.Lists && entry.Selection is { } inner => WriteObject(inner, value.Start),
            CellKind.List or CellKind.Object or CellKind.Misshapen => Outcome.Misfit,
            _ when level == entry.Wrapping.Lists && entry.Selection is null => WriteLeaf(entry, in value),
            _ => Outcome.Misfit,
        };
        if (outcome == Outcome.Written)
        {
            return true;
        }

        output.Count = start;
        return WriteNull(entry, outcome, level);
    }

    private bool WriteNull(OutputEntry entry, Outcome outcome, int level)
    {
        var isRefused = entry.Wrapping.Refuses(level);
        if (outcome == Outcome.Misfit || (outcome == Outcome.Null && isRefused))
        {
            Note(entry, outcome);
        }

        if (!isRefused)
        {
            output.Write("null"u8);
        }

        return !isRefused;
    }

    private Outcome WriteItems(OutputEntry entry, in Cell list, int level)
    {
        output.Write((byte)'[');
        for (var i = 0; i < list.Length; i++)
        {
            if (i > 0)
            {
                output.Write((byte)',');
            }

            _path.Add(~i);
            var isWritten = WriteValue(entry, in store.Item(in list, i), level);
            _path.RemoveAt(_path.Count - 1);
            if (!isWritten)
            {
                return Outcome.Propagated;
            }
        }

        output.Write((byte)']');
        return Outcome.Written;
    }

    private Outcome WriteLeaf(OutputEntry entry, in Cell value) =>
        LeafWriter.TryWrite(output, entry, value.Kind, store.Text(in value)) ? Outcome.Written : Outcome.Misfit;

    private bool WriteOther(OutputEntry entry, Output type)
    {
        switch (entry.Kind)
        {
            case OutputKind.TypeName:
                output.Write(type.QuotedName);
                return true;
            case OutputKind.Introspection:
                return WriteIntrospection(entry);
            default:
                // WHY: no note is made of what is closed; that it is withheld is told elsewhere, and nothing was wrong with it.
                return WriteNull(entry, Outcome.Propagated, 0);
        }
    }

    private bool WriteIntrospection(OutputEntry entry)
    {
        try
        {
            DatumWriter.Write(output, IntrospectionAnswer.Of(plan.Plan, entry.Field.Field, variables));
            return true;
        }
        catch (GraphQLException refused)
        {
            _errors.AddRange(refused.Errors.Select(error => error.Path is null ? error with { Path = Path() } : error));
            return WriteNull(entry, Outcome.Propagated, 0);
        }
    }

    private void Note(OutputEntry entry, Outcome outcome)
    {
        if (_notes.Count >= limits.MaxErrors)
        {
            return;
        }

        var field = entry.Field.Field;
        var wrong = outcome == Outcome.Null ? "is null where its type forbids it" : "does not fit its type";
        _notes.Add(new CompletionNote($"The value of {field.Parent.Name}.{field.Definition.Name} {wrong} ({field.Definition.Type}).", Path()));
    }

    private List<object> Path() => _path.ConvertAll<object>(key => key < 0 ? ~key : plan.Entries[key].Field.Field.ResponseName);
}
