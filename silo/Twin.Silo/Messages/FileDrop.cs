using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Twin.Silo.Messages;

/// <summary>Writes each message as a file into a folder; whoever carries it takes the file away.</summary>
/// <remarks>
/// A line in the journal comes before the file shows: after a crash between the two the file is still there under its
/// hidden name and shows at the next start, and one that was taken away is never written again.
/// </remarks>
internal sealed class FileDrop : IMessagePort, IDisposable
{
    private const string Hidden = ".part";

    private static readonly OutgoingJson Json = new(new JsonSerializerOptions(OutgoingJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly string _folder;
    private readonly FileStream _journal;
    private readonly HashSet<string> _sent;

    /// <param name="folder">Where the files are dropped.</param>
    /// <param name="journal">What has been dropped, kept with the city's data; it holds no address.</param>
    public FileDrop(string folder, string journal)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _sent = File.Exists(journal)
            ? File.ReadAllLines(journal).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
        _journal = new FileStream(journal, FileMode.Append, FileAccess.Write, FileShare.Read);
        foreach (var left in Directory.EnumerateFiles(_folder, "*" + Hidden))
        {
            ShowOrDrop(left);
        }
    }

    public bool Knows(string cause) => _sent.Contains(NameOf(cause));

    public async ValueTask<bool> Send(OutgoingMessage message, CancellationToken cancel)
    {
        var name = NameOf(message.Cause);
        if (_sent.Contains(name))
        {
            return false;
        }

        var hidden = Path.Combine(_folder, name + Hidden);
        await using (var file = new FileStream(hidden, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, message, Json.OutgoingMessage, cancel);
            file.Flush(flushToDisk: true);
        }

        // From here on it is sent: a cancelled start would leave the line without the file.
        await _journal.WriteAsync(Encoding.ASCII.GetBytes(name + "\n"), CancellationToken.None);
        _journal.Flush(flushToDisk: true);
        _sent.Add(name);
        File.Move(hidden, Path.Combine(_folder, name + ".json"), overwrite: true);
        return true;
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>The journal knows it: it shows. Else its cause comes again, and it is written anew.</summary>
    private void ShowOrDrop(string hidden)
    {
        var name = Path.GetFileNameWithoutExtension(hidden);
        if (_sent.Contains(name))
        {
            File.Move(hidden, Path.Combine(_folder, name + ".json"), overwrite: true);
        }
        else
        {
            File.Delete(hidden);
        }
    }

    private static string NameOf(string cause) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cause)))[..32];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutgoingMessage))]
internal sealed partial class OutgoingJson : JsonSerializerContext;
