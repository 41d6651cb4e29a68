using Exchange.Identity.Keys;
using Exchange.IntegrationTests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Key files: made once, closed to others, never silently replaced.</summary>
public sealed class KeyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Keys => Path.Combine(_folder.Location, "keys");

    private string SigningKey => Directory.GetFiles(Keys, "signing-*.key").Single();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_start_makes_key_files_that_only_the_hubs_user_can_read()
    {
        await using var host = await IdentityHost.StartAsync(_folder);
        await host.Services.GetRequiredService<KeyLedger>().GetOrCreateAsync("pseudonym", 32, Cancel);

        var files = Directory.GetFiles(Keys);
        Assert.Equal(
            ["accounts.key", "pseudonym.key", Path.GetFileName(SigningKey)], files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in files)
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        }

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
    }

    [Fact]
    public async Task No_keys_are_kept_outside_the_key_folder()
    {
        await using var host = await IdentityHost.StartAsync(_folder);

        Assert.Null(host.Services.GetService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>());
    }

    [Fact]
    public void A_key_is_made_once_and_then_read()
    {
        var first = new KeyFolder(Keys).GetOrCreate("pseudonym", 32);

        Assert.Equal(32, first.Length);
        Assert.Equal(first, new KeyFolder(Keys).GetOrCreate("pseudonym", 32));
        Assert.NotEqual(first, new KeyFolder(Keys).GetOrCreate("log", 32));
        Assert.Throws<KeyException>(() => new KeyFolder(Keys).GetOrCreate("pseudonym", 16));
    }

    [Fact]
    public async Task Many_who_make_the_same_key_at_once_get_the_same()
    {
        const int names = 20;
        for (var name = 0; name < names; name++)
        {
            using var start = new Barrier(4);
            var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
                () =>
                {
                    start.SignalAndWait(Cancel);
                    return new KeyFolder(Keys).GetOrCreate($"log-{name}", 32);
                },
                Cancel)));

            Assert.Single(made.Select(Convert.ToHexString).Distinct());
        }

        Assert.Equal(names, Directory.GetFiles(Keys).Length);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a/b")]
    public void A_name_that_could_leave_the_folder_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new KeyFolder(Keys).GetOrCreate(name, 32));

    [Fact]
    public async Task A_store_whose_keys_are_gone_does_not_start_and_makes_no_new_ones()
    {
        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
        Directory.Delete(Keys, recursive: true);

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));

        Assert.Contains("restore the folder", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.False(Directory.Exists(Keys));
    }

    [Fact]
    public async Task A_store_whose_pseudonym_key_is_gone_does_not_start()
    {
        await using (var host = await IdentityHost.StartAsync(_folder))
        {
            await host.Services.GetRequiredService<KeyLedger>().GetOrCreateAsync("pseudonym", 32, Cancel);
        }

        File.Delete(Path.Combine(Keys, "pseudonym.key"));

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));

        Assert.Contains("'pseudonym'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_whose_key_was_replaced_does_not_start()
    {
        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
        var file = SigningKey;
        using (var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256))
        {
            await File.WriteAllBytesAsync(file, other.ExportPkcs8PrivateKey(), Cancel);
        }

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));

        Assert.Contains("is not the one", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_open_to_others_stops_the_start()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
        File.SetUnixFileMode(SigningKey, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));

        Assert.Contains("mode 644", fault.Message, StringComparison.Ordinal);
        Assert.Contains("chmod 600", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_key_stops_the_start_and_the_store_does_not_remember_it()
    {
        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
        new KeyFolder(Keys).Create("signing-none", [1, 2, 3]);

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));
        File.Delete(Path.Combine(Keys, "signing-none.key"));

        Assert.Contains("'signing-none'", fault.Message, StringComparison.Ordinal);
        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
    }

    [Fact]
    public async Task A_file_with_a_name_that_no_key_has_is_named()
    {
        await (await IdentityHost.StartAsync(_folder)).DisposeAsync();
        var copy = SigningKey.Replace(".key", " (copy).key", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(copy, [1, 2, 3], Cancel);

        var fault = await Assert.ThrowsAsync<KeyException>(() => IdentityHost.StartAsync(_folder));

        Assert.Contains(copy, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_key_signs_and_the_first_still_verifies()
    {
        string older;
        await using (var host = await IdentityHost.StartAsync(_folder))
        {
            older = await host.TokenAsync();
            using var next = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            new KeyFolder(Keys).Create("signing-20991231t000000z", next.ExportPkcs8PrivateKey());
        }

        await using var rotated = await IdentityHost.StartAsync(_folder);
        var keys = rotated.Services.GetRequiredService<SigningKeys>();
        var verifier = rotated.Services.GetRequiredService<Exchange.Identity.Verification.AccessTokenVerifier>();

        Assert.Equal(2, keys.All.Count);
        Assert.NotNull((await verifier.VerifyAsync(older, Cancel)).Claims);
        Assert.NotEqual(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(older).Kid, keys.Credentials.Key.KeyId);
    }
}
