using System.Buffers;
using System.Text;
using Exchange.Audit.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Records;

public sealed class EntryEncodingTests
{
    [Fact]
    public void Every_kind_of_entry_comes_back_as_the_same_bytes()
    {
        foreach (var entry in AuditSamples.EveryKind)
        {
            var bytes = Encode(entry);
            var decoded = EntryDecoder.Decode(bytes);
            Assert.Equal(entry.GetType(), decoded.GetType());
            Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(Encode(decoded)));
        }

        Assert.Equal(Enum.GetValues<EntryKind>().Length, AuditSamples.EveryKind.Select(entry => entry.Kind).Distinct().Count());
    }

    [Fact]
    public void An_access_record_has_one_canonical_form()
    {
        const string expected = """
            {"kind":"access","accessId":"01939a3c-0000-7000-8000-000000000001","time":"2026-11-21T08:00:00.000000Z",
            "caller":{"clientId":"civil-affairs-assistance-officer","department":"civil-affairs","officer":"ca-0007",
            "roles":["assistance-officer"],"purpose":"assistance.eligibility","caseNumber":"SA-2026-000123","regionCode":"990102",
            "emergency":true},"operationHash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "operationName":"Eligibility","policyVersion":"7","outcome":"answered","errorCode":"NONE",
            "disclosures":[{"subjects":["AQIDBAUGBwgJCgsMDQ4PEBESEw"],
            "subjectCount":1,"cells":[{"coordinate":"Person.pension.status","level":"full","rule":"N1-3","basis":"statutory-duty",
            "outcome":"disclosed","records":1},{"coordinate":"Person.birthDate","level":"year","outcome":"reduced","records":1},
            {"coordinate":"Person.pension.amount","level":"none","outcome":"withheld","reason":"NOT_PERMITTED","records":1},
            {"coordinate":"Person.protected","level":"none","outcome":"fetched-to-decide","records":1},
            {"coordinate":"Person.registeredAddress","level":"none","outcome":"fetched-to-join","records":1}]}],
            "sources":[{"department":"social-security","state":"ok","requests":1,"keys":1}]}
            """;
        Assert.Equal(expected.ReplaceLineEndings(string.Empty), Encoding.UTF8.GetString(Encode(AuditSamples.Full)));
    }

    [Fact]
    public void A_decoded_access_record_says_what_the_encoded_one_said()
    {
        var decoded = Assert.IsType<AccessRecord>(EntryDecoder.Decode(Encode(AuditSamples.Full)));
        Assert.Equal(AuditSamples.Full.Time, decoded.Time);
        Assert.Equal(AuditSamples.Full.Sources, decoded.Sources);
        Assert.Equal(AuditSamples.Full.Caller.Roles, decoded.Caller.Roles);
        Assert.Equal(AuditSamples.Full.Disclosures[0].Cells, decoded.Disclosures[0].Cells);
        Assert.Equal(AuditSamples.Full.Disclosures[0].Subjects, decoded.Disclosures[0].Subjects);
    }

    [Theory]
    [InlineData("990102199004110644")]
    [InlineData("99010219900411064X")]
    [InlineData("this is a name, not a block")]
    [InlineData("")]
    public void A_citizen_number_or_other_text_in_place_of_an_opaque_block_is_refused_and_not_echoed(string subject)
    {
        var group = AuditSamples.Full.Disclosures[0] with { Subjects = [subject] };
        var failure = Assert.Throws<ArgumentException>(() => Encode(AuditSamples.Full with { Disclosures = [group] }));
        Assert.True(subject.Length == 0 || !failure.Message.Contains(subject, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not a hash")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void An_operation_hash_that_is_no_hash_is_refused(string hash) =>
        Assert.Throws<ArgumentException>(() => Encode(AuditSamples.Full with { OperationHash = hash }));

    [Fact]
    public void A_person_number_in_an_operation_name_or_a_case_number_never_reaches_the_log()
    {
        const string number = "990102199004110644";
        var caller = AuditSamples.Full.Caller with { CaseNumber = $"SA-{number}" };
        AccessRecord[] records = [AuditSamples.Full with { OperationName = $"Q{number}" }, AuditSamples.Full with { Caller = caller }];
        foreach (var record in records)
        {
            var failure = Assert.Throws<ArgumentException>(() => Encode(record));
            Assert.DoesNotContain(number, failure.Message, StringComparison.Ordinal);
        }

        Assert.True(EntryRules.LooksLikePersonNumber($"Q{number}"));
        Assert.False(EntryRules.LooksLikePersonNumber("SA-2026-000123"));
    }

    [Fact]
    public void A_text_longer_than_any_code_is_refused() =>
        Assert.Throws<ArgumentException>(() => Encode(AuditSamples.Full with { OperationName = new string('x', 513) }));

    [Fact]
    public void Times_are_kept_in_utc_and_microseconds()
    {
        var local = new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.FromHours(8)).AddTicks(12345678);
        var entry = new LogClosed { Time = local };
        Assert.Equal(TimeSpan.Zero, entry.Time.Offset);
        Assert.Equal("{\"kind\":\"log-closed\",\"time\":\"2026-11-21T08:00:01.234567Z\"}", Encoding.UTF8.GetString(Encode(entry)));
        Assert.Equal(entry, EntryDecoder.Decode(Encode(entry)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"log-closed\",\"time\":\"yesterday\"}")]
    [InlineData("{\"kind\":\"unheard-of\",\"time\":\"2026-11-21T08:00:00.000000Z\"}")]
    [InlineData("{\"kind\":7,\"time\":\"2026-11-21T08:00:00.000000Z\"}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public void Bytes_that_are_no_entry_are_refused_with_one_kind_of_error(string payload) =>
        Assert.Throws<FormatException>(() => EntryDecoder.Decode(Encoding.UTF8.GetBytes(payload)));

    private static byte[] Encode(AuditEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EntryEncoder.Encode(entry, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
