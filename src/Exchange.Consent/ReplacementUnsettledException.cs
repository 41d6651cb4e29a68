namespace Exchange.Consent;

/// <summary>A consent counts, but that the one which it replaces has ended could not be stored, recorded or confirmed by every hub.</summary>
public sealed class ReplacementUnsettledException : Exception
{
    internal ReplacementUnsettledException(ConsentOutcome given, Exception fault)
        : base("The new consent counts; the end of the one that it replaces is not settled.", fault) => Given = given;

    /// <summary>The new consent.</summary>
    public ConsentOutcome Given { get; }
}
