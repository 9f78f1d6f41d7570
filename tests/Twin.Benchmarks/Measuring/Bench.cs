using System.CommandLine;
using System.Globalization;
using Twin.Cli.Terminal;

namespace Twin.Benchmarks.Measuring;

/// <summary>One benchmark: how long it runs, what it prints, and whether its promises hold.</summary>
/// <remarks>Lines tell what was seen; the last one holds the figures; exit code 0 if all promises hold.</remarks>
internal sealed class Bench(Outcome outcome, bool isSmoke, int? rounds, double? seconds)
{
    private static readonly Option<bool> Smoke = new("--smoke")
    {
        Description = "as short and small as can be; promises are printed and decide nothing",
    };

    private static readonly Option<int?> Rounds = new("--rounds") { Description = "runs of each thing" };

    private static readonly Option<double?> Seconds = new("--seconds") { Description = "least length of a run" };

    /// <summary>Everything is small and nothing is promised.</summary>
    public bool IsSmoke => isSmoke;

    public static Command Command(
        string name, string text, Func<Bench, ParseResult, CancellationToken, Task> run, params Option[] more)
    {
        var command = new Command(name, text) { Smoke, Rounds, Seconds };
        foreach (var option in more)
        {
            command.Options.Add(option);
        }

        return command.As(async (given, outcome, cancel) =>
        {
            Console.WriteLine(Machine.Line());
            var bench = new Bench(outcome, given.GetValue(Smoke), given.GetValue(Rounds), given.GetValue(Seconds));
            outcome.Add("suite", name);
            await run(bench, given, cancel);
            outcome.Add("cores", Environment.ProcessorCount).Add("load", Machine.Load());
        });
    }

    public int RoundsOr(int usual) => rounds ?? (isSmoke ? 1 : usual);

    public TimeSpan SecondsOr(double usual) => TimeSpan.FromSeconds(seconds ?? (isSmoke ? 0.05 : usual));

    /// <summary>A size: the promised one, or a small one that shows that it runs.</summary>
    public int Size(int promised, int smoke) => isSmoke ? smoke : promised;

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A figure of the last line; what was never seen has none.</summary>
    public void Figure(string key, double value)
    {
        if (double.IsFinite(value))
        {
            outcome.Add(key, value);
        }
        else
        {
            outcome.Add(key, "none");
        }
    }

    public void Figure(string key, string value) => outcome.Add(key, value);

    /// <summary>Median, least and most of the runs; only the median goes into the last line.</summary>
    public void Figure(string key, Spread spread, string unit)
    {
        Say($"{key,-34} {spread} {unit}");
        Figure(key, spread.Median);
    }

    public void AtLeast(string key, double found, double promised) =>
        Promise(key, found, promised, found >= promised, "at least");

    public void AtMost(string key, double found, double promised) =>
        Promise(key, found, promised, found <= promised, "at most");

    public void Fault(string sentence) => outcome.Fault(sentence);

    private void Promise(string key, double found, double promised, bool holds, string bound)
    {
        Say($"{key,-34} {found:0.###} (promised {bound} {promised:0.###}: {(holds ? "holds" : "DOES NOT HOLD")})");
        Figure(key, found);
        if (!holds && !isSmoke)
        {
            outcome.Fault(string.Create(
                CultureInfo.InvariantCulture, $"{key}: found {found:0.###}, promised {bound} {promised:0.###}."));
        }
    }
}
