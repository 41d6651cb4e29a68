using Exchange.Policy.Simulation;

namespace Exchange.Host.Commands;

/// <summary>A simulation's report as people read it.</summary>
internal sealed class SimulationWords(ReportLanguage language)
{
    public void Write(TextWriter output, SimulationReport report)
    {
        foreach (var line in report.Lines)
        {
            var purpose = line.Purpose ?? language.Say("no purpose", "未声明目的");
            var sums = Sums(line.Accesses, line.Records, line.Persons);
            output.WriteLine(language.Say(
                $"{line.ClientId}, {purpose}: {line.Coordinate} {Of(line)}: {sums}", $"{line.ClientId}，{purpose}：{line.Coordinate} {Of(line)}：{sums}"));
        }

        foreach (var total in report.Totals)
        {
            var sums = Sums(total.Accesses, total.Records, total.Persons);
            output.WriteLine(language.Say($"in all {Of(total.Outcome)}: {sums}", $"合计{Of(total.Outcome)}：{sums}"));
        }

        output.WriteLine(language.Say(
            $"{report.Changed} of {Accesses(report.Accesses)} would have come out otherwise, or might have",
            $"共 {Accesses(report.Accesses)}，其中 {report.Changed} 次的结果会有不同或可能不同") + Unknown(report.Unknown));
    }

    private string Unknown(long unknown) => unknown == 0
        ? ""
        : language.Say(
            $"; {unknown} could not be replayed, for the version that decided is not there", $"；{unknown} 次因作出决定的版本不在而无法重放");

    private string Of(SimulatedLine line) => line.Outcome switch
    {
        SimulatedOutcome.WouldOpen => language.Say(
            $"was {line.Was}, would be open{(line.Would is null ? "" : $" at {line.Would}")}",
            $"原为 {line.Was}，将开放{(line.Would is null ? "" : $"（{line.Would} 级）")}"),
        SimulatedOutcome.WouldClose => language.Say(
            $"was {line.Was}, would be withheld{(line.Would is null ? "" : $" ({line.Would})")}",
            $"原为 {line.Was}，将不予提供{(line.Would is null ? "" : $"（{line.Would}）")}"),
        SimulatedOutcome.WouldChangeLevel => language.Say(
            $"was {line.Was}, would be at {line.Would ?? "another level"}", $"原为 {line.Was}，将为 {line.Would ?? "其他"} 级"),
        _ => language.Say($"was {line.Was}, depends on what the log does not tell", $"原为 {line.Was}，取决于日志未载明的情况"),
    };

    private string Of(SimulatedOutcome outcome) => outcome switch
    {
        SimulatedOutcome.WouldOpen => language.Say("would open", "将开放"),
        SimulatedOutcome.WouldClose => language.Say("would close", "将关闭"),
        SimulatedOutcome.WouldChangeLevel => language.Say("would change level", "将变更级别"),
        _ => language.Say("depends", "尚不确定"),
    };

    private string Sums(long accesses, long records, long persons) =>
        $"{Accesses(accesses)}{Comma}{language.Count(records, "record", "records", "条记录")}{Comma}{language.Count(persons, "person", "persons", "人")}";

    private string Accesses(long accesses) => language.Count(accesses, "access", "accesses", "次访问");

    private string Comma => language.Say(", ", "，");
}
