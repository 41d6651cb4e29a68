using System.Reflection;
using Exchange.Consent;

namespace Exchange.IntegrationTests.Console;

/// <summary>A consent store that lets somebody come between before an event is stored.</summary>
public class HookedConsentStore : DispatchProxy
{
    private IConsentStore _store = null!;
    private Func<Func<Task>?> _next = null!;

    /// <summary>The same store, where before each append what <paramref name="next"/> gives is done.</summary>
    public static IConsentStore Around(IConsentStore store, Func<Func<Task>?> next)
    {
        var hooked = Create<IConsentStore, HookedConsentStore>();
        ((HookedConsentStore)hooked)._store = store;
        ((HookedConsentStore)hooked)._next = next;
        return hooked;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IConsentStore.AppendAsync) && _next() is { } act)
        {
            Task.Run(act).GetAwaiter().GetResult();
        }

        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
