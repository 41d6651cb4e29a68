using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>A security key that exists in the browser only and says yes to everything.</summary>
internal static class VirtualAuthenticator
{
    public static async Task PlugInAsync(Visit visit)
    {
        var devTools = await visit.Context.NewCDPSessionAsync(visit.Page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
