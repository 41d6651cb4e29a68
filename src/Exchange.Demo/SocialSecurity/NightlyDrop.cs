using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Demo.Generation;

namespace Exchange.Demo.SocialSecurity;

/// <summary>
/// The nightly drop of social security: files in GB 18030 with a header, a row a record and a trailer <c>#,rows,yyyyMMdd</c>, each
/// with a
/// checksum file beside it. Made once a day while the demo runs.
/// </summary>
internal sealed class NightlyDrop : IAsyncDisposable
{
    /// <summary>The file of persons.</summary>
    public const string Persons = "SB_RYXX.csv";

    /// <summary>The file of organizations.</summary>
    public const string Organizations = "SB_DWXX.csv";

    /// <summary>The file of labour disputes.</summary>
    public const string Disputes = "SB_LDZY.csv";

    private const string PersonLayout = "SFZH,XM,CSRQ,CBZT,CBYS,CBYSDC,ZHJF,JFJS,JFJSDC,YLJZT,YLJJE,YLJFFRQ,SYZT,DWXYDM";
    private const string OrganizationLayout = "XYDM,DWMC,CBRS,QXAJ";
    private const string DisputeLayout = "ZYBH,LX,ZGDM,ZGMC,ZGYW,DZBM,FSSJ,ZT,XYDM";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CityOffset = TimeSpan.FromHours(8);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private readonly string _folder;
    private readonly City _city;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private DateOnly _dropped;

    /// <summary>Makes the drop of last night and keeps making one every day.</summary>
    public NightlyDrop(string folder, City city, TimeProvider clock)
    {
        _folder = folder;
        _city = city;
        _clock = clock;
        Directory.CreateDirectory(folder);
        DropIfDue();
        _timer = clock.CreateTimer(_ => TryDrop(), null, Pause, Pause);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void TryDrop()
    {
        try
        {
            DropIfDue();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // WHY: a night without a drop is what the reader has to live with: it tries the next time, and until then the old drop ages.
        }
    }

    private void DropIfDue()
    {
        var yesterday = DateOnly.FromDateTime(_clock.GetUtcNow().ToOffset(CityOffset).DateTime).AddDays(-1);
        if (_dropped == yesterday)
        {
            return;
        }

        Write(Persons, PersonLayout, [.. _city.InsuranceRecords.Select(Row)], yesterday);
        Write(Organizations, OrganizationLayout, [.. _city.Organizations.Select(Row)], yesterday);
        Write(Disputes, DisputeLayout, [.. _city.Events.Where(told => told.Owner == "social-security").Select(Row)], yesterday);
        _dropped = yesterday;
    }

    private void Write(string name, string layout, IReadOnlyList<string> rows, DateOnly date)
    {
        var text = new StringBuilder(layout).Append("\r\n");
        foreach (var row in rows)
        {
            text.Append(row).Append("\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#,{rows.Count},{Day(date)}\r\n");
        var bytes = Gb18030.GetBytes(text.ToString());
        var path = Path.Combine(_folder, name);
        Replace(path, bytes);
        Replace(path + ".sha256", Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}\n"));
    }

    // WHY: readers see the old file or the new one, never half of it.
    private static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".tmp", bytes);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static string Row(InsuranceRecord record) => string.Join(
        ',',
        record.CitizenNo,
        record.Name,
        Day(record.BirthDate),
        record.IsInsured ? "参保" : "未参保",
        record.Months.ToString(CultureInfo.InvariantCulture),
        Band(record.MonthsBand),
        Day(record.LastPaid),
        record.ContributionBase?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        Band(record.BaseBand),
        record.Pension is null ? "未领取" : "领取",
        record.Pension?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        Day(record.PensionLastPaid),
        record.IsUnemployed ? "是" : "否",
        record.Employer ?? "");

    private static string Row(Organization organization) => string.Join(
        ',',
        organization.Uscc,
        organization.Name,
        organization.InsuredHeadcount.ToString(CultureInfo.InvariantCulture),
        organization.OpenWageCases.ToString(CultureInfo.InvariantCulture));

    private static string Row(PastEvent dispute) => string.Join(
        ',',
        dispute.EventId,
        "LD",
        "social-security",
        "人力资源和社会保障局",
        "Human Resources and Social Security Bureau",
        dispute.AddressCode,
        dispute.OccurredAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
        dispute.Status,
        dispute.Uscc ?? "");

    private static string Band(BandCode band) => ((int)band).ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";
}
