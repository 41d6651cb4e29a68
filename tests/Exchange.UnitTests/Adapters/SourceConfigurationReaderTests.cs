using Exchange.Adapters.Configuration;

namespace Exchange.UnitTests.Adapters;

public sealed class SourceConfigurationReaderTests
{
    private const string File = "departments/x.yaml";

    [Fact]
    public void A_department_without_a_source_gives_neither_configuration_nor_findings()
    {
        var result = SourceConfigurationReader.Read(File, "code: x\n");

        Assert.Null(result.Configuration);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void A_whole_source_is_read()
    {
        var result = SourceConfigurationReader.Read(
            File,
            """
            code: x
            source:
              kind: sql
              timeoutMilliseconds: 900
              entities:
                Person:
                  view: V
                  key: K
                  fields:
                    name: { from: N }
                    household: { fields: { memberCount: { rows: { view: H, key: K, use: count } } } }
            """);

        Assert.Empty(result.Findings);
        var sql = Assert.IsType<SqlSourceConfiguration>(result.Configuration);
        Assert.Equal(("x", TimeSpan.FromMilliseconds(900), false), (sql.Department, sql.Timeout, sql.HasFacts));
        Assert.Equal(["name", "household"], sql.Entities["Person"].Fields.Select(field => field.Name));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_place()
    {
        var result = SourceConfigurationReader.Read(
            File,
            """
            code: x
            source:
              kind: sql
              timeoutMilliseconds: soon
              retries: 2
              entities:
                Person:
                  veiw: V
                  key: "K; DROP TABLE T"
                  fields:
                    sex: { from: S, type: enumm }
                    alive: { form: A }
                    age: { from: D, compute: ageAtLeast, format: dd.MM.yyyy }
                    band: { from: B, type: enum }
            """);

        Assert.Null(result.Configuration);
        Assert.Equal(
            [
                "4:24 timeoutMilliseconds bad-value",
                "5:3 retries unknown-key",
                "8:7 entities.Person missing-key",
                "8:7 entities.Person.veiw unknown-key",
                "9:12 entities.Person.key bad-identifier",
                "11:31 entities.Person.fields.sex.type bad-value",
                "12:16 entities.Person.fields.alive missing-key",
                "12:18 entities.Person.fields.alive.form unknown-key",
                "13:54 entities.Person.fields.age.format bad-value",
                "14:32 entities.Person.fields.band.type missing-key",
            ],
            result.Findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)
                .Select(finding => $"{finding.Line}:{finding.Column} {finding.Path["source.".Length..]} {finding.Code}"));
    }

    [Fact]
    public void A_finding_says_what_is_wrong_and_what_was_probably_meant()
    {
        var result = SourceConfigurationReader.Read(File, "code: x\nsource: { kind: graphql, timeoutMiliseconds: 900 }\n");

        Assert.Equal(
            "departments/x.yaml:2:26: source.timeoutMiliseconds: unknown key. Did you mean 'timeoutMilliseconds'? "
            + "Known here: events, kind, lists, maxResponseBytes, sdl, timeoutMilliseconds. [unknown-key]",
            Assert.Single(result.Findings).ToString());
    }

    [Theory]
    [InlineData("code: [", "yaml-syntax")]
    [InlineData("- x", "wrong-type")]
    [InlineData("code: x\nsource: sql\n", "wrong-type")]
    [InlineData("code: x\nsource: { kind: ftp }\n", "bad-value")]
    [InlineData("code: x\nsource: { entities: {} }\n", "missing-key")]
    [InlineData("source: { kind: graphql }\n", "missing-key")]
    [InlineData("code: x\ncode: y\n", "yaml-syntax")]
    [InlineData("code: x\nsource: { kind: csv, entities: { P: { file: f, key: K, layout: [A], fields: {} } } }\n", "unknown-column")]
    [InlineData("code: x\nsource: { kind: rest, entities: { P: { path: p, key: k, fields: { a: { from: b, rows: c } } } } }\n", "unknown-key")]
    public void A_file_that_cannot_be_used_says_why(string text, string code)
    {
        var result = SourceConfigurationReader.Read(File, text);

        Assert.Null(result.Configuration);
        Assert.Contains(result.Findings, finding => finding.Code == code);
    }

    [Fact]
    public void An_endless_nesting_is_refused()
    {
        var nested = string.Concat(Enumerable.Repeat("{ fields: { a: ", 60)) + "{ from: b }" + string.Concat(Enumerable.Repeat(" } }", 60));

        var result = SourceConfigurationReader.Read(
            File, $"code: x\nsource: {{ kind: rest, entities: {{ P: {{ path: p, key: k, fields: {{ a: {nested} }} }} }} }}\n");

        Assert.Contains(result.Findings, finding => finding.Code == "too-deep");
    }
}
