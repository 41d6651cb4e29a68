using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Exchange.Storage.Model;

/// <summary>A person who signs in to the hub: staff, or a resident who looks at their own record.</summary>
public sealed class StaffAccount : IdentityUser
{
    /// <summary>The resident's pseudonym under the store's own key; null for staff. Never a citizen number.</summary>
    public string? PersonPseudonym { get; set; }

    /// <summary>The department that the account's holder works for; null for nobody who may ask the graph.</summary>
    public string? Department { get; set; }

    /// <summary>The holder's jurisdiction as a prefix code; null for none.</summary>
    public string? Region { get; set; }

    /// <summary>The purposes that the holder may name, as codes separated by spaces.</summary>
    public string Purposes { get; set; } = "";

    /// <summary>
    /// False once somebody with the right to has closed the account: no sign-in, and open sessions end.
    /// WHY: apart from lock-out, which an outsider can cause by guessing and which must not end the owner's open session.
    /// </summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>A role of the vocabulary that an account can hold.</summary>
public sealed class StaffRole : IdentityRole;

internal sealed class StaffAccountMapping : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> account)
    {
        account.Property(a => a.Id).HasMaxLength(64);
        account.Property(a => a.PersonPseudonym).HasMaxLength(64);
        account.Property(a => a.Department).HasMaxLength(64);
        account.Property(a => a.Region).HasMaxLength(12);
        account.Property(a => a.Purposes).HasMaxLength(2000);
        account.Property(a => a.PasswordHash).HasMaxLength(256);
        account.Property(a => a.SecurityStamp).HasMaxLength(64);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
    }
}

internal sealed class StaffRoleMapping : IEntityTypeConfiguration<StaffRole>
{
    public void Configure(EntityTypeBuilder<StaffRole> role)
    {
        role.Property(r => r.Id).HasMaxLength(64);
        role.Property(r => r.ConcurrencyStamp).HasMaxLength(64);
    }
}
