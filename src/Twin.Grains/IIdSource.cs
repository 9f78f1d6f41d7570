namespace Twin.Grains;

/// <summary>Gives identities, so that chance comes in from outside.</summary>
public interface IIdSource
{
    /// <summary>An opaque word that was never given before.</summary>
    string Next();
}
