using Twin.Cli.Terminal;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Twin.Cli.Replay.Sources;

/// <summary>Reads and checks a mapping; the tool brings some, which are found by name.</summary>
public static class SourceMapFile
{
    private const string Extension = ".yaml";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Mappings");

    /// <summary>Names of the mappings that the tool brings.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder, "*" + Extension)
                .Select(file => Path.GetFileNameWithoutExtension(file)).Order()]
            : [];

    /// <param name="given">A file, or one of <see cref="Names"/>.</param>
    public static SourceMap Open(string given)
    {
        var brought = Path.Combine(Folder, Path.GetFileNameWithoutExtension(given) + Extension);
        var file = File.Exists(given) ? given : File.Exists(brought) ? brought : null;
        return file is null
            ? throw new InputException(
                $"Found no mapping '{given}'; expected a YAML file or one of {string.Join(", ", Names)}. "
                + "Copy one of those and change its columns.")
            : Parse(File.ReadAllText(file), given);
    }

    /// <param name="where">Name for sentences about faults.</param>
    public static SourceMap Parse(string yaml, string where)
    {
        var reader = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeMapping<IReadOnlyList<DefaultPlace>, List<DefaultPlace>>()
            .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>()
            .Build();
        try
        {
            var map = reader.Deserialize<SourceMap?>(yaml)
                ?? throw new InputException($"Found an empty mapping {where}; expected system, zone, columns, …");
            Check(map, where);
            return map;
        }
        catch (YamlException wrong)
        {
            throw new InputException(
                $"{where}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message} "
                + "Compare with a mapping that the tool brings.",
                wrong);
        }
    }

    private static void Check(SourceMap map, string where)
    {
        void Needs(bool there, string field, string expected)
        {
            if (!there)
            {
                throw new InputException($"{where}: found no {field}; expected {expected}. Add it.");
            }
        }

        Needs(map.System.Length > 0, "system", "the name of the exporting system, such as boston-311");
        Needs(map.Times.Count > 0, "times", "formats such as yyyy-MM-dd HH:mm:ss");
        Needs(map.Columns.Id.Length > 0, "columns.id", "the column of the row's own number");
        Needs(map.Columns.Opened.Length > 0, "columns.opened", "the column of the opening time");
        Needs(map.State.Column.Length > 0, "state.column", "the column that says open or closed");
        Needs(map.State.Closed.Count > 0, "state.closed", "the values that mean closed");
        Needs(map.Class.Otherwise.Length > 0, "class.otherwise", "the class of rows that the map does not name");
        Needs(map.Source.Otherwise.Length > 0, "source.otherwise", "the source of rows that the map does not name");
        Needs(map.Columns.Lng is null == map.Columns.Lat is null, "columns.lng or columns.lat", "both or neither");
        if (map.WhenTwice is not ("earlier" or "later"))
        {
            throw new InputException($"{where}: found whenTwice {map.WhenTwice}; expected earlier or later.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(map.Zone, out _))
        {
            throw new InputException($"{where}: found zone '{map.Zone}'; expected an IANA zone such as Asia/Shanghai.");
        }
    }
}
