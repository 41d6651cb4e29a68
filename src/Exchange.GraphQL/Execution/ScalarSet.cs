using System.Collections.Frozen;
using System.Globalization;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// The scalar coercions by name. The five of the specification follow section 3.5; a custom scalar that nobody registered is
/// <see cref="ScalarCoercion.Plain"/>. Immutable; safe to share between threads.
/// </summary>
public sealed class ScalarSet
{
    private readonly FrozenDictionary<string, ScalarCoercion> _byName;

    private ScalarSet(IEnumerable<KeyValuePair<string, ScalarCoercion>> byName) =>
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The five scalars of the specification, and <c>_Any</c> of Apollo Federation.</summary>
    public static ScalarSet BuiltIn { get; } = new(new Dictionary<string, ScalarCoercion>
    {
        ["Int"] = new(Int, Int),
        ["Float"] = new(Float, Float),
        ["String"] = new(Text, Text),
        ["Boolean"] = new(Boolean, Boolean),
        ["ID"] = new(Id, Id),
        ["_Any"] = ScalarCoercion.Any,
    });

    /// <summary>This set with one more scalar, or with that scalar coerced in another way.</summary>
    public ScalarSet With(string name, ScalarCoercion coercion) => new(new Dictionary<string, ScalarCoercion>(_byName) { [name] = coercion });

    /// <summary>The coercion of that scalar; <see cref="ScalarCoercion.Plain"/> when none is registered.</summary>
    public ScalarCoercion For(string name) => _byName.GetValueOrDefault(name, ScalarCoercion.Plain);

    private static Datum? Int(Datum value) => value.Kind switch
    {
        DatumKind.Integer when value.AsInteger() is >= int.MinValue and <= int.MaxValue => value,

        // WHY: JSON has one kind of number, so 20.0 is the integer 20; a literal written 20.0 is refused before it comes here.
        DatumKind.Float when double.IsInteger(value.AsFloat()) && value.AsFloat() is >= int.MinValue and <= int.MaxValue
            => Datum.From((long)value.AsFloat()),
        _ => null,
    };

    private static Datum? Float(Datum value) => value.Kind switch
    {
        DatumKind.Float when double.IsFinite(value.AsFloat()) => value,
        DatumKind.Integer => Datum.From(value.AsFloat()),
        _ => null,
    };

    private static Datum? Text(Datum value) => value.Kind == DatumKind.String ? value : null;

    private static Datum? Boolean(Datum value) => value.Kind == DatumKind.Boolean ? value : null;

    private static Datum? Id(Datum value) => value.Kind switch
    {
        DatumKind.String => value,
        DatumKind.Integer => Datum.From(value.AsInteger().ToString(CultureInfo.InvariantCulture)),

        // WHY: as for Int: JSON has one kind of number.
        DatumKind.Float when double.IsInteger(value.AsFloat()) => Datum.From(NumberText.Of(value.AsFloat())),
        _ => null,
    };
}
