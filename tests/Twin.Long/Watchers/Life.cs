using Twin.Contracts;

namespace Twin.Long.Watchers;

/// <summary>One case from report to close, one command at a time, each given by whoever may.</summary>
/// <param name="notes">Progress notes while it is handled.</param>
internal sealed class Life(string caseId, int notes)
{
    private const string Dispatcher = "dispatcher";
    private const string Bureau = "handler-enforcement";
    private const string Checker = "replay";

    /// <summary>Commands after the report, beside the notes.</summary>
    private static readonly (string Account, string Command, CommandRequest Body)[] Steps =
    [
        (Dispatcher, "Recall", new CommandRequest(Text: "派错了")),
        (Dispatcher, "Dispatch", new CommandRequest(Department: "Enforcement")),
        (Bureau, "Accept", new CommandRequest()),
        (Bureau, "Arrive", new CommandRequest()),
        (Bureau, "NoteProgress", new CommandRequest(Text: "正在清理")),
        (Bureau, "Handle", new CommandRequest(Text: "已清理", Photo: true)),
        (Checker, "PassCheck", new CommandRequest(Text: "整洁", Photo: true)),
    ];

    private const int Noting = 4;

    private int _step;
    private int _notesLeft = notes;
    private string? _commandId;

    /// <summary>Whoever gives commands in these lives.</summary>
    public static string[] Accounts { get; } = [Dispatcher, Bureau, Checker];

    public bool IsOver => _step == Steps.Length;

    /// <param name="commandId">Of the command, unless it was sent before and not answered.</param>
    public (string Account, CommandLine Line) Next(string commandId)
    {
        _commandId ??= commandId;
        var (account, command, body) = Steps[_step];
        return (account, new CommandLine(caseId, command, body with { CommandId = _commandId }));
    }

    /// <summary>The command was carried out.</summary>
    public void GoOn()
    {
        _commandId = null;
        if (_step == Noting && --_notesLeft > 0)
        {
            return;
        }

        _step++;
    }
}
