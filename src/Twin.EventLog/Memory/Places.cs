namespace Twin.EventLog.Memory;

/// <summary>Where the facts of one stream or feed lie, in order.</summary>
internal sealed class Places
{
    private int[] _places = new int[4];

    public int Count { get; private set; }

    public int this[int index] => _places[index];

    public void Add(int place)
    {
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Count * 2);
        }

        _places[Count++] = place;
    }
}
