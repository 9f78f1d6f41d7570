using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Tests.Stores;
using Twin.EventLog.Vault;

namespace Twin.EventLog.Tests.Vaults;

public sealed class SqliteVaultTests : VaultContract, IDisposable
{
    private readonly TestFolder _folder = new();

    private string Vault => _folder.File("vault.db");

    private string Key => _folder.File("vault.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Words_and_audit_are_there_after_a_restart()
    {
        await using (var before = Open())
        {
            await before.Put("case-1", "text-1", "leak", Cancel);
            await before.Read(Wish("case-1", "text-1"), Cancel);
        }

        await using var after = Open();
        Assert.Equal("leak", await after.Read(Wish("case-1", "text-1"), Cancel));
        Assert.Equal(2, (await after.ReadAudit("case-1", Cancel)).Length);
    }

    [Fact]
    public async Task No_file_holds_the_words_in_clear()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "the pipe by the gate", Cancel);
        Assert.All(FilesOfVault(), bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf("the pipe"u8)));
    }

    [Fact]
    public async Task A_destroyed_key_is_in_no_file_any_more()
    {
        var keys = new CountingKeys();
        await using var vault = SqliteVault.Open(Vault, Key, TimeProvider.System, NullLogger.Instance, keys);
        await vault.Put("case-1", "text-1", "leak", Cancel);
        var nonce = keys.NonceOfWrappedKey();
        Assert.Contains(FilesOfVault(), bytes => bytes.AsSpan().IndexOf(nonce) >= 0);
        await vault.Forget("case-1", Author.System, DateTimeOffset.UnixEpoch, Cancel);
        Assert.All(FilesOfVault(), bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf(nonce)));
    }

    [Fact]
    public async Task The_key_file_belongs_to_its_owner_only()
    {
        await using (Open())
        {
        }

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var refused = Assert.Throws<LogBrokenException>(Open);
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_file_stops_the_opening_with_a_sentence()
    {
        await using (Open())
        {
        }

        File.Delete(Key);
        var refused = Assert.Throws<LogBrokenException>(Open);
        Assert.Contains("is missing", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task Another_key_file_stops_the_opening_with_a_sentence()
    {
        await using (Open())
        {
        }

        await File.WriteAllTextAsync(Key, new string('a', 64), Cancel);
        Assert.Contains("does not open", Assert.Throws<LogBrokenException>(Open).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Key, "nonsense", Cancel);
        Assert.Contains("hex digits", Assert.Throws<LogBrokenException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_vault_on_the_same_file_is_refused()
    {
        await using var first = Open();
        Assert.Contains("Another process", Assert.Throws<LogBrokenException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_bytes_fail_their_reader_alone()
    {
        await using (var before = Open())
        {
            await before.Put("case-1", "text-1", "leak", Cancel);
            await before.Put("case-2", "text-2", "noise", Cancel);
        }

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Vault};Pooling=False"))
        {
            connection.Open();
            using var change = connection.CreateCommand();
            change.CommandText = "UPDATE words SET sealed = zeroblob(length(sealed)) WHERE case_id = 'case-1'";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        await using var after = Open();
        var changed = after.Read(Wish("case-1", "text-1"), Cancel).AsTask();
        var whole = after.Read(Wish("case-2", "text-2"), Cancel).AsTask();
        await Assert.ThrowsAsync<LogBrokenException>(() => changed);
        Assert.Equal("noise", await whole);
        Assert.Single(await after.ReadAudit("case-1", Cancel));
    }

    protected override IVault Open() => SqliteVault.Open(Vault, Key, TimeProvider.System, NullLogger.Instance);

    private List<byte[]> FilesOfVault() =>
        [.. Directory.GetFiles(_folder.Path, "vault.db*")
            .Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared)];

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Bytes that a test can find again: each fill has its own number in it.</summary>
    private sealed class CountingKeys : IKeySource
    {
        private readonly List<byte[]> _fills = [];

        public void Fill(Span<byte> bytes)
        {
            var text = Encoding.ASCII.GetBytes($"{_fills.Count:D4}#key-source-for-one-test-0123456789-abcdefgh");
            text.AsSpan(0, bytes.Length).CopyTo(bytes);
            _fills.Add(bytes.ToArray());
        }

        /// <summary>Filled in this order: master key, its proof's nonce, case key, nonce of the wrapped key.</summary>
        public byte[] NonceOfWrappedKey() => _fills[3];
    }
}
