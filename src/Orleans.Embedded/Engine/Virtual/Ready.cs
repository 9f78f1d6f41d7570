namespace Orleans.Embedded.Engine.Virtual;

/// <summary>Work that can run now: turns of an activation, or a task of a realm's scheduler.</summary>
internal readonly record struct Ready(Realm Realm, IThreadPoolWorkItem? Turns, Task? Task)
{
    internal void Run()
    {
        if (Turns is not null)
        {
            Turns.Execute();
        }
        else
        {
            Realm.Run(Task!);
        }
    }
}
