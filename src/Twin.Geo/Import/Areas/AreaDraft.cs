using Twin.Geo.Reference;

namespace Twin.Geo.Import.Areas;

/// <summary>One row about an area, before rows of codes and rows of outlines have met.</summary>
internal sealed record AreaDraft(Tally Tally, long Row, string SourceId, string Code, string Name)
{
    /// <summary>Parent code if the source names one.</summary>
    public string? Parent { get; init; }

    public AreaLevel? Level { get; init; }

    public LngLat? Centre { get; init; }

    public Outline? Outline { get; init; }

    public string? Repaired { get; init; }

    public void Take(string? repaired) => Tally.Take(Row, SourceId, repaired);

    public void Refuse(string why) => Tally.Refuse(Row, SourceId, why);

    public void Note(string why) => Tally.Note(Row, SourceId, why);
}
