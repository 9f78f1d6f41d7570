using System.Globalization;
using Spectre.Console;

namespace Twin.Cli.Terminal;

/// <summary>Progress bars on a terminal, a few plain lines elsewhere.</summary>
public static class Screen
{
    /// <summary>Runs work that tells how far it is.</summary>
    /// <param name="total">What counts as whole; 0 when nobody knows.</param>
    public static async Task<T> Follow<T>(string title, double total, Func<IBar, Task<T>> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await work(new PlainBar(title, total, Console.Error));
        }

        return await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(title), maxValue: total > 0 ? total : 1);
                task.IsIndeterminate = total <= 0;
                var done = await work(new SpectreBar(task, title));
                task.Value = task.MaxValue;
                return done;
            });
    }

    private sealed class SpectreBar(ProgressTask task, string title) : IBar
    {
        public void Move(double done, string? note)
        {
            task.Value = done;
            if (note is not null)
            {
                task.Description = Markup.Escape($"{title}: {note}");
            }
        }
    }

    /// <summary>A line for every tenth of the whole: enough for a log file, no carriage returns.</summary>
    private sealed class PlainBar(string title, double total, TextWriter output) : IBar
    {
        private int _tenths;

        public void Move(double done, string? note)
        {
            var tenths = total > 0 ? (int)(10 * done / total) : 0;
            if (tenths <= _tenths)
            {
                return;
            }

            _tenths = tenths;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{title}: {tenths * 10} %{(note is null ? "" : $", {note}")}"));
        }
    }
}

/// <summary>How far a piece of work is.</summary>
public interface IBar
{
    /// <param name="done">Of the whole that was announced.</param>
    /// <param name="note">Such as a rate; null leaves the last one.</param>
    void Move(double done, string? note = null);
}
