using System.Text;
using Exchange.Federation.Planning;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>Tells the runtime type of objects of one shape. Immutable.</summary>
internal sealed class RuntimeType(ResultShape shape)
{
    private readonly int _slot = shape.TypeSlot?.Index ?? -1;

    /// <summary>The quoted name of the declared type where it is an object type; empty otherwise.</summary>
    public byte[] Declared { get; } = shape.Type is ObjectType ? Quoted(shape.Type.Name) : [];

    /// <summary>Whether all objects have the declared type.</summary>
    public bool IsFixed => _slot < 0;

    /// <summary>A type's name as it stands in answers, quotes included.</summary>
    public static byte[] Quoted(string name) => Encoding.UTF8.GetBytes($"\"{name}\"");

    /// <summary>The quoted name of an object's type; empty where it is not known.</summary>
    public ReadOnlySpan<byte> Of(CellStore store, int handle)
    {
        if (_slot >= 0)
        {
            ref var cell = ref store.Slot(handle, _slot);
            if (cell.Kind == CellKind.Text)
            {
                return store.Text(in cell);
            }
        }

        return Declared;
    }
}

/// <summary>A choice by the runtime type of an object. Immutable.</summary>
internal sealed class ByType<T>
    where T : class
{
    private readonly RuntimeType _type;
    private readonly byte[][] _names;
    private readonly T[] _choices;
    private readonly T? _unknown;
    private readonly T? _always;

    /// <summary>A choice among <paramref name="choices"/> by type name; the one under the empty name is for objects of unknown type.</summary>
    public ByType(ResultShape shape, IEnumerable<KeyValuePair<string, T>> choices)
    {
        var named = choices.ToLookup(choice => choice.Key.Length > 0);
        _type = new RuntimeType(shape);
        _names = [.. named[true].Select(choice => RuntimeType.Quoted(choice.Key))];
        _choices = [.. named[true].Select(choice => choice.Value)];
        _unknown = named[false].Select(choice => choice.Value).FirstOrDefault();
        _always = _type.IsFixed ? ForName(_type.Declared) : null;
    }

    /// <summary>Every choice.</summary>
    public IEnumerable<T> All => _unknown is null ? _choices : _choices.Append(_unknown);

    /// <summary>The choice for an object; null where there is none for its type.</summary>
    public T? For(CellStore store, int handle) => _type.IsFixed ? _always : ForName(_type.Of(store, handle));

    private T? ForName(ReadOnlySpan<byte> type)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (type.SequenceEqual(_names[i]))
            {
                return _choices[i];
            }
        }

        return type.IsEmpty ? _unknown : null;
    }
}
