using System.Collections.Frozen;
using Exchange.Pipeline.Gates;
using Exchange.Policy.Standard;

namespace Exchange.Console.AccessRecords;

/// <summary>
/// What stands on access records beside the city's fields: what the control plane shows of people, and the facts by which the hub decides. Each with
/// the words in which a resident reads it.
/// </summary>
internal static class HubFields
{
    /// <summary>A person's consents.</summary>
    public const string Consents = "Consents.list";

    /// <summary>The receipt of a consent.</summary>
    public const string Receipt = "Consents.receipt";

    /// <summary>That a consent ended, told to the department that has to stop.</summary>
    public const string Notifications = "Consents.notifications";

    /// <summary>A resident's own list of accesses.</summary>
    public const string OwnAccesses = "AccessRecords.own";

    /// <summary>Access records, read by an auditor.</summary>
    public const string AccessRecords = "AccessRecords.list";

    /// <summary>Why an answer was what it was.</summary>
    public const string Explanation = "Decisions.explain";

    private const string FactPrefix = "SubjectFacts.";

    /// <summary>The words for each.</summary>
    public static readonly FrozenDictionary<string, Title> Titles = new Dictionary<string, Title>(StringComparer.Ordinal)
    {
        [Consents] = new("所给同意的清单", "The list of consents"),
        [Receipt] = new("同意的回执", "The receipt of a consent"),
        [Notifications] = new("同意撤回通知", "The notice that a consent ended"),
        [OwnAccesses] = new("本人的访问记录", "One's own list of accesses"),
        [AccessRecords] = new("访问记录清单", "The list of access records"),
        [Explanation] = new("对一项决定的说明", "The explanation of a decision"),
        [FactPrefix + SubjectFacts.Exists] = new("是否有此人（仅供判断）", "Whether the person is known, to decide by"),
        [FactPrefix + SubjectFacts.Region] = new("居住区划（仅供判断）", "The region of residence, to decide by"),
        [FactPrefix + SubjectFacts.Protected] = new("地址是否受保护（仅供判断）", "Whether the address is protected, to decide by"),
        [FactPrefix + SubjectFacts.BirthDate] = new("出生日期（仅供判断）", "The date of birth, to decide by"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
