using Exchange.Policy.Standard;
using Exchange.Storage.Model;

namespace Exchange.Identity.Accounts.Administration;

/// <summary>The rights that an account is to have, checked against what there is in the city.</summary>
/// <param name="Roles">Role codes.</param>
/// <param name="Department">The department's code; null for none.</param>
/// <param name="Region">The jurisdiction's prefix code; null for none.</param>
/// <param name="Purposes">Purpose codes.</param>
internal sealed record WantedRights(IReadOnlyList<string> Roles, string? Department, string? Region, IReadOnlyList<string> Purposes)
{
    private const string Resident = "resident";
    private const int MostCodes = 32;

    /// <summary>The first mistake, as a sentence that says what to do; null where there is none. It quotes nothing of what was sent.</summary>
    public string? Mistake(AccountTerms terms) =>
        Roles.Count is 0 or > MostCodes ? "\"roles\": name at least one role of the vocabulary, and at most 32."
        : Roles.Contains(Resident) ? "\"roles\": a resident's account is made where the resident proves who they are, not here."
        : !Roles.All(role => role is not null && terms.Roles.Contains(role)) ? "\"roles\": one of them is no role of the vocabulary; see /api/v1/vocabulary."
        : Department is not null && !terms.Departments.Contains(Department)
            ? "\"department\": there is none of that code in the data standard; see /api/v1/vocabulary."
        : Region is not null && !RegionCode.IsValid(Region) ? "\"region\": give a prefix code of 2, 4, 6, 9 or 12 digits."
        : Purposes.Count > MostCodes ? "\"purposes\": name at most 32."
        : !Purposes.All(purpose => purpose is not null && terms.Purposes.Contains(purpose))
            ? "\"purposes\": one of them is no purpose of the vocabulary; see /api/v1/vocabulary."
        : Department is null && (Region is not null || Purposes.Count > 0)
            ? "\"department\": without one, a region or purposes open nothing; name the department, or leave them out."
        : null;

    /// <summary>Writes what the account's own row holds.</summary>
    public void ApplyTo(StaffAccount account)
    {
        account.Department = Department;
        account.Region = Region;
        account.Purposes = string.Join(' ', Purposes.Distinct(StringComparer.Ordinal));
    }
}
