using Exchange.Federation.Governed.Execution;

namespace Exchange.Pipeline.Answers;

/// <summary>The published names of a department's state in one request.</summary>
internal static class SourceStates
{
    public static string Name(SourceState state) => state switch
    {
        SourceState.Answered => "answered",
        SourceState.Invalid => "invalid",
        _ => "unavailable",
    };
}
