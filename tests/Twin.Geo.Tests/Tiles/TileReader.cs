using System.Buffers.Binary;
using System.Text;

namespace Twin.Geo.Tests.Tiles;

/// <summary>Reads Mapbox Vector Tiles; written from the specification, not from the writer.</summary>
internal static class TileReader
{
    internal sealed record Feature(
        ulong Id, int Type, IReadOnlyDictionary<string, object> Tags, List<List<(int X, int Y)>> Paths);

    internal sealed record Layer(string Name, ulong Version, ulong Extent, List<Feature> Features);

    public static Dictionary<string, Layer> Read(byte[] tile) =>
        Fields(tile).Select(field => ReadLayer(field.Bytes)).ToDictionary(layer => layer.Name);

    private static Layer ReadLayer(byte[] bytes)
    {
        var fields = Fields(bytes).ToList();
        string[] keys =
        [
            .. fields.Where(field => field.Number == 3).Select(field => Encoding.UTF8.GetString(field.Bytes)),
        ];
        object[] values = [.. fields.Where(field => field.Number == 4).Select(field => Value(field.Bytes))];
        return new Layer(
            Encoding.UTF8.GetString(fields.Single(field => field.Number == 1).Bytes),
            fields.Single(field => field.Number == 15).Whole,
            fields.Single(field => field.Number == 5).Whole,
            [.. fields.Where(field => field.Number == 2).Select(field => ReadFeature(field.Bytes, keys, values))]);
    }

    private static Feature ReadFeature(byte[] bytes, string[] keys, object[] values)
    {
        var fields = Fields(bytes).ToList();
        var tags = Packed(fields.Single(field => field.Number == 2).Bytes);
        return new Feature(
            fields.FirstOrDefault(field => field.Number == 1).Whole,
            (int)fields.Single(field => field.Number == 3).Whole,
            tags.Chunk(2).ToDictionary(pair => keys[pair[0]], pair => values[pair[1]]),
            Geometry(Packed(fields.Single(field => field.Number == 4).Bytes)));
    }

    private static object Value(byte[] bytes)
    {
        var field = Fields(bytes).Single();
        return field.Number switch
        {
            1 => Encoding.UTF8.GetString(field.Bytes),
            2 => (double)BinaryPrimitives.ReadSingleLittleEndian(field.Bytes),
            5 => (double)field.Whole,
            7 => field.Whole == 1,
            _ => throw new InvalidDataException($"value field {field.Number}"),
        };
    }

    private static List<List<(int X, int Y)>> Geometry(List<ulong> commands)
    {
        var paths = new List<List<(int X, int Y)>>();
        var (x, y) = (0, 0);
        for (var i = 0; i < commands.Count;)
        {
            var (command, count) = ((int)(commands[i] & 7), (int)(commands[i] >> 3));
            i++;
            if (command == 7)
            {
                paths[^1].Add(paths[^1][0]);
                continue;
            }

            for (; count > 0; count--, i += 2)
            {
                (x, y) = (x + Signed(commands[i]), y + Signed(commands[i + 1]));
                if (command == 1)
                {
                    paths.Add([]);
                }

                paths[^1].Add((x, y));
            }
        }

        return paths;
    }

    private static int Signed(ulong value) => (int)((long)(value >> 1) ^ -(long)(value & 1));

    private static List<ulong> Packed(byte[] bytes)
    {
        var list = new List<ulong>();
        for (var at = 0; at < bytes.Length;)
        {
            list.Add(Varint(bytes, ref at));
        }

        return list;
    }

    private static IEnumerable<(int Number, ulong Whole, byte[] Bytes)> Fields(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (number, Varint(bytes, ref at), []);
                    break;
                case 5:
                    yield return (number, 0, bytes[at..(at + 4)]);
                    at += 4;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    yield return (number, 0, bytes[at..(at + length)]);
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if ((bytes[at++] & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
