using System.Runtime.InteropServices;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Memory;

/// <summary>Facts by position in a few large arrays: whatever is read is made anew from bytes.</summary>
/// <remarks>
/// A stored fact is no object, so a collector has nothing to follow or to move, however long the log grows; objects
/// per fact took more of its time than all decisions together. Words that come back are kept once.
/// </remarks>
internal sealed class FactShelf
{
    private const int None = -1;

    private readonly List<Row> _rows = [];
    private readonly ByteChunks _bytes = new();
    private readonly WordBook<string> _words = new(StringComparer.Ordinal);
    private readonly WordBook<Author> _authors = new(EqualityComparer<Author>.Default);

    public int Count => _rows.Count;

    public void Add(Fact fact)
    {
        var start = _bytes.Length;
        _bytes.Add(fact.CommandId);
        _bytes.Add(fact.Correlation);
        _bytes.Add(fact.Payload.Span);
        foreach (var (feed, number) in fact.Feeds)
        {
            _bytes.Add(new Feed(_words.Of(feed), number));
        }

        _rows.Add(new Row(
            start, fact.Version, Moments.Micros(fact.At), fact.Commit, fact.Cause ?? None, _words.Of(fact.Stream),
            _authors.Of(fact.By), _words.Of(fact.Client), _words.Of(fact.Kind), _words.Of(fact.RulesVersion),
            fact.Tag is null ? None : _words.Of(fact.Tag), fact.Schema, fact.Feeds.Length));
    }

    public Fact this[int index]
    {
        get
        {
            ref readonly var row = ref CollectionsMarshal.AsSpan(_rows)[index];
            var at = row.Start;
            var command = _bytes.Text(ref at);
            var correlation = _bytes.Text(ref at);
            var payload = _bytes.Bytes(ref at);
            var feeds = new FeedNumber[row.Feeds];
            for (var i = 0; i < feeds.Length; i++)
            {
                var feed = _bytes.Read<Feed>(ref at);
                feeds[i] = new FeedNumber(_words[feed.Word], feed.Number);
            }

            return new Fact
            {
                Position = index + 1,
                Stream = _words[row.Stream],
                Version = row.Version,
                Feeds = ImmutableCollectionsMarshal.AsImmutableArray(feeds),
                At = Moments.At(row.AtMicros),
                By = _authors[row.By],
                Client = _words[row.Client],
                CommandId = command,
                Cause = row.Cause == None ? null : row.Cause,
                Correlation = correlation,
                Kind = _words[row.Kind],
                Schema = row.Schema,
                RulesVersion = _words[row.Rules],
                Tag = row.Tag == None ? null : _words[row.Tag],
                Payload = payload,
                Commit = row.Commit,
            };
        }
    }

    private readonly record struct Feed(int Word, long Number);

    private readonly record struct Row(
        long Start, long Version, long AtMicros, long Commit, long Cause, int Stream, int By, int Client, int Kind,
        int Rules, int Tag, int Schema, int Feeds);
}
