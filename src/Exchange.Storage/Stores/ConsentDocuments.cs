using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.Storage.Stores;

/// <summary>
/// The stored form of consent records and acts: strict JSON, codes and names as text, so that a schema of one provider never shows.
/// </summary>
internal static class ConsentDocuments
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // WHY: the text is never part of a page; Chinese stays readable for whoever inspects the store.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 32,
        Converters =
        {
            new DepartmentText(),
            new ConsentIdText(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };

    public static string Write(ConsentRecord record) => JsonSerializer.Serialize(record, Form);

    public static string Write(ConsentReach reach) => JsonSerializer.Serialize(reach, Form);

    public static string Write(ConsentAct act) => JsonSerializer.Serialize(act, Form);

    public static ConsentRecord ReadRecord(string text) => Read<ConsentRecord>(text);

    public static ConsentReach ReadReach(string text) => Read<ConsentReach>(text);

    public static ConsentAct ReadAct(string text) => Read<ConsentAct>(text);

    private static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Form) ?? throw new JsonException("The document is null.");

    private sealed class DepartmentText : JsonConverter<DepartmentId>
    {
        public override DepartmentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A department is missing."));

        public override void Write(Utf8JsonWriter writer, DepartmentId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class ConsentIdText : JsonConverter<ConsentId>
    {
        public override ConsentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ConsentId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A consent id is malformed.");

        public override void Write(Utf8JsonWriter writer, ConsentId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
