namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads the part of <c>departments/*.yaml</c> that every kind of source has; <c>source</c> belongs to the adapters.</summary>
internal sealed class DepartmentReader(FindingLog log)
{
    private const int MostDepartments = 500;

    private readonly List<(int Order, DepartmentCard Card)> _cards = [];

    /// <summary>The departments in their order.</summary>
    public IReadOnlyList<DepartmentCard> Cards => [.. _cards.OrderBy(entry => entry.Order).Select(entry => entry.Card)];

    /// <summary>The codes of all departments that have a file, also of those whose file has mistakes.</summary>
    public HashSet<string> Codes { get; } = new(StringComparer.Ordinal);

    public void Read(string file, SourceObject document)
    {
        var reader = new ObjectReader(document, SourcePlace.Of(file, document, ""), log);
        Codes.Add(Path.GetFileNameWithoutExtension(file));
        var code = reader.Text("code", required: true);
        var order = reader.Integer("order", 1, MostDepartments, required: true);
        var title = reader.Title("title");
        var request = reader.Title("request");
        reader.Any("source");
        reader.RefuseOthers();
        if (code is null || order is null || title is null || request is null)
        {
            return;
        }

        if (!IsCode(code) || Path.GetFileNameWithoutExtension(file) != code || code == DataStandard.Hub.Value)
        {
            log.Add(
                "wrong-value", reader.PlaceOf("code"),
                "'code' has to be the file's name: lower-case letters, digits and hyphens, and not 'exchange'.");
        }
        else if (_cards.Exists(entry => entry.Order == order))
        {
            log.Add(
                "wrong-value", reader.PlaceOf("order"),
                $"Another department has the order {order} already: every department needs its own.");
        }
        else
        {
            _cards.Add((order.Value, new DepartmentCard(new DepartmentId(code), title, request)));
        }
    }

    private static bool IsCode(string code) =>
        code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && char.IsAsciiLetterLower(code[0]);
}
