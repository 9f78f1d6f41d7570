namespace Twin.City.Resources;

/// <summary>What somebody wants of one holder's resources. A count is of that kind and at most 1,000.</summary>
public abstract record StockCommand(string Kind, int Count)
{
    public sealed record Add(string Kind, int Count) : StockCommand(Kind, Count);

    /// <summary>Takes free ones out of use for good, the newest first.</summary>
    public sealed record Retire(string Kind, int Count) : StockCommand(Kind, Count);

    /// <summary>Keeps some for a case for a while; it has that many afterwards, not that many more.</summary>
    public sealed record Reserve(string Kind, int Count, CaseId For, DateTimeOffset Until) : StockCommand(Kind, Count);

    /// <summary>Uses some for a case until they are released, first those that it has reserved.</summary>
    public sealed record Commit(string Kind, int Count, CaseId For) : StockCommand(Kind, Count);

    /// <summary>Gives back all of the kind that a case has.</summary>
    public sealed record Release(string Kind, CaseId For) : StockCommand(Kind, 1);

    /// <summary>Gives back whatever a case has, of every kind: the System's word when the case has ended.</summary>
    public sealed record ReturnAll(CaseId For) : StockCommand("", 1);
}
