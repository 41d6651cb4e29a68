using System.Buffers;

namespace Exchange.FederationTests.Execution;

/// <summary>A pool that knows how much of it is out, refuses what is given back twice, and hands out dirty memory. Thread-safe.</summary>
internal sealed class CountingPool<T> : ArrayPool<T>
{
    private readonly HashSet<T[]> _out = new(ReferenceEqualityComparer.Instance);
    private int _rented;

    /// <summary>How many arrays were not given back.</summary>
    public int Out
    {
        get
        {
            lock (_out)
            {
                return _out.Count;
            }
        }
    }

    /// <summary>How many arrays were ever taken.</summary>
    public int Rented => _rented;

    public override T[] Rent(int minimumLength)
    {
        var array = new T[minimumLength + 5];
        lock (_out)
        {
            _rented++;
            _out.Add(array);
        }

        return array;
    }

    public override void Return(T[] array, bool clearArray = false)
    {
        lock (_out)
        {
            Assert.True(_out.Remove(array), "An array was given back that was not out.");
        }
    }
}
