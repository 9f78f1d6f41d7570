namespace Twin.Geo.Import;

/// <summary>A source cannot be imported at all: what was found, what was expected, what to do.</summary>
public sealed class ImportException : IOException
{
    public ImportException(string sentence)
        : base(sentence)
    {
    }

    public ImportException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }

    public ImportException()
    {
    }
}
