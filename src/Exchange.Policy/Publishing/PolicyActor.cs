using Exchange.Policy.Standard;

namespace Exchange.Policy.Publishing;

/// <summary>Who acts on drafts and brakes: a member of staff, with what the account may. Immutable.</summary>
/// <param name="Name">The account, as steps name it.</param>
/// <param name="Department">The department that the account works for; null for the city's own staff.</param>
/// <param name="Roles">Its role codes.</param>
public sealed record PolicyActor(string Name, DepartmentId? Department, IReadOnlyCollection<string> Roles)
{
    private const string Admin = "policy-admin";
    private const string Approver = "policy-approver";
    private const string Steward = "data-steward";

    /// <summary>The name of the hub itself in steps: what is due at a chosen time has no other actor.</summary>
    public const string Hub = "exchange";

    /// <summary>Whether it speaks for the whole city and not for one department.</summary>
    public bool IsOfCity => Department is null || Department == DataStandard.Hub;

    /// <summary>Whether it writes policies: a policy administrator, or the data steward of a department.</summary>
    public bool IsAuthor => Roles.Contains(Admin) || (!IsOfCity && Roles.Contains(Steward));

    /// <summary>Whether it approves what others wrote.</summary>
    public bool IsApprover => Roles.Contains(Approver);

    /// <summary>Whether it may write policies of that owner; null stands for what is the city's.</summary>
    public bool MayChange(DepartmentId? owner) => IsAuthor && SpeaksFor(owner);

    /// <summary>Whether it may approve policies of that owner, its own changes apart.</summary>
    public bool MayApprove(DepartmentId? owner) => IsApprover && SpeaksFor(owner);

    /// <summary>Whether it may close what that owner shares, at once and alone.</summary>
    public bool MayBrake(DepartmentId owner) => (IsAuthor || IsApprover) && SpeaksFor(owner);

    private bool SpeaksFor(DepartmentId? owner) => IsOfCity || (owner is not null && owner == Department);
}
