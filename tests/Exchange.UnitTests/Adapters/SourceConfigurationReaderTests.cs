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
                "departments/x.yaml:4:24: source.timeoutMilliseconds: a whole number from 50 to 60000 is expected here. [bad-value]",
                "departments/x.yaml:5:3: source.retries: unknown key. Known here: batchSize, entities, facts, kind, timeoutMilliseconds, utcOffset. [unknown-key]",
                "departments/x.yaml:8:7: source.entities.Person: 'view' is missing: add it. [missing-key]",
                "departments/x.yaml:8:7: source.entities.Person.veiw: unknown key. Did you mean 'view'? Known here: fields, key, view. [unknown-key]",
                "departments/x.yaml:9:12: source.entities.Person.key: letters, digits and underscores are expected here, optionally with a schema before a dot. [bad-identifier]",
                "departments/x.yaml:11:31: source.entities.Person.fields.sex.type: one of text, enum, boolean, integer, number, date, money is expected here. Did you mean 'enum'? [bad-value]",
                "departments/x.yaml:12:16: source.entities.Person.fields.alive: 'from' is missing: add it. [missing-key]",
                "departments/x.yaml:12:18: source.entities.Person.fields.alive.form: unknown key. Did you mean 'from'? Known here: codes, compute, fields, format, from, link, reduced, rows, type. [unknown-key]",
                "departments/x.yaml:13:54: source.entities.Person.fields.age.format: ages are compared at the source, so the format must sort by date: yyyyMMdd or yyyy-MM-dd. [bad-value]",
                "departments/x.yaml:14:32: source.entities.Person.fields.band.type: an enum needs 'codes': what each code of the department means. [missing-key]",
            ],
            result.Findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("code: [", "yaml-syntax")]
    [InlineData("- x", "wrong-type")]
    [InlineData("code: x\nsource: sql\n", "wrong-type")]
    [InlineData("code: x\nsource: { kind: ftp }\n", "bad-value")]
    [InlineData("code: x\nsource: { entities: {} }\n", "missing-key")]
    [InlineData("source: { kind: graphql }\n", "missing-key")]
    [InlineData("code: x\ncode: y\n", "yaml-syntax")]
    [InlineData("code: x\nsource: { kind: csv, entities: { P: { file: f, key: K, layout: [A], fields: { a: { from: B } } } } }\n", "unknown-column")]
    [InlineData("code: x\nsource: { kind: rest, entities: { P: { path: p, key: k, fields: { a: { from: b, compute: ageAtLeast } } } } }\n", "unknown-key")]
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
