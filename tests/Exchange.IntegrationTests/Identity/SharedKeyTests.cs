using Exchange.Identity;
using Exchange.Identity.Keys;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;
using Exchange.IntegrationTests.Storage;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Several hubs on one store and one key folder: nobody's key is forgotten, and a token of one is good on every other.</summary>
public sealed class SharedKeyTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DepartmentId Health => new("health");

    private static PersonKey Person => PersonKey.TryFromCitizenNo("990102195803120429", out var person)
        ? person
        : throw new InvalidOperationException("The number is a citizen number.");

    private string Keys => Path.Combine(_folder.Location, "keys");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_that_hubs_remember_at_the_same_moment_are_all_remembered()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(hub => Task.Run(
            () => new KeyLedger(new KeyFolder(Keys), settings).GetOrCreateAsync($"key-{hub}", 32, Cancel), Cancel)));

        Assert.Equal(
            Enumerable.Range(0, 6).Select(hub => $"key-{hub}"),
            (await settings.FindAsync("keys", Cancel))!.Split('\n').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Hubs_that_make_the_same_key_at_the_same_moment_get_the_same()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();

        var keys = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => new KeyLedger(new KeyFolder(Keys), settings).GetOrCreateAsync("pseudonyms", 32, Cancel), Cancel)));

        Assert.Single(keys.Select(Convert.ToHexString).Distinct());
    }

    [Fact]
    public async Task A_hub_with_another_key_folder_is_refused_also_where_it_was_first_to_make_a_key()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();
        var other = new KeyFolder(Path.Combine(_folder.Location, "other-keys"));

        // The other hub has read that the store has no keys, and has made its own; then this one remembers its key first.
        var fault = await Assert.ThrowsAsync<KeyException>(() => new KeyLedger(other, settings).AdoptAsync(
            "pseudonyms",
            () =>
            {
                new KeyLedger(new KeyFolder(Keys), settings).GetOrCreateAsync("pseudonyms", 32, Cancel).GetAwaiter().GetResult();
                return other.GetOrCreate("pseudonyms", 32);
            },
            Cancel));

        Assert.Contains("is not the one", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hubs_that_open_pseudonyms_at_the_same_moment_make_the_same_and_a_rotation_reaches_each_at_its_next_start()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Files(settings).OpenAsync(Cancel), Cancel)));
        using var before = new Pseudonyms(opened[0]);

        // Two administrators, who do not know of each other.
        var letters = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Files(settings).RotateAsync(Cancel), Cancel)));
        using var one = new Pseudonyms(await Files(settings).OpenAsync(Cancel));
        using var another = new Pseudonyms(await Files(settings).OpenAsync(Cancel));

        Assert.Single(opened.Select(keys => Pid(new Pseudonyms(keys))).Distinct());
        Assert.All(letters, letter => Assert.InRange(letter, 'B', 'C'));
        Assert.Equal(Pid(one), Pid(another));
        Assert.Equal(letters.Max(), Pid(one)[0]);
        Assert.True(another.TryOpen(Pid(before), Health, out var person));
        Assert.Equal(Person, person);
        Assert.True(another.TryOpen(Pid(one), Health, out _));
        Assert.Equal(before.ForStore(Person), another.ForStore(Person));
        Assert.False(before.TryOpen(Pid(one), Health, out _));
    }

    [Fact]
    public async Task The_oldest_version_of_pseudonyms_is_retired_and_the_only_one_is_not()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();
        using var before = new Pseudonyms(await Files(settings).OpenAsync(Cancel));
        var refused = await Assert.ThrowsAsync<KeyException>(() => Files(settings).RetireAsync(Cancel));
        await Files(settings).RotateAsync(Cancel);

        Assert.Equal('A', await Files(settings).RetireAsync(Cancel));

        using var after = new Pseudonyms(await Files(settings).OpenAsync(Cancel));
        Assert.Contains("rotate", refused.Message, StringComparison.Ordinal);
        Assert.False(after.TryOpen(Pid(before), Health, out _));
        Assert.True(after.TryOpenStore(before.ForStore(Person), out _));
        Assert.False(File.Exists(Path.Combine(Keys, "pseudonyms-a.key")));
        await new KeyLedger(new KeyFolder(Keys), settings).CheckAsync(Cancel);
    }

    [Fact]
    public async Task A_file_of_a_version_that_the_store_does_not_remember_is_no_version()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();
        await Files(settings).OpenAsync(Cancel);
        new KeyFolder(Keys).Create("pseudonyms-q", new byte[PseudonymKeys.KeyLength]);

        Assert.Equal('A', (await Files(settings).OpenAsync(Cancel)).Newest);
        Assert.Equal('B', await Files(settings).RotateAsync(Cancel));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Keys, "pseudonyms-b.key")));
        }
    }

    [Fact]
    public async Task A_token_that_another_hub_signed_with_a_new_key_is_good_without_a_restart()
    {
        await using var host = await IdentityHost.StartAsync(_folder);
        await host.TokenAsync();
        using var next = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        new KeyFolder(Keys).Create("signing-20991231t000000z", next.ExportPkcs8PrivateKey());
        var another = new SigningKeys(
            new KeyFolder(Keys), new KeyLedger(new KeyFolder(Keys), host.Services.GetRequiredService<SettingStore>()), host.Clock);
        await another.OpenAsync(Cancel);
        var client = (await host.Services.GetRequiredService<ClientStore>().FindAsync(IdentityHost.ClientId, Cancel))!;
        var issuer = new AccessTokenIssuer(another, host.Services.GetRequiredService<ExchangeIdentityOptions>(), host.Clock);

        var verdict = await host.Services.GetRequiredService<AccessTokenVerifier>()
            .VerifyAsync(issuer.Issue(host.Origin, client, scope: null), Cancel);

        Assert.NotNull(verdict.Claims);
        Assert.Equal(another.All.Select(key => key.KeyId), host.Services.GetRequiredService<SigningKeys>().All.Select(key => key.KeyId));
    }

    [Fact]
    public async Task A_key_file_that_is_none_leaves_the_known_keys_in_use()
    {
        await using var host = await IdentityHost.StartAsync(_folder);
        var token = await host.TokenAsync();
        new KeyFolder(Keys).Create("signing-20991231t000000z", [1, 2, 3]);
        var keys = host.Services.GetRequiredService<SigningKeys>();

        Assert.False(await keys.RefreshAsync(Cancel));

        Assert.Single(keys.All);
        Assert.NotNull((await host.Services.GetRequiredService<AccessTokenVerifier>().VerifyAsync(token, Cancel)).Claims);
    }

    private PseudonymKeyFiles Files(SettingStore settings) => new(new KeyLedger(new KeyFolder(Keys), settings));

    private static string Pid(Pseudonyms pseudonyms) => pseudonyms.ForDepartment(Person, Health);
}
