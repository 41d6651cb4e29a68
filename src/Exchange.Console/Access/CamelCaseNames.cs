using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Console.Access;

/// <summary>Writes a value of an enumeration as its name in camel case, and describes it so.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
