namespace Twin.Geo.Demo;

/// <summary>A point or a step on the plane of the demo city, in metres.</summary>
internal readonly record struct Vec(double X, double Y)
{
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    public double Angle => Math.Atan2(Y, X);

    /// <summary>The same step turned left by a quarter.</summary>
    public Vec Left => new(-Y, X);

    public Vec Unit => Length is var length && length > 0 ? new Vec(X / length, Y / length) : new Vec(1, 0);

    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);

    public static Vec operator *(Vec a, double by) => new(a.X * by, a.Y * by);

    public static Vec Along(double angle) => new(Math.Cos(angle), Math.Sin(angle));

    public double Dot(Vec other) => (X * other.X) + (Y * other.Y);

    public double Cross(Vec other) => (X * other.Y) - (Y * other.X);

    public Vec Turned(double angle)
    {
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        return new Vec((X * cos) - (Y * sin), (X * sin) + (Y * cos));
    }
}
