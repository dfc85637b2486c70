namespace Rx.Sockets.Cancellation;

/// <summary>The place between who asks and who is asked: one handler at a time. Remembers nothing. Thread-safe without a lock.</summary>
/// <param name="source">What asks each handler while it is bound, beside <see cref="Emit"/>; null: nothing else does.</param>
internal sealed class SlotCore(CancelTrigger? source = null)
{
    private Binding? _binding;

    public bool IsBound => Volatile.Read(ref _binding) is not null;

    /// <summary>Binds <paramref name="handler"/> until the returned object is disposed.</summary>
    /// <param name="handler">May be asked before this method has returned.</param>
    /// <exception cref="InvalidOperationException">There is a handler.</exception>
    public IDisposable Bind(ICancellable handler) => TryBind(handler) ?? throw Taken();

    /// <summary>Null if there is a handler.</summary>
    /// <inheritdoc cref="Bind"/>
    public IDisposable? TryBind(ICancellable handler)
    {
        var binding = new Binding(this, handler);
        if (Interlocked.CompareExchange(ref _binding, binding, null) is not null) return null;
        if (source is not null) binding.Watch(source);
        return binding;
    }

    /// <summary>What is thrown, or delivered, to whoever comes second.</summary>
    public static InvalidOperationException Taken() =>
        new("This cancellation slot is bound to an operation that is not over; use one signal for each live operation.");

    /// <summary>Asks the handler that is bound now, on this stack; nobody is asked later.</summary>
    public void Emit(CancellationLevel level)
    {
        if (level != CancellationLevel.None) Volatile.Read(ref _binding)?.Handler.RequestCancel(level);
    }

    private sealed class Binding(SlotCore core, ICancellable handler) : IDisposable
    {
        private IDisposable? _watch;

        public ICancellable Handler => handler;

        public void Watch(CancelTrigger source)
        {
            try
            {
                var watch = source.Arm(handler, TimeProvider.System);
                if (Interlocked.CompareExchange(ref _watch, watch, null) is not null) watch.Dispose(); // unbound meanwhile
            }
            catch (Exception error)
            {
                handler.SignalFailed(error);
            }
        }

        public void Dispose()
        {
            Interlocked.CompareExchange(ref core._binding, null, this);
            Interlocked.Exchange(ref _watch, Nothing.Instance)?.Dispose();
        }
    }
}
