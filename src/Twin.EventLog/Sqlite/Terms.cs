using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Twin.EventLog.Sqlite;

/// <summary>Repeated words of the envelope and their small numbers: kinds, roles, clients, rules, feeds.</summary>
internal sealed class Terms
{
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _texts = new();
    private readonly List<string> _unsure = [];
    private int _last;

    /// <summary>The number of a term; a new one is stored by <paramref name="insert"/>.</summary>
    public int IdOf(string text, Statement insert)
    {
        if (_ids.TryGetValue(text, out var known))
        {
            return known;
        }

        insert.Bind(1, _last + 1).Bind(2, text).Run();
        Keep(++_last, text);
        _unsure.Add(text);
        return _last;
    }

    /// <summary>The number of a term that a stored fact names.</summary>
    public int Known(string text) => _ids[text];

    public string? TextOf(int id) => _texts.GetValueOrDefault(id);

    /// <summary>Reads the terms that it does not know yet.</summary>
    public void Load(SqliteConnection connection)
    {
        using var rows = new Statement(connection, "SELECT id, text FROM terms");
        while (rows.Step())
        {
            Keep((int)rows.Int(0), rows.Text(1));
            _last = Math.Max(_last, (int)rows.Int(0));
        }
    }

    public void Accept() => _unsure.Clear();

    /// <summary>The transaction that brought them was rolled back.</summary>
    public void Undo()
    {
        foreach (var text in _unsure)
        {
            if (_ids.TryRemove(text, out var id))
            {
                _texts.TryRemove(id, out _);
            }
        }

        _last -= _unsure.Count;
        _unsure.Clear();
    }

    private void Keep(int id, string text)
    {
        _ids[text] = id;
        _texts[id] = text;
    }
}
