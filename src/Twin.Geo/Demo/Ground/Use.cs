namespace Twin.Geo.Demo.Ground;

/// <summary>What a block of land is for.</summary>
internal enum Use
{
    Core,
    Office,
    Mall,
    Towers,
    Slabs,
    OldSlabs,
    OldTown,
    Village,
    Villas,
    Works,
    Park,
    School,
    Hospital,
    Market,
    Civic,
    Stadium,
    Station,
    NursingHome,
}
