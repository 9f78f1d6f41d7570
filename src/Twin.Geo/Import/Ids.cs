namespace Twin.Geo.Import;

/// <summary>Opaque ids made from those of the source: the same file gives the same ids.</summary>
internal sealed class Ids(string prefix)
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> doubles = new(StringComparer.Ordinal);

    /// <summary>The id for a source id; one that comes again gets a number, and is told.</summary>
    public string Next(string sourceId, out bool again)
    {
        var id = prefix + string.Create(sourceId.Length, sourceId, (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = char.IsAsciiLetterOrDigit(source[i]) || source[i] is '-' or '.' ? source[i] : '_';
            }
        });
        again = !given.Add(id);
        if (!again)
        {
            return id;
        }

        string next;
        do
        {
            doubles[id] = doubles.GetValueOrDefault(id, 1) + 1;
            next = $"{id}_{doubles[id]}";
        }
        while (!given.Add(next));
        return next;
    }
}
