using System.Buffers.Binary;
using Exchange.Policy.People;

namespace Exchange.Benchmarks.Consents;

/// <summary>People whose numbers are as a city has them: a prefix of six digits, a day of birth, an order of three digits.</summary>
internal static class MadeUpPeople
{
    public static PersonKey Person(int number)
    {
        var born = new DateTime(1930, 1, 1).AddDays(number / 300 % 33_000);
        var value = ((990_100UL + ((ulong)number / 9_900_000)) * 100_000_000_000)
            + (ulong)(((born.Year * 10_000) + (born.Month * 100) + born.Day) * 1_000L) + (ulong)(number % 300);
        Span<byte> bytes = stackalloc byte[PersonKey.Length];
        bytes.Clear();
        bytes[0] = (byte)PersonKeyKind.CitizenNo;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[3..], value);
        return PersonKey.TryRead(bytes, out var person) ? person : throw new InvalidOperationException("The number has more than 17 digits.");
    }
}
