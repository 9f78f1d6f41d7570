using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Cli.Terminal;

/// <summary>What a command found: figures for its last line, and faults that make it fail.</summary>
public sealed class Outcome
{
    private const int FaultsShownMax = 20;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<KeyValuePair<string, string>> _figures = [];
    private readonly List<string> _faults = [];
    private readonly JsonObject _json = [];

    /// <summary>Sentences that say what is not true; any of them makes the exit code 1.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public int ExitCode => _faults.Count == 0 ? 0 : 1;

    public string? this[string key] => _figures.Find(figure => figure.Key == key).Value;

    public Outcome Add(string key, long value) => Keep(key, value.ToString(CultureInfo.InvariantCulture), value);

    /// <summary>A measured figure, shown with three digits after the point at most.</summary>
    public Outcome Add(string key, double value) =>
        Keep(key, value.ToString("0.###", CultureInfo.InvariantCulture), Math.Round(value, 6));

    public Outcome Add(string key, string value) => Keep(key, value.Contains(' ') ? $"\"{value}\"" : value, value);

    /// <summary>Something too long for the line, such as a list of ids; it goes only into the JSON file.</summary>
    public Outcome AddToFile(string key, JsonNode value)
    {
        _json[key] = value;
        return this;
    }

    public Outcome Fault(string sentence)
    {
        _faults.Add(sentence);
        return this;
    }

    /// <summary>Adds a fault when two figures that should be one differ.</summary>
    public Outcome MustBe(string what, long expected, long found)
    {
        if (expected != found)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"{what}: found {found}, expected {expected}."));
        }

        return this;
    }

    public string Line() => string.Join(' ', _figures.Select(figure => $"{figure.Key}={figure.Value}"));

    public JsonObject Json()
    {
        var whole = (JsonObject)_json.DeepClone();
        whole["ok"] = ExitCode == 0;
        whole["faults"] = new JsonArray([.. _faults.Select(fault => JsonValue.Create(fault))]);
        return whole;
    }

    /// <summary>Tells the faults, writes the file, ends with the one line.</summary>
    public int Tell(TextWriter output, TextWriter errors, string? jsonFile)
    {
        foreach (var fault in _faults.Take(FaultsShownMax))
        {
            errors.WriteLine(fault);
        }

        if (_faults.Count > FaultsShownMax)
        {
            errors.WriteLine($"… and {_faults.Count - FaultsShownMax} more; --json FILE holds all of them.");
        }

        if (jsonFile is not null)
        {
            File.WriteAllText(jsonFile, Json().ToJsonString(Readable) + "\n");
        }

        output.WriteLine(Line());
        return ExitCode;
    }

    private Outcome Keep(string key, string shown, JsonNode value)
    {
        _figures.Add(new(key, shown));
        _json[key] = value;
        return this;
    }
}
