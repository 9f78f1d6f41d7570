namespace Twin.Geo.Demo;

/// <summary>How large a demo city is made.</summary>
public enum DemoSize
{
    /// <summary>About 8 communities, 40 grids, 2,500 buildings and 20,000 addresses.</summary>
    Small,

    /// <summary>41 communities, 237 grids, about 12,000 buildings and 184,000 addresses.</summary>
    Zhuji,
}
