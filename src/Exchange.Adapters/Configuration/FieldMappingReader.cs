using System.Text.RegularExpressions;
using Exchange.Adapters.Mapping;

namespace Exchange.Adapters.Configuration;

/// <summary>Reads the <c>fields:</c> of an entity. What a kind of source cannot do is refused here, not at run time.</summary>
internal sealed partial class FieldMappingReader(bool isSql, TimeSpan utcOffset)
{
    private const int MaxDepth = 4;
    private static readonly string[] SortableFormats = ["yyyyMMdd", "yyyy-MM-dd"];

    /// <summary>Reads every field of the section.</summary>
    public IReadOnlyList<FieldMapping> Read(YamlSection fields, int depth = 0)
    {
        var mappings = new List<FieldMapping>();
        foreach (var name in fields.Keys.ToList())
        {
            if (depth >= MaxDepth)
            {
                fields.ReportAt(name, "too-deep", $"fields are nested deeper than {MaxDepth} levels.");
            }
            else if (fields.Section(name) is { } section)
            {
                mappings.Add(Field(name, section, depth));
            }
        }

        return mappings;
    }

    /// <summary>Checks a name that becomes part of an SQL text.</summary>
    public void CheckName(YamlSection section, string key, string? name)
    {
        if (isSql && name is not null && !SqlName().IsMatch(name))
        {
            section.ReportAt(key, "bad-identifier",
                "letters, digits and underscores are expected here, optionally with a schema before a dot.");
        }
    }

    private FieldMapping Field(string name, YamlSection section, int depth)
    {
        var isObject = section.Has("fields");
        var rows = isSql ? Rows(section) : null;
        var isCount = rows?.Use == RowsUse.Count;
        var mapping = isObject
            ? new FieldMapping
            {
                Name = name,
                From = isSql ? null : section.Text("from"),
                Rows = rows,
                Fields = Read(section.Section("fields")!, depth + 1),
            }
            : new FieldMapping
            {
                Name = name,
                From = section.Text("from", required: !isCount),
                Type = isCount ? CellType.Integer : Type(section),
                Format = section.Text("format"),
                UtcOffset = utcOffset,
                Codes = section.Pairs("codes"),
                Link = section.Text("link"),
                Rows = rows,
                IsAgeAtLeast = isSql && section.Has("compute") && section.Choice("compute", "ageAtLeast") == "ageAtLeast",
                Reduced = Reduced(section, depth),
            };
        Check(mapping, section);
        section.RefuseTheRest();
        return mapping;
    }

    private void Check(FieldMapping mapping, YamlSection section)
    {
        CheckName(section, "from", mapping.From);
        if (mapping.Type == CellType.Enum && mapping.Codes.Count == 0)
        {
            section.ReportAt("type", "missing-key", "an enum needs 'codes': what each code of the department means.");
        }

        if (mapping.IsAgeAtLeast && !SortableFormats.Contains(mapping.Format))
        {
            section.ReportAt("format", "bad-value",
                "ages are compared at the source, so the format must sort by date: yyyyMMdd or yyyy-MM-dd.");
        }

        if (mapping.Reduced.Count > 0 && mapping.Link is null)
        {
            section.ReportAt("reduced", "bad-value", "only a link can be reduced here: add 'link'.");
        }
    }

    private static CellType Type(YamlSection section) =>
        Enum.Parse<CellType>(section.Choice("type", "text", "enum", "boolean", "integer", "number", "date", "dateTime", "money"), ignoreCase: true);

    private RowsMapping? Rows(YamlSection section)
    {
        if (section.Section("rows") is not { } rows)
        {
            return null;
        }

        var view = rows.Text("view", required: true);
        var key = rows.Text("key", required: true);
        var use = Enum.Parse<RowsUse>(rows.Choice("use", "list", "first", "count"), ignoreCase: true);
        var where = rows.Pairs("where");
        foreach (var (name, text) in new[] { ("view", view), ("key", key), ("where", where.Keys.FirstOrDefault()) })
        {
            CheckName(rows, name, text);
        }

        if (where.Count > 1)
        {
            rows.ReportAt("where", "bad-value", "one column can select rows.");
        }

        rows.RefuseTheRest();
        return new RowsMapping(view ?? "", key ?? "", use, where.Keys.FirstOrDefault(), where.Values.FirstOrDefault());
    }

    private Dictionary<string, IReadOnlyList<FieldMapping>> Reduced(YamlSection section, int depth)
    {
        var levels = new Dictionary<string, IReadOnlyList<FieldMapping>>(StringComparer.Ordinal);
        if (section.Section("reduced") is { } reduced)
        {
            foreach (var level in reduced.Keys.ToList())
            {
                if (reduced.Section(level) is { } fields)
                {
                    levels[level] = Read(fields, depth + 1);
                }
            }
        }

        return levels;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?$", RegexOptions.CultureInvariant)]
    private static partial Regex SqlName();
}
