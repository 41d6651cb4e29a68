using System.Globalization;
using Exchange.Adapters.Mapping;
using Exchange.Policy.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Exchange.Adapters.Configuration;

/// <summary>What reading a department's file gave.</summary>
/// <param name="Configuration">The configuration; null when there are findings, or when the file names no source.</param>
/// <param name="Findings">Every mistake, in file order.</param>
public sealed record SourceConfigurationResult(SourceConfiguration? Configuration, IReadOnlyList<Finding> Findings);

/// <summary>
/// Reads the <c>source:</c> part of <c>schemas/departments/*.yaml</c>. The rest of the file belongs to the data standard's loader.
/// Every mistake is reported at once with its line and path; unknown keys are refused.
/// </summary>
public static class SourceConfigurationReader
{
    /// <summary>Reads one file; a department without a <c>source:</c> gives neither configuration nor findings.</summary>
    /// <param name="file">The file's name for findings, relative to the folder that is checked.</param>
    /// <param name="text">The file's text.</param>
    public static SourceConfigurationResult Read(string file, string text)
    {
        var findings = new List<Finding>();
        var configuration = Root(file, text, findings) is { } root ? Source(root) : null;
        return new SourceConfigurationResult(findings.Count == 0 ? configuration : null, findings);
    }

    private static YamlSection? Root(string file, string text, List<Finding> findings)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode mapping)
            {
                return new YamlSection(mapping, "", file, findings);
            }

            findings.Add(new Finding("wrong-type", file, 1, 1, "", "one YAML document with keys and values is expected here."));
        }
        catch (InvalidOperationException)
        {
            // WHY: the scanner of YamlDotNet 16.3 throws this for a list or text that is not closed, and does not say where.
            findings.Add(new Finding("yaml-syntax", file, 0, 0, "", "this is not YAML: a list, mapping or text is not closed."));
        }
        catch (YamlException mistake)
        {
            findings.Add(new Finding(
                "yaml-syntax", file, (int)mistake.Start.Line, (int)mistake.Start.Column, "", "this is not YAML: " + mistake.Message));
        }

        return null;
    }

    private static SourceConfiguration? Source(YamlSection root)
    {
        if (!root.Has("source") || root.Section("source") is not { } source || root.Text("code", required: true) is not { } department)
        {
            return null;
        }

        if (source.Text("kind", required: true) is null)
        {
            return null;
        }

        SourceConfiguration configuration = source.Choice("kind", "sql", "rest", "csv", "graphql") switch
        {
            "sql" => Sql(source, department, UtcOffset(source)),
            "rest" => Rest(source, department, UtcOffset(source)),
            "csv" => Csv(source, department, UtcOffset(source)),
            _ => GraphQL(source, department),
        };
        source.RefuseTheRest();
        return configuration;
    }

    private static SqlSourceConfiguration Sql(YamlSection source, string department, TimeSpan utcOffset) => new()
    {
        Department = department,
        Timeout = Timeout(source),
        BatchSize = source.Integer("batchSize", 500, 1, 2_000),
        UtcOffset = utcOffset,
        Entities = Entities(source, "entities", "view", new FieldMappingReader(isSql: true, utcOffset), required: true),
        Facts = Entities(source, "facts", "view", new FieldMappingReader(isSql: true, utcOffset), required: false),
    };

    private static RestSourceConfiguration Rest(YamlSection source, string department, TimeSpan utcOffset) => new()
    {
        Department = department,
        Timeout = Timeout(source),
        PageSize = source.Integer("pageSize", 100, 1, 1_000),
        MaxResponseBytes = source.Integer("maxResponseBytes", 4 << 20, 1_024, 64 << 20),
        Retries = source.Integer("retries", 2, 0, 5),
        Entities = Entities(source, "entities", "path", new FieldMappingReader(isSql: false, utcOffset), required: true),
    };

    private static CsvSourceConfiguration Csv(YamlSection source, string department, TimeSpan utcOffset) => new()
    {
        Department = department,
        Timeout = Timeout(source),
        MaxAge = TimeSpan.FromHours(source.Integer("maxAgeHours", 72, 1, 24 * 366)),
        UtcOffset = utcOffset,
        MaxFileBytes = source.Integer("maxFileBytes", 256 << 20, 1_024, 1 << 30),
        Entities = Entities(source, "entities", "file", new FieldMappingReader(isSql: false, utcOffset), required: true),
    };

    private static GraphQLSourceConfiguration GraphQL(YamlSection source, string department) => new()
    {
        Department = department,
        Timeout = Timeout(source),
        MaxResponseBytes = source.Integer("maxResponseBytes", 4 << 20, 1_024, 64 << 20),
        HasLists = source.Choice("lists", "false", "true") == "true",
        HasEvents = source.Choice("events", "false", "true") == "true",
        SchemaFile = SchemaFile(source),
    };

    // WHY a plain name: what an installation reads lies in its schemas folder, whatever a file there says.
    private static string? SchemaFile(YamlSection source)
    {
        var file = source.Text("sdl");
        if (file is not null && (!file.EndsWith(".graphql", StringComparison.Ordinal) || file != Path.GetFileName(file) || file.Contains('\\')))
        {
            source.ReportAt("sdl", "bad-value", "the name of a file beside this one is expected here, ending with '.graphql'.");
        }

        return file;
    }

    private static TimeSpan Timeout(YamlSection source) =>
        TimeSpan.FromMilliseconds(source.Integer("timeoutMilliseconds", 4_000, 50, 60_000));

    private static TimeSpan UtcOffset(YamlSection source)
    {
        var text = source.Text("utcOffset") ?? "+08:00";
        if (DateTimeOffset.TryParseExact(
            "2000-01-01" + text, "yyyy-MM-ddzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant.Offset;
        }

        source.ReportAt("utcOffset", "bad-value", "an offset like +08:00 is expected here.");
        return TimeSpan.Zero;
    }

    private static Dictionary<string, EntityMapping> Entities(YamlSection source, string key, string place, FieldMappingReader reader, bool required)
    {
        var entities = new Dictionary<string, EntityMapping>(StringComparer.Ordinal);
        if (source.Section(key, required) is not { } section)
        {
            return entities;
        }

        foreach (var type in section.Keys.ToList())
        {
            if (section.Section(type) is { } entity)
            {
                entities[type] = Entity(type, entity, place, reader);
            }
        }

        return entities;
    }

    private static EntityMapping Entity(string type, YamlSection entity, string place, FieldMappingReader reader)
    {
        var where = entity.Text(place, required: true);
        var key = entity.Text("key", required: true);
        reader.CheckName(entity, place, where);
        reader.CheckName(entity, "key", key);
        var layout = place == "file" ? entity.Texts("layout") : [];
        var fields = entity.Section("fields", required: true) is { } section ? reader.Read(section) : [];
        if (place == "file")
        {
            CheckLayout(entity, key, layout, fields);
        }

        var list = place == "path" ? entity.Text("list") : null;
        entity.RefuseTheRest();
        return new EntityMapping(type, where ?? "", key ?? "", layout, fields) { List = list };
    }

    private static void CheckLayout(YamlSection entity, string? key, IReadOnlyList<string> layout, IReadOnlyList<FieldMapping> fields)
    {
        if (layout.Distinct(StringComparer.Ordinal).Count() != layout.Count)
        {
            entity.ReportAt("layout", "bad-value", "a column stands twice in the layout.");
        }

        if (key is not null && !layout.Contains(key))
        {
            entity.ReportAt("key", "unknown-column", "the key is not a column of the layout.");
        }

        foreach (var field in fields.SelectMany(field => field.IsObject ? field.Fields : [field]))
        {
            if (field.From is not null && !layout.Contains(field.From))
            {
                entity.ReportAt("fields", "unknown-column",
                    $"'{field.Name}' is read from '{field.From}', which is not a column of the layout.");
            }
        }
    }
}
