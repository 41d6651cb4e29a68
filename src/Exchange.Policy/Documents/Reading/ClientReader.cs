using Exchange.Policy.Documents.Yaml;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>clients.yaml</c>.</summary>
internal sealed class ClientReader(Terms terms)
{
    public List<ClientCard> Read(DocumentNode root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var clients = new List<ClientCard>();
        foreach (var node in root["clients"].Items)
        {
            var id = node["clientId"].Text ?? "";
            if (!seen.Add(id))
            {
                terms.Report(node["clientId"].Finding("duplicate-id", $"The client '{id}' is there already."));
            }

            clients.Add(new ClientCard(
                id,
                terms.Department(node["department"]) ?? default,
                terms.Roles(node["roles"]),
                terms.Purposes(node["purposes"]),
                node["regionCode"].Text ?? "",
                node["officer"].Text));
        }

        return clients;
    }
}
