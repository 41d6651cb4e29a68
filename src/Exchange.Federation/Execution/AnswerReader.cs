using System.Text.Unicode;
using Exchange.Federation.Execution.Prepared;

namespace Exchange.Federation.Execution;

/// <summary>What stands in one GraphQL response.</summary>
/// <param name="DataKind">Object, null or missing.</param>
/// <param name="Data">The handle of the object that <c>data</c> was read into; nothing of the result refers to it yet.</param>
/// <param name="ErrorsAt">Where the value of <c>errors</c> begins; -1 where there is none.</param>
internal readonly record struct ReadAnswer(CellKind DataKind, int Data, int ErrorsAt);

/// <summary>
/// Reads one answer into objects of the store, in one pass and without a document model. What was not asked for is passed over. Nothing of the
/// result changes: only an answer that is sound as a whole is merged. Throws <see cref="MalformedAnswerException"/>.
/// </summary>
internal ref struct AnswerReader(ReadOnlySpan<byte> answer, ushort source, CellStore store, FetchLimits limits)
{
    private readonly ReadOnlySpan<byte> _answer = answer;
    private JsonScanner _json = new(answer, 0);
    private int _valuesLeft = limits.MaxValues;

    /// <summary>Reads the answer; <paramref name="selection"/> says what of <c>data</c> counts.</summary>
    public ReadAnswer Read(ReadSelection selection)
    {
        if (!Utf8.IsValid(_answer))
        {
            throw new MalformedAnswerException("The answer is not UTF-8.");
        }

        var read = new ReadAnswer(CellKind.Missing, 0, -1);
        _json.Pass((byte)'{');
        if (!_json.TryPass((byte)'}'))
        {
            do
            {
                read = ReadMember(selection, read);
            }
            while (_json.PassSeparator((byte)'}'));
        }

        return _json.Peek() == 0 ? read : throw JsonScanner.Malformed();
    }

    private ReadAnswer ReadMember(ReadSelection selection, ReadAnswer read)
    {
        var isText = _json.Peek() == '"';
        if (isText && _json.TryPass("\"data\""u8) && read.DataKind == CellKind.Missing)
        {
            _json.Pass((byte)':');
            if (_json.Peek() == '{')
            {
                return read with { DataKind = CellKind.Object, Data = ReadObject(selection) };
            }

            return _json.PassLiteral() == CellKind.Null ? read with { DataKind = CellKind.Null } : throw JsonScanner.Malformed();
        }

        if (isText && _json.TryPass("\"errors\""u8) && read.ErrorsAt < 0)
        {
            _json.Pass((byte)':');
            _ = _json.Peek();
            read = read with { ErrorsAt = _json.Position };
        }
        else
        {
            _json.PassText();
            _json.Pass((byte)':');
        }

        _json.PassValue();
        return read;
    }

    // INVARIANT: recursion follows the plan's selections and the lists of declared types, not the answer.
    private int ReadObject(ReadSelection selection)
    {
        var handle = store.NewObject(selection.Slots);
        _json.Pass((byte)'{');
        if (_json.TryPass((byte)'}'))
        {
            return handle;
        }

        var expected = 0;
        do
        {
            var field = PassName(selection.Fields, ref expected);
            _json.Pass((byte)':');
            if (field is null)
            {
                CountValue();
                _json.PassValue();
                continue;
            }

            var value = ReadValue(field, field.ListDepth);
            ref var slot = ref store.Slot(handle, field.Slot);
            slot = slot.Kind == CellKind.Missing ? value : throw new MalformedAnswerException("The answer has a field twice.");
        }
        while (_json.PassSeparator((byte)'}'));
        return handle;
    }

    // WHY: fields come in the order in which they were selected, so the next one is tried first; names are never looked up.
    private ReadField? PassName(ReadField[] fields, ref int expected)
    {
        if (_json.Peek() != '"')
        {
            throw JsonScanner.Malformed();
        }

        for (var i = expected; i < fields.Length; i++)
        {
            if (_json.TryPass(fields[i].Quoted))
            {
                expected = i + 1;
                return fields[i];
            }
        }

        for (var i = 0; i < expected; i++)
        {
            if (_json.TryPass(fields[i].Quoted))
            {
                return fields[i];
            }
        }

        _json.PassText();
        return null;
    }

    private Cell ReadValue(ReadField field, int lists)
    {
        CountValue();
        var next = _json.Peek();
        if (next == '[' && lists > 0)
        {
            return ReadList(field, lists - 1);
        }

        if (next == '{' && lists == 0 && field.Selection is { } selection)
        {
            return new Cell { Kind = CellKind.Object, Start = ReadObject(selection) };
        }

        var start = _json.Position;
        var kind = CellKind.Text;
        switch (next)
        {
            case (byte)'"':
                kind = IsNoType(field, _json.PassText()) ? CellKind.Null : kind;
                break;
            case (byte)'{' or (byte)'[':
                _json.PassValue();
                kind = field.TakesComposite ? CellKind.Composite : CellKind.Misshapen;
                break;
            default:
                kind = _json.PassLiteral();
                break;
        }

        if (kind != CellKind.Null && (lists > 0 || field.Selection is not null))
        {
            kind = CellKind.Misshapen;
        }

        return new Cell { Kind = kind, Start = start, Length = _json.Position - start, Source = source };
    }

    private static bool IsNoType(ReadField field, ReadOnlySpan<byte> text)
    {
        foreach (var name in field.NoTypes)
        {
            if (text.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private Cell ReadList(ReadField field, int lists)
    {
        var begin = store.BeginList();
        _json.Pass((byte)'[');
        if (!_json.TryPass((byte)']'))
        {
            do
            {
                var item = ReadValue(field, lists);
                store.Push(in item);
            }
            while (_json.PassSeparator((byte)']'));
        }

        return store.EndList(begin);
    }

    private void CountValue()
    {
        if (--_valuesLeft < 0)
        {
            throw new MalformedAnswerException("The answer has more values than the limit subgraphValues allows.");
        }
    }
}
