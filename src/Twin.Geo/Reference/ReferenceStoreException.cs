namespace Twin.Geo.Reference;

/// <summary>The reference store of a data folder is missing or damaged.</summary>
public sealed class ReferenceStoreException : IOException
{
    public ReferenceStoreException(string message)
        : base(message)
    {
    }

    public ReferenceStoreException(string message, Exception cause)
        : base(message, cause)
    {
    }

    public ReferenceStoreException()
    {
    }
}
