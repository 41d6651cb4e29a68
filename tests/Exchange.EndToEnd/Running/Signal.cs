using System.Runtime.InteropServices;

namespace Exchange.EndToEnd.Running;

/// <summary>Signals to a process that a test has started, by its id.</summary>
internal static class Signal
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int processId, int signal) => Assert.Equal(0, Kill(processId, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
