using System.Globalization;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Demo.Generation;
using Exchange.Host.Composition;
using Exchange.Identity.Accounts;
using Exchange.Identity.Clients;
using Exchange.Identity.Keys;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Standard;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using CityConsent = Exchange.Demo.Generation.PlantedConsent;

namespace Exchange.Host.DemoCity;

/// <summary>
/// Fills the store of a demo through the same doors that a real city uses: clients, accounts, consents. A second start, and a second hub on the
/// same store, finds everything and leaves it.
/// </summary>
internal sealed class DemoProvisioning(CityDocuments documents, City city, string folder, string sourceLogKey)
{
    private const string ConsentsGiven = "demo-consents-given";

    // The two planted residents who have an account.
    private const string WangXiufang = "990102195803120429";
    private const string LiuWei = "990102198801210758";

    private const string NoticeId = "data-sharing";
    private const string NoticeVersion = "1";
    private const string NoticeLanguage = "zh-CN";
    private const string NoticeWords = "安禾市数据共享告知书（演示）：本人同意所列部门为所列目的查询所列数据，可随时以同样方式撤回。";
    private const string NoticeWordsInEnglish = "Anhe data-sharing notice (demo): I agree that the departments named may ask for the data named for the "
        + "purposes named. I can take this back at any time in the same way.";

    // WHY kept: a city's consents share few of them.
    private readonly Dictionary<(string Scope, DepartmentId Recipient, string Purpose), ConsentedScope> _scopes = [];

    private DemoCredentials? _known;
    private DemoSecrets _secrets = null!;

    /// <summary>The credentials, once <see cref="RunAsync"/> has run; addresses are still empty.</summary>
    public DemoCredentials Credentials { get; private set; } = new("", "", "", [], [], "");

    public async Task RunAsync(HubParts parts, CancellationToken cancellation)
    {
        _known = DemoCredentials.Read(folder);
        _secrets = new DemoSecrets(await parts.Services.GetRequiredService<KeyLedger>()
            .GetOrCreateAsync(DemoSecrets.KeyName, DemoSecrets.KeyBytes, cancellation));
        Credentials = new DemoCredentials(
            "", "", "", await ClientsAsync(parts, cancellation), await StaffAsync(parts, cancellation), sourceLogKey);
        Credentials.Keep(folder);
        var settings = parts.Services.GetRequiredService<SettingStore>();
        await NoticesAsync(parts, cancellation);
        if (await settings.FindAsync(ConsentsGiven, cancellation) is null)
        {
            await GiveConsentsAsync(parts, cancellation);
        }
    }

    private async Task<IReadOnlyList<DemoClient>> ClientsAsync(HubParts parts, CancellationToken cancellation)
    {
        var cards = documents.Policies!.Clients;
        var provisioner = parts.Services.GetRequiredService<ClientProvisioner>();
        var provisioned = await provisioner.EnsureAsync(
            cards.Select(card => new ClientDefinition(
                card.ClientId, card.Department.Value, card.Roles, card.Purposes, card.RegionCode, card.Officer, IntrospectionMode.Full)
            {
                Secret = _secrets.OfClient(card.ClientId),
            }),
            cancellation);

        // WHY: another hub that starts at the same moment may have registered some since the directory was read.
        await parts.Services.GetRequiredService<ClientDirectory>().LoadAsync(cancellation);
        var clients = new List<DemoClient>();
        foreach (var (card, made) in cards.Zip(provisioned))
        {
            var secret = made.Secret ?? await SecretAsync(provisioner, card.ClientId, cancellation);
            clients.Add(new DemoClient(
                card.ClientId, secret, card.Department.Value, card.Roles, card.Purposes, card.RegionCode, card.Officer));
        }

        return clients;
    }

    private async Task<string> SecretAsync(ClientProvisioner provisioner, string clientId, CancellationToken cancellation)
    {
        string?[] candidates = [_secrets.OfClient(clientId), _known?.Clients.FirstOrDefault(client => client.ClientId == clientId)?.ClientSecret];
        foreach (var secret in candidates.OfType<string>())
        {
            if (await provisioner.HasSecretAsync(clientId, secret, cancellation))
            {
                return secret;
            }
        }

        throw new HubException(
            $"{Path.Combine(folder, DemoCredentials.FileName)} lacks the secret of {clientId}, and a secret can be shown only once: "
            + "remove the whole data folder to start anew.");
    }

    private async Task<IReadOnlyList<DemoStaff>> StaffAsync(HubParts parts, CancellationToken cancellation)
    {
        StaffDefinition[] accounts =
        [
            new("auditor", ["auditor"]),
            new("policy-admin", ["policy-admin"]),
            new("policy-approver", ["policy-approver"]),
            new("data-steward", ["data-steward"]),
            new("data-steward-2", ["data-steward"]),
            new("wang", ["resident"], Pseudonym(parts, WangXiufang)),
            new("liu", ["resident"], Pseudonym(parts, LiuWei)),
            new("account-admin", ["account-admin"]),
            new("officer", ["assistance-officer"])
            {
                Department = "civil-affairs", Region = "990102", Purposes = ["assistance.eligibility"],
            },
        ];
        var provisioner = parts.Services.GetRequiredService<StaffProvisioner>();
        var provisioned = await provisioner.EnsureAsync(
            accounts.Select(account => account with { Password = _secrets.OfAccount(account.UserName) }), cancellation);
        var staff = new List<DemoStaff>();
        foreach (var (account, made) in accounts.Zip(provisioned))
        {
            staff.Add(new DemoStaff(
                account.UserName, made.Password ?? await PasswordAsync(provisioner, account.UserName), account.Roles));
        }

        return staff;
    }

    // WHY: the password that this folder knows is asked of the store only where another one could be right: each question takes its time.
    private async Task<string?> PasswordAsync(StaffProvisioner provisioner, string userName)
    {
        var derived = _secrets.OfAccount(userName);
        var known = _known?.Staff.FirstOrDefault(staff => staff.UserName == userName)?.Password;
        return known == derived || await provisioner.HasPasswordAsync(userName, derived) ? derived : known;
    }

    private static string Pseudonym(HubParts parts, string citizenNo) => parts.Pseudonyms.ForStore(Person(citizenNo));

    private static async Task NoticesAsync(HubParts parts, CancellationToken cancellation)
    {
        var notices = parts.Services.GetRequiredService<NoticeStore>();
        var now = parts.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (language, words) in new[] { (NoticeLanguage, NoticeWords), ("en", NoticeWordsInEnglish) })
        {
            try
            {
                if (await notices.FindAsync(NoticeId, NoticeVersion, language, cancellation) is null)
                {
                    await notices.AddAsync(new NoticeText(NoticeId, NoticeVersion, language, words, "demo", now), cancellation);
                }
            }
            catch (StorageConflictException)
            {
                // Another hub of this demo added it at the same moment.
            }
        }
    }

    private async Task GiveConsentsAsync(HubParts parts, CancellationToken cancellation)
    {
        var now = parts.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var act = new ConsentAct("demo", ConsentChannel.Counter, AuthenticationLevel.Substantial, "demo");
        var import = parts.Services.GetRequiredService<ConsentImport>();
        try
        {
            await parts.Consents.TakeOverAsync(
                [.. city.Consents.Select(planted => new ArchivedConsent(Draft(planted, now), act, planted.IsWithdrawn))],
                (consents, stop) => import.ImportAsync(consents, ConsentsGiven, stop),
                cancellation);
        }
        catch (StorageConflictException)
        {
            // Another hub of this demo gave them at the same moment; what it wrote comes by the change feed.
        }
    }

    private ConsentDraft Draft(CityConsent planted, DateTimeOffset now)
    {
        var vocabulary = documents.Policies!.Vocabulary;
        var recipient = documents.Standard!.Departments.First(card => card.Code.Value == planted.Recipient);
        var purpose = vocabulary.FindPurpose(planted.Purpose)!;
        return new ConsentDraft
        {
            Id = ConsentId.From(Guid.CreateVersion7(now)),
            Subject = Person(planted.CitizenNo),
            AgeBand = planted.Guardian is null ? AgeBand.Adult : AgeBand.MinorUnder14,
            Guardian = planted.Guardian is null ? null : new Guardian("parent", "demo register", AgeOfConsent(planted.CitizenNo)),
            Controller = recipient.Code,
            Providers = Providers(planted),
            Recipients = [new Recipient(recipient.Code, recipient.Title.Zh, recipient.Request.Zh, "recipient")],
            Purposes = [new ConsentPurpose(purpose.Code, purpose.Title.Zh, "consent", Necessary: false)],
            Scopes = [.. planted.Scopes.Select(scope => Scope(scope, recipient.Code, purpose.Code))],
            Use = new ConsentUse(UseManner.Query, Periodic: true, "按需", RetentionDays: 180, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice(NoticeId, NoticeVersion, NoticeText.HashOf(NoticeWords)),
            SeparateActs = [SeparateAct.Sharing, SeparateAct.Sensitive],
            ValidFrom = now,
            ValidUntil = now.AddYears(1),
            Withdrawal = new WithdrawalTerms("在柜台、通过电话或网上，一步即可撤回", "12345"),
        };
    }

    // The 14th birthday, at midnight in the city; the guardian's word counts until then.
    private static DateTimeOffset AgeOfConsent(string citizenNo) => new(
        Birthday.Of(DateOnly.ParseExact(citizenNo.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture), 14).ToDateTime(TimeOnly.MinValue),
        TimeSpan.FromHours(8));

    private IReadOnlyList<DepartmentId> Providers(CityConsent planted) =>
    [
        .. planted.Scopes.SelectMany(code => documents.Policies!.Vocabulary.FindScope(code)!.ProvidersIn(documents.Standard!)).Distinct()
            .OrderBy(department => department.Value, StringComparer.Ordinal),
    ];

    private ConsentedScope Scope(string code, DepartmentId recipient, string purpose)
    {
        if (!_scopes.TryGetValue((code, recipient, purpose), out var known))
        {
            var scope = documents.Policies!.Vocabulary.FindScope(code)!;
            var isSensitive = scope.Coordinates.Any(coordinate =>
                !documents.Standard!.TryField(coordinate, out var field) || field.Classification >= 4);
            known = new ConsentedScope(code, isSensitive, documents.Policies.HighestLevelBy(code, [recipient], purpose, documents.Standard!), null);
            _scopes.Add((code, recipient, purpose), known);
        }

        return known;
    }

    private static PersonKey Person(string citizenNo) => PersonKey.TryFromCitizenNo(citizenNo, out var person)
        ? person
        : throw new HubException("The demo city has a person whose number fails its check digit: this is a defect of the generator.");
}
