using Twin.City.Tables;
using Twin.Cli.Replay.Rows;
using Twin.Contracts;

namespace Twin.Cli.Replay.Sending;

/// <summary>A row's life as the city's commands, each with an identity that follows from the row's id.</summary>
/// <remarks>So a second run of the same file changes nothing.</remarks>
internal sealed class CaseLife(string system, string wholeCity)
{
    /// <summary>Commands of a closed row after its report.</summary>
    public const int ClosingSteps = 5;

    private static readonly Dictionary<string, string> LeadDepartment = CityTables.Classes.ToDictionary(
        row => row.Code, row => row.Departments[0].Value, StringComparer.Ordinal);

    public string KeyOf(ReplayRow row) => $"{system}:{row.Id}";

    public ReportLine Report(ReplayRow row) => new(KeyOf(row), new ReportRequest(
        Source: row.Source, Class: row.Class, Lng: row.Lng, Lat: row.Lat,
        Home: row.Lng is null ? wholeCity : null, DefaultPlace: row.DefaultPlace ? true : null, Text: row.Text,
        OccurredAt: row.Opened, DueAt: row.Due, History: true, SourceRef: row.Id));

    /// <summary>File, Dispatch, Accept, Handle, PassCheck; in this order, all in one post.</summary>
    public void AddClosing(List<CommandLine> lines, ReplayRow row, string caseId)
    {
        var key = KeyOf(row);
        void Add(string command, CommandRequest body) => lines.Add(new CommandLine(caseId, command, body));
        Add("File", new CommandRequest($"{key}/file", Class: row.Class));
        Add("Dispatch", new CommandRequest($"{key}/dispatch", Department: LeadDepartment[row.Class]));
        Add("Accept", new CommandRequest($"{key}/accept"));
        Add("Handle", new CommandRequest($"{key}/handle", Text: row.Result, OccurredAt: row.Closed));
        Add("PassCheck", new CommandRequest($"{key}/check", OccurredAt: row.Closed));
    }

    /// <summary>True when the city knows the class.</summary>
    public static bool Knows(string code) => LeadDepartment.ContainsKey(code);
}
