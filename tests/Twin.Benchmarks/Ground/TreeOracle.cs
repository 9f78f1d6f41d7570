using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using Twin.Geo;

namespace Twin.Benchmarks.Ground;

/// <summary>The usual way from place to grid: a packed tree of boxes, then prepared geometries.</summary>
internal sealed class TreeOracle
{
    private readonly STRtree<(int Number, IPreparedGeometry Grid)> _tree = new();
    private readonly GeometryFactory _geometries = new();

    public TreeOracle(IEnumerable<Outline> outlines)
    {
        foreach (var (number, outline) in outlines.Index())
        {
            var polygon = _geometries.CreatePolygon(
                [.. outline.RingPoints(0).Select(at => new Coordinate(at.Lng, at.Lat))]);
            _tree.Insert(polygon.EnvelopeInternal, (number, PreparedGeometryFactory.Prepare(polygon)));
        }

        _tree.Build();
    }

    /// <summary>The grid in which the place lies, or -1; a place on an edge lies in none.</summary>
    public int Find(double lng, double lat)
    {
        var place = _geometries.CreatePoint(new Coordinate(lng, lat));
        foreach (var (number, grid) in _tree.Query(place.EnvelopeInternal))
        {
            if (grid.Contains(place))
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>All grids that hold the place or touch it.</summary>
    public IEnumerable<int> Touching(LngLat at)
    {
        var place = _geometries.CreatePoint(new Coordinate(at.Lng, at.Lat));
        return _tree.Query(place.EnvelopeInternal).Where(one => one.Grid.Covers(place)).Select(one => one.Number);
    }
}
