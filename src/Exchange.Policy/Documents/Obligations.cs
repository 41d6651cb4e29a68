namespace Exchange.Policy.Documents;

/// <summary>What follows from reading a field: duties of the reader and of the hub. They open and close nothing.</summary>
/// <param name="NotifyPerson">The person that the record is about is told.</param>
/// <param name="ReviewWithinHours">A second person looks at the access within so many hours, 1 to 8,760; null for nobody.</param>
/// <param name="KeepDays">The reader deletes it after so many days, 0 to 36,500; null where the rule says nothing.</param>
public sealed record Obligations(bool NotifyPerson, int? ReviewWithinHours, int? KeepDays)
{
    /// <summary>None.</summary>
    public static Obligations None { get; } = new(false, null, null);
}
