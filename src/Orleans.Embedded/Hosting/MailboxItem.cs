using System.ComponentModel;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>What lies in a mailbox: a call, an answer, the rest of a method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MailboxItem
{
    private protected MailboxItem()
    {
    }

    /// <summary>The neighbour in whatever one list the item is in.</summary>
    internal MailboxItem? Next { get; set; }

    /// <summary>Runs inside a turn of the mailbox; must not throw.</summary>
    internal abstract void Run(Mailbox mailbox);
}
