using Exchange.Federation.Planning;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>A plan with everything worked out that is the same for all of its executions. Immutable; safe to share between threads.</summary>
internal sealed class ExecutablePlan
{
    public ExecutablePlan(FetchPlan plan)
    {
        var entries = new List<OutputEntry>();
        Plan = plan;
        Requests = [.. plan.Requests.Select(request => new ExecutableRequest(plan, request))];
        Output = OutputEntry.Prepare(plan.Output, plan.Root, plan.ConditionVariables, entries);
        Entries = [.. entries];
    }

    /// <summary>The plan.</summary>
    public FetchPlan Plan { get; }

    /// <summary>Its requests, in the plan's order.</summary>
    public ExecutableRequest[] Requests { get; }

    /// <summary>What the caller sees of the root object.</summary>
    public ByType<Output> Output { get; }

    /// <summary>Every field of the answer, at its <see cref="OutputEntry.Number"/>.</summary>
    public OutputEntry[] Entries { get; }

    /// <summary>How many slots the root object has.</summary>
    public int RootSlots => Plan.Root.Slots.Count;
}
