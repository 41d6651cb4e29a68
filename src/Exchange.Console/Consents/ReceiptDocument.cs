using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Console.Consents;

/// <summary>The words of a receipt: the fields of ISO/IEC TS 27560 as JSON. It names the consent, never the person.</summary>
internal static class ReceiptDocument
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        // WHY: people read it; it is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Write(ConsentHistory consent, LogPlace? place, DateTimeOffset now)
    {
        var record = consent.Record;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                schema = "ISO/IEC TS 27560:2023",
                schemaVersion = record.SchemaVersion,
                jti = $"{record.Id}.{consent.Version}",
                iat = now.ToUnixTimeSeconds(),
                consentId = record.Id.ToString(),
                version = consent.Version,
                state = ConsentCodes.Of(consent.State),
                jurisdiction = record.Jurisdiction,
                language = record.Language,
                previous = record.Previous is { } previous ? new { id = previous.Id.ToString(), previous.Version, previous.Hash } : null,
                subject = new { ageBand = ConsentCodes.Of(record.AgeBand), givenBy = record.Guardian is null ? "self" : "guardian", record.Guardian },
                controller = record.Controller.Value,
                providers = record.Providers.Select(provider => provider.Value),
                recipients = record.Recipients.Select(party => new { department = party.Department.Value, party.Name, party.Contact, party.Role }),
                purposes = record.Purposes,
                data = record.Scopes,
                use = new
                {
                    manner = ConsentCodes.Of(record.Use.Manner), record.Use.Periodic, record.Use.Frequency, record.Use.RetentionDays,
                    record.Use.AutomatedDecision, record.Use.CrossBorder,
                },
                notice = record.Notice,
                separateActs = record.SeparateActs.Select(act => ConsentCodes.Of(act)),
                validity = new { from = record.ValidFrom, until = consent.Ends },
                decision = Decision(record.Decision, 0),
                events = consent.Events.Select(happened => new
                {
                    type = ConsentCodes.Of(happened.Type), time = happened.At, happened.Effective, channel = ConsentCodes.Of(happened.By.Channel),
                    authentication = ConsentCodes.Of(happened.By.Authentication), happened.By.Evidence,
                }),
                withdrawal = record.Withdrawal,
                proof = place is null ? null : new { accessLog = new { place.Sequence, place.Hash } },
            },
            Form);
    }

    private static object? Decision(Provision provision, int depth) => depth >= Provision.MaxDepth ? null : new
    {
        effect = ConsentCodes.Of(provision.Effect),
        recipient = provision.Recipient?.Value,
        provision.Purpose,
        provision.Scope,
        exceptions = provision.Exceptions.Count == 0 ? null : provision.Exceptions.Select(exception => Decision(exception, depth + 1)),
    };
}
