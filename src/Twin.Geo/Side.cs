namespace Twin.Geo;

/// <summary>On which side of a line a place lies, without a rounding fault.</summary>
/// <remarks>
/// A quick sum decides nearly always; where its rounding could turn the answer, the six products are summed exactly
/// (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997: bound A, grow-expansion).
/// </remarks>
internal static class Side
{
    // (3 + 16ε)ε with ε = 2⁻⁵³: the quick sum is right if it is further from zero than this share of its parts.
    private const double QuickBound = 3.3306690738754716e-16;

    // Six exact products, each a sum of two numbers.
    private const int MostTerms = 12;

    /// <summary>Whether the place lies strictly to the left of the way from the first end to the second.</summary>
    public static bool IsLeft(double x1, double y1, double x2, double y2, double x, double y)
    {
        var gain = (x2 - x1) * (y - y1);
        var loss = (x - x1) * (y2 - y1);
        var turn = gain - loss;
        return Math.Abs(turn) > QuickBound * (Math.Abs(gain) + Math.Abs(loss))
            ? turn > 0
            : IsLeftExactly(x1, y1, x2, y2, x, y);
    }

    private static bool IsLeftExactly(double x1, double y1, double x2, double y2, double x, double y)
    {
        var sum = new ExactSum(stackalloc double[MostTerms]);
        sum.AddProduct(x1, y2);
        sum.AddProduct(-y1, x2);
        sum.AddProduct(x2, y);
        sum.AddProduct(-y2, x);
        sum.AddProduct(x, y1);
        sum.AddProduct(-y, x1);
        return sum.IsPositive;
    }

    /// <summary>A sum of numbers that do not overlap, smallest first, so that the last one tells the sign.</summary>
    private ref struct ExactSum(Span<double> terms)
    {
        private readonly Span<double> _terms = terms;
        private int _count;

        public readonly bool IsPositive => _count > 0 && _terms[_count - 1] > 0;

        public void AddProduct(double one, double other)
        {
            var product = one * other;
            Add(Math.FusedMultiplyAdd(one, other, -product));
            Add(product);
        }

        private void Add(double term)
        {
            var kept = 0;
            for (var i = 0; i < _count; i++)
            {
                var sum = term + _terms[i];
                var part = sum - term;
                var lost = (term - (sum - part)) + (_terms[i] - part);
                if (lost != 0)
                {
                    _terms[kept++] = lost;
                }

                term = sum;
            }

            if (term != 0)
            {
                _terms[kept++] = term;
            }

            _count = kept;
        }
    }
}
