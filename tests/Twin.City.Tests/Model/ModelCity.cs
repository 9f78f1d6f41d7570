using Twin.City.Cases;

namespace Twin.City.Tests.Model;

/// <summary>What a step asks of the city around the case; drawn anew for each.</summary>
internal sealed class ModelCity
{
    public ModelCity() => Rules = Town.Rules with
    {
        IsFull = _ => Full,
        OnSpotCapReached = (_, _) => Capped,
        HasAuthority = (_, _) => HasAuthority,
    };

    public bool Full { get; set; }
    public bool Capped { get; set; }
    public bool HasAuthority { get; set; }
    public CaseRules Rules { get; }
}
