using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Audit.Writing;
using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Stage 8: disclosure and receipt → bytes. A receipt is asked for, so that nothing leaves without its record. Thread-safe.
/// </summary>
internal sealed class Respond
{
    public const string AuditUnavailableCode = "AUDIT_UNAVAILABLE";

    private static readonly GraphQLError NoRecord = new(
        AuditUnavailableCode, "The access record cannot be written at the moment, and without one there is no answer. Try again later.");

    private static readonly GraphQLError Withdrawn = new(
        "CONSENT_CHANGED", "A consent was withdrawn while the answer was being put together, so it was thrown away. Try again.");

    private static readonly GraphQLError Closed = new(
        "DATA_CLOSED", "An owner closed data while the answer was being put together, so it was thrown away. Try again.");

    private static readonly GraphQLError Behind = new(
        "LEASE_LOST",
        "This hub lost touch with the others while the answer was being put together and cannot know what they closed, so it was thrown away. Try again.");

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HubResponse Answer(HubSnapshot snapshot, Caller caller, Disclosure disclosure, string accessId, AccessReceipt receipt) =>
        Recorded(snapshot, AnswerKind.Executed, disclosure.Errors, disclosure, accessId, receipt, caller.Client.WithheldErrors);

    public HubResponse Refuse(
        HubSnapshot snapshot, AnswerKind kind, IReadOnlyList<GraphQLError> errors, string accessId, AccessReceipt receipt) =>
        Recorded(snapshot, kind, errors, null, accessId, receipt);

    public HubResponse Changed(HubSnapshot snapshot, GroundChange change, string accessId, AccessReceipt receipt) =>
        Recorded(snapshot, AnswerKind.ConsentChanged, [ErrorOf(change)], null, accessId, receipt);

    /// <summary>The code by which an answer ends under which something changed.</summary>
    public static string CodeOf(GroundChange change) => ErrorOf(change).Code;

    public HubResponse Unauthenticated(TokenFault fault) => new(
        fault is TokenFault.CsrfHeaderMissing or TokenFault.CrossSite ? AnswerKind.Forbidden : AnswerKind.Unauthenticated,
        null,
        Write(json => WriteErrors(json, [new GraphQLError(CodeOf(fault), Explain(fault))])),
        fault)
    {
        ErrorCode = CodeOf(fault),
    };

    public HubResponse WithoutRecord() => new(
        AnswerKind.AuditUnavailable,
        null,
        Write(json => WriteErrors(json, [NoRecord])))
    {
        ErrorCode = NoRecord.Code,
    };

    // INVARIANT: every answer to a known caller is written here, and only against a receipt.
    private static HubResponse Recorded(
        HubSnapshot snapshot,
        AnswerKind kind,
        IReadOnlyList<GraphQLError> errors,
        Disclosure? disclosure,
        string accessId,
        AccessReceipt receipt,
        bool withheldErrors = false)
    {
        _ = receipt;
        using var span = PipelineTelemetry.Stage("Respond");
        var body = Write(json =>
        {
            WriteErrors(json, errors, withheldErrors ? disclosure?.Withheld ?? [] : []);
            if (disclosure is not null)
            {
                json.WritePropertyName("data");
                DatumWriter.Write(json, disclosure.Data);
            }

            json.WriteStartObject("extensions");
            json.WriteStartObject("exchange");
            json.WriteString("accessId", accessId);
            json.WriteString("policyVersion", snapshot.PolicyVersion);
            WriteWithheld(json, disclosure?.Withheld ?? []);
            WriteReduced(json, disclosure?.Reduced ?? []);
            WriteSources(json, disclosure?.Sources ?? []);
            WriteObligations(json, disclosure?.Obliged ?? []);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return new HubResponse(kind, accessId, body)
        {
            ErrorCode = errors.Count > 0 ? errors[0].Code
                : withheldErrors && disclosure is { Withheld: [var first, ..] } ? first.Reason.Code()
                : null,
        };
    }

    private static GraphQLError ErrorOf(GroundChange change) => change switch
    {
        GroundChange.LeaseLost => Behind,
        GroundChange.DataClosed => Closed,
        _ => Withdrawn,
    };

    private static string CodeOf(TokenFault fault) => fault switch
    {
        TokenFault.CsrfHeaderMissing => "CSRF_HEADER_REQUIRED",
        TokenFault.CrossSite => "CROSS_SITE",
        _ => "UNAUTHENTICATED",
    };

    private static string Explain(TokenFault fault) => fault switch
    {
        TokenFault.SessionOver => "The session is over: sign in again at /api/v1/session.",
        TokenFault.CsrfHeaderMissing => "Send the header \"X-CSRF: 1\" with every request that comes by session.",
        TokenFault.CrossSite => "A page of another site may not use this hub's session.",
        TokenFault.Missing => "This endpoint needs an access token: send \"Authorization: Bearer …\" with a token from /connect/token.",
        TokenFault.Expired => "The access token has expired: get a new one from /connect/token.",
        TokenFault.Suspended => "The client of this access token is suspended: ask the operator of the hub.",
        _ => "The access token is not valid here: get one from /connect/token.",
    };

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors) => WriteErrors(json, errors, []);

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors, IReadOnlyList<WithheldCells> withheld)
    {
        if (errors.Count + withheld.Count == 0)
        {
            return;
        }

        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            ErrorWriter.Write(json, error);
        }

        foreach (var cells in withheld.DistinctBy(cells => cells.Coordinate, StringComparer.Ordinal))
        {
            WriteWithheldError(json, cells);
        }

        json.WriteEndArray();
    }

    private static void WriteWithheldError(Utf8JsonWriter json, WithheldCells cells)
    {
        json.WriteStartObject();
        json.WriteString("message", WithheldError.Message(cells));
        if (cells.Paths.Count > 0)
        {
            json.WritePropertyName("path");
            ErrorWriter.WritePath(json, cells.Paths[0].ToList());
        }

        json.WriteStartObject("extensions");
        json.WriteString("code", cells.Reason.Code());
        json.WriteString("coordinate", cells.Coordinate);
        ErrorWriter.WriteOptional(json, "department", cells.Department);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteWithheld(Utf8JsonWriter json, IReadOnlyList<WithheldCells> withheld)
    {
        json.WriteStartArray("withheld");
        foreach (var cells in withheld)
        {
            json.WriteStartObject();
            json.WriteString("coordinate", cells.Coordinate);
            json.WriteString("reason", cells.Reason.Code());
            json.WriteNumber("records", cells.Records);
            json.WriteStartArray("paths");
            foreach (var path in cells.Paths)
            {
                ErrorWriter.WritePath(json, path.ToList());
            }

            json.WriteEndArray();
            ErrorWriter.WriteOptional(json, "department", cells.Department);
            ErrorWriter.WriteOptional(json, "request", cells.Request);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReduced(Utf8JsonWriter json, IReadOnlyList<ReducedCells> reduced)
    {
        json.WriteStartArray("reduced");
        foreach (var cells in reduced)
        {
            json.WriteStartObject();
            json.WriteString("coordinate", cells.Coordinate);
            json.WriteString("level", cells.Level);
            json.WriteNumber("records", cells.Records);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // WHY only where there are some: most answers oblige nobody to anything.
    private static void WriteObligations(Utf8JsonWriter json, IReadOnlyList<ObligedCells> obliged)
    {
        if (obliged.Count == 0)
        {
            return;
        }

        json.WriteStartArray("obligations");
        foreach (var cells in obliged)
        {
            json.WriteStartObject();
            json.WriteString("coordinate", cells.Coordinate);
            json.WriteNumber("records", cells.Records);
            json.WriteBoolean("notifyPerson", cells.Obligations.NotifyPerson);
            WriteOptional(json, "reviewWithinHours", cells.Obligations.ReviewWithinHours);
            WriteOptional(json, "keepDays", cells.Obligations.KeepDays);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<SourceUse> sources)
    {
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("department", source.Department);
            json.WriteString("state", SourceStates.Name(source.State));
            if (source.AsOf is { } asOf)
            {
                json.WriteString("asOf", asOf.UtcDateTime);
            }
            else
            {
                json.WriteNull("asOf");
            }

            json.WriteStartArray("coordinates");
            foreach (var coordinate in source.Coordinates)
            {
                json.WriteStringValue(coordinate);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
