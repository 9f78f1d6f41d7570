using Twin.Grains;

namespace Twin.Simulation.Hosting;

/// <summary>Identities that no two processes share and that are the same in every run.</summary>
internal sealed class CountedIds(int process) : IIdSource
{
    private long _given;

    public string Next() => $"id-{process}-{++_given}";
}
