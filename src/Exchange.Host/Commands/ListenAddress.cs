using System.Net;

namespace Exchange.Host.Commands;

/// <summary>Judges what <c>--urls</c> was given, before anything starts.</summary>
internal static class ListenAddress
{
    private const string Example = "give one like http://127.0.0.1:5080";

    /// <summary>
    /// What is wrong with the addresses (separated by semicolons), as the end of a sentence; null where each can be listened on.
    /// </summary>
    public static string? Mistake(string? urls) =>
        string.IsNullOrWhiteSpace(urls)
            ? $"is empty: {Example}."
            : urls.Split(';').Select(MistakeOfOne).FirstOrDefault(mistake => mistake is not null);

    /// <summary>
    /// What is wrong with the addresses where only programs of this machine may be served; null where nothing is.
    /// </summary>
    public static string? MistakeOnLoopback(string? urls) => Mistake(urls)
        ?? urls!.Split(';').Where(url => !IsLoopback(new Uri(url)))
            .Select(url => $"{url}: whoever reaches this gateway may read everything, so it listens on this machine only; {Example}.")
            .FirstOrDefault();

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var host) && IPAddress.IsLoopback(host));

    // WHY: the server takes a host or a port that it cannot read for a wildcard and would listen on every interface.
    private static string? MistakeOfOne(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) ? $"{url}: this is not an address; {Example}."
        : address.Scheme == Uri.UriSchemeHttps ? $"{url}: the hub speaks http; end TLS before it, and {Example}."
        : address.Scheme != Uri.UriSchemeHttp ? $"{url}: the hub speaks http; {Example}."
        : address.PathAndQuery != "/" || address.UserInfo.Length > 0 ? $"{url}: an address to listen on is host and port alone; {Example}."
        : address.Host != "localhost" && !IPAddress.TryParse(address.Host, out _)
            ? $"{url}: the host must be an IP address or localhost; {Example}."

        // WHY: localhost is two addresses, and the server cannot find a port that is free on both.
        : address is { Host: "localhost", Port: 0 } ? $"{url}: a free port is found for an IP address only; {Example}."
        : null;
}
