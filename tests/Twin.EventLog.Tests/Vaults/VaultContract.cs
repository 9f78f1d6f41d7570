using System.Security.Cryptography;
using System.Text;

namespace Twin.EventLog.Tests.Vaults;

/// <summary>What every vault promises.</summary>
public abstract class VaultContract
{
    private static readonly Author Worker = new("account-7", "GridWorker");
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IVault Open();

    [Fact]
    public async Task Words_come_back_to_who_says_a_purpose()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "水管漏水 at the gate", Cancel);
        Assert.Equal("水管漏水 at the gate", await vault.Read(Wish("case-1", "text-1"), Cancel));
    }

    [Fact]
    public async Task The_reference_carries_the_hash_of_the_words()
    {
        await using var vault = Open();
        var kept = await vault.Put("case-1", "text-1", "leak", Cancel);
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("leak")));
        Assert.Equal(new WordsRef("text-1", expected), kept);
    }

    [Fact]
    public async Task The_same_text_id_again_changes_nothing()
    {
        await using var vault = Open();
        var first = await vault.Put("case-1", "text-1", "leak", Cancel);
        var second = await vault.Put("case-1", "text-1", "something else", Cancel);
        Assert.Equal(first, second);
        Assert.Equal("leak", await vault.Read(Wish("case-1", "text-1"), Cancel));
    }

    [Fact]
    public async Task Forgotten_words_answer_null_and_others_stay()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "leak", Cancel);
        await vault.Put("case-2", "text-2", "noise", Cancel);
        Assert.True(await vault.Forget("case-1", Worker, Noon, Cancel));
        Assert.Null(await vault.Read(Wish("case-1", "text-1"), Cancel));
        Assert.Equal("noise", await vault.Read(Wish("case-2", "text-2"), Cancel));
    }

    [Fact]
    public async Task Forgetting_twice_says_that_there_was_nothing_left()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "leak", Cancel);
        Assert.True(await vault.Forget("case-1", Worker, Noon, Cancel));
        Assert.False(await vault.Forget("case-1", Worker, Noon, Cancel));
        Assert.False(await vault.Forget("case-9", Worker, Noon, Cancel));
    }

    [Fact]
    public async Task A_resend_does_not_bring_forgotten_words_back()
    {
        await using var vault = Open();
        var first = await vault.Put("case-1", "text-1", "leak", Cancel);
        await vault.Forget("case-1", Worker, Noon, Cancel);
        Assert.Equal(first, await vault.Put("case-1", "text-1", "leak", Cancel));
        Assert.Null(await vault.Read(Wish("case-1", "text-1"), Cancel));
    }

    [Fact]
    public async Task New_words_after_a_forgetting_are_kept_and_the_old_stay_gone()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "leak", Cancel);
        await vault.Forget("case-1", Worker, Noon, Cancel);
        await vault.Put("case-1", "text-2", "handled", Cancel);
        Assert.Equal("handled", await vault.Read(Wish("case-1", "text-2"), Cancel));
        Assert.Null(await vault.Read(Wish("case-1", "text-1"), Cancel));
    }

    [Fact]
    public async Task Every_read_is_in_the_audit_also_one_that_found_nothing()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "leak", Cancel);
        await vault.Read(Wish("case-1", "text-1", "dispatch"), Cancel);
        await vault.Read(Wish("case-1", "text-9", "look around"), Cancel);
        await vault.Read(Wish("case-2", "text-1"), Cancel);
        Assert.Equal(
            [
                new WordsRead("case-1", "text-1", "account-7", "GridWorker", "dispatch", Noon),
                new WordsRead("case-1", "text-9", "account-7", "GridWorker", "look around", Noon),
            ],
            await vault.ReadAudit("case-1", Cancel));
    }

    [Fact]
    public async Task Nobody_reads_without_a_purpose()
    {
        await using var vault = Open();
        await vault.Put("case-1", "text-1", "leak", Cancel);
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await vault.Read(Wish("case-1", "text-1", " "), Cancel));
        Assert.Empty(await vault.ReadAudit("case-1", Cancel));
    }

    [Fact]
    public async Task Many_writers_at_once_each_get_their_own_words()
    {
        await using var vault = Open();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            vault.Put($"case-{i % 40}", $"text-{i}", $"words {i}", Cancel).AsTask()));
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal($"words {i}", await vault.Read(Wish($"case-{i % 40}", $"text-{i}"), Cancel));
        }
    }

    protected static WordsRequest Wish(string caseId, string textId, string purpose = "review") =>
        new(caseId, textId, Worker, purpose, Noon);
}
