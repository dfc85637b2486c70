namespace Rx.Sockets.Operations;

/// <summary>A linked list through the operations themselves; an operation is in one list at most. Not thread-safe.</summary>
internal struct OperationList
{
    private SendOperation? _last;

    public SendOperation? First { readonly get; private set; }

    public void Add(SendOperation operation) => InsertAfter(_last, operation);

    /// <summary>Null: at the head.</summary>
    public void InsertAfter(SendOperation? previous, SendOperation operation)
    {
        var next = previous is null ? First : previous.Next;
        (operation.Previous, operation.Next) = (previous, next);
        if (previous is null) First = operation;
        else previous.Next = operation;
        if (next is null) _last = operation;
        else next.Previous = operation;
    }

    public void Remove(SendOperation operation)
    {
        if (operation.Previous is null) First = operation.Next;
        else operation.Previous.Next = operation.Next;
        if (operation.Next is null) _last = operation.Previous;
        else operation.Next.Previous = operation.Previous;
        (operation.Previous, operation.Next) = (null, null);
    }

    public SendOperation? TakeFirst()
    {
        var first = First;
        if (first is not null) Remove(first);
        return first;
    }
}
