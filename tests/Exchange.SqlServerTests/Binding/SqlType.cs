using System.Data;
using System.Globalization;
using Exchange.SqlServerTests.Capture;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests.Binding;

/// <summary>Where a value comes from; a column and a parameter must have the very same type, a literal only fit.</summary>
internal enum Origin
{
    Expression,
    Column,
    Parameter,
    Literal,
}

/// <summary>A T-SQL type.</summary>
/// <param name="Name">Its name in small letters; <c>null</c> for NULL, <c>?</c> where a finding was made already.</param>
/// <param name="Length">Characters or bytes, -1 for max; 0 where the type has none.</param>
/// <param name="Origin">Where the value comes from.</param>
internal sealed record SqlType(string Name, int Length = 0, Origin Origin = Origin.Expression)
{
    public const int Max = -1;

    private static readonly string[] Integers = ["tinyint", "smallint", "int", "bigint"];
    private static readonly HashSet<string> Texts = ["nvarchar", "nchar", "varchar", "char"];
    private static readonly HashSet<string> Bytes = ["varbinary", "binary"];

    public static SqlType Unknown { get; } = new("?");

    public static SqlType Null { get; } = new("null", Origin: Origin.Literal);

    public static SqlType Int { get; } = new("int");

    public bool IsUnknown => Name == "?";

    public bool IsNull => Name == "null";

    /// <summary>Types of one family can be compared without a conversion that loses something.</summary>
    public string Family =>
        Integers.Contains(Name) ? "integer"
        : Texts.Contains(Name) ? "text"
        : Bytes.Contains(Name) ? "bytes"
        : Name;

    /// <summary>The type that a DDL or a cast names, or null where this binder does not know it.</summary>
    public static SqlType? Of(DataTypeReference reference)
    {
        if (reference is not SqlDataTypeReference { SqlDataTypeOption: not SqlDataTypeOption.None } named)
        {
            return null;
        }

        var length = named.Parameters switch
        {
            [] => 0,
            [MaxLiteral] => Max,
            [IntegerLiteral number] => int.Parse(number.Value, CultureInfo.InvariantCulture),
            _ => int.MinValue,
        };
        var type = new SqlType(named.SqlDataTypeOption.ToString().ToLowerInvariant(), length);
        var isKnown = length != int.MinValue && (type.Family is "integer" or "bit" || (type.Family is "text" or "bytes" && length != 0));
        return isKnown ? type : null;
    }

    /// <summary>The type that SQL Server's client declares for a parameter, or null where this binder does not know it.</summary>
    public static SqlType? Of(RecordedParameter parameter) => parameter.Type switch
    {
        DbType.Int64 => new SqlType("bigint", 0, Origin.Parameter),
        DbType.Int32 => new SqlType("int", 0, Origin.Parameter),
        DbType.Boolean => new SqlType("bit", 0, Origin.Parameter),
        DbType.String => new SqlType("nvarchar", parameter.Size is > 0 and <= 4000 ? parameter.Size : Max, Origin.Parameter),
        DbType.Binary => new SqlType("varbinary", parameter.Size is > 0 and <= 8000 ? parameter.Size : Max, Origin.Parameter),
        _ => null,
    };

    /// <summary>Whether the two can stand on both sides of a comparison.</summary>
    public bool AgreesWith(SqlType other)
    {
        if (IsUnknown || other.IsUnknown)
        {
            return true;
        }

        var isDeclared = (Origin, other.Origin) is (Origin.Column, Origin.Parameter) or (Origin.Parameter, Origin.Column);
        return Family == other.Family && (!isDeclared || Name == other.Name);
    }

    /// <summary>Whether every value of this type can be kept by a column of <paramref name="column"/>.</summary>
    public bool FitsInto(SqlType column)
    {
        if (IsUnknown || column.IsUnknown || IsNull)
        {
            return true;
        }

        var isNarrowing = Origin != Origin.Literal && column.Family == "integer" && Array.IndexOf(Integers, Name) > Array.IndexOf(Integers, column.Name);
        var isCut = column.Length != Max && column.Length != 0 && (Length == Max || Length > column.Length);
        var isOther = Origin == Origin.Parameter ? Name != column.Name : Family != column.Family;

        // WHY: the client declares nvarchar(4000) or varbinary(8000) for every shorter value of a max column, which fits.
        return !isOther && !isNarrowing && !isCut;
    }

    public override string ToString() => Length switch
    {
        0 => Name,
        Max => $"{Name}(max)",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Name}({Length})"),
    };
}
