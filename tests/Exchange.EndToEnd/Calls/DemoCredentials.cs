using System.Text.Json;

namespace Exchange.EndToEnd.Calls;

/// <summary>A client as <c>demo-credentials.json</c> names it.</summary>
internal sealed record DemoClient(
    string ClientId, string ClientSecret, string Department, string[] Roles, string[] Purposes, string? RegionCode, string? Officer);

/// <summary>An account as <c>demo-credentials.json</c> names it.</summary>
internal sealed record DemoAccount(string UserName, string Password, string[] Roles);

/// <summary><c>demo-credentials.json</c>, read as any client would.</summary>
internal sealed record DemoCredentials(
    string Url, string Graphql, string Token, DemoClient[] Clients, DemoAccount[] Staff, string SourceLogKey)
{
    /// <summary>The folder that it was read from.</summary>
    public string Data { get; private init; } = "";

    public static string FileOf(string data) => Path.Combine(data, "demo-credentials.json");

    public static DemoCredentials Read(string data) =>
        JsonSerializer.Deserialize<DemoCredentials>(File.ReadAllText(FileOf(data)), JsonSerializerOptions.Web)! with { Data = data };

    public DemoClient Client(string clientId) => Clients.Single(client => client.ClientId == clientId);

    public DemoAccount Account(string userName) => Staff.Single(account => account.UserName == userName);
}
