namespace Twin.Geo;

/// <summary>Boxes sorted into uniform cells: which of them may hold a place.</summary>
internal sealed class CellIndex
{
    private const int MostCellsPerSide = 4096;

    private readonly int[] starts;
    private readonly int[] entries;
    private readonly Box bounds;
    private readonly int columns;
    private readonly int rows;
    private readonly double cellsPerLng;
    private readonly double cellsPerLat;

    public CellIndex(ReadOnlySpan<Box> boxes, double cellsPerBox)
    {
        bounds = Box.Nothing;
        foreach (var box in boxes)
        {
            bounds = bounds.With(box);
        }

        columns = rows = Math.Clamp((int)Math.Ceiling(Math.Sqrt(boxes.Length * cellsPerBox)), 1, MostCellsPerSide);
        cellsPerLng = columns / Math.Max(bounds.East - bounds.West, 1e-9);
        cellsPerLat = rows / Math.Max(bounds.North - bounds.South, 1e-9);
        starts = Count(boxes);
        entries = Place(boxes);
    }

    /// <summary>The numbers of the boxes that meet the cell of this place, in rising order.</summary>
    public ReadOnlySpan<int> Near(double lng, double lat)
    {
        if (!bounds.Contains(new LngLat(lng, lat)))
        {
            return [];
        }

        var cell = (Row(lat) * columns) + Column(lng);
        return entries.AsSpan(starts[cell]..starts[cell + 1]);
    }

    private int[] Count(ReadOnlySpan<Box> boxes)
    {
        var counts = new int[(columns * rows) + 1];
        foreach (var box in boxes)
        {
            for (var row = Row(box.South); row <= Row(box.North); row++)
            {
                for (var column = Column(box.West); column <= Column(box.East); column++)
                {
                    counts[(row * columns) + column + 1]++;
                }
            }
        }

        for (var cell = 0; cell < columns * rows; cell++)
        {
            counts[cell + 1] += counts[cell];
        }

        return counts;
    }

    private int[] Place(ReadOnlySpan<Box> boxes)
    {
        var next = (int[])starts.Clone();
        var placed = new int[starts[^1]];
        for (var number = 0; number < boxes.Length; number++)
        {
            var box = boxes[number];
            for (var row = Row(box.South); row <= Row(box.North); row++)
            {
                for (var column = Column(box.West); column <= Column(box.East); column++)
                {
                    placed[next[(row * columns) + column]++] = number;
                }
            }
        }

        return placed;
    }

    private int Column(double lng) => Math.Clamp((int)((lng - bounds.West) * cellsPerLng), 0, columns - 1);

    private int Row(double lat) => Math.Clamp((int)((lat - bounds.South) * cellsPerLat), 0, rows - 1);
}
