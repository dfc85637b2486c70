using System.Net.Sockets;
using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>One connection: sends are subscribed to, asked to stop and read, all at once; then the socket ends, and the books are
/// balanced.</summary>
public sealed class Round : IAsyncDisposable
{
    private readonly RoundPlan _plan;
    private readonly Random _random;
    private readonly TimeSpan _deadline;
    private readonly long _firstNumber;
    private readonly Ledger _ledger = new();
    private readonly RxSocket _socket;
    private readonly Reader _reader;
    private readonly Requests _requests;
    private readonly Task _receiving;

    /// <param name="plan">What is to happen.</param>
    /// <param name="random">Draws the rest.</param>
    /// <param name="firstNumber">The number of the first send; the others follow.</param>
    /// <param name="loop">Where the socket lives.</param>
    /// <param name="lines">Connects.</param>
    /// <param name="deadline">Past it something hangs.</param>
    public Round(RoundPlan plan, Random random, long firstNumber, SocketLoop loop, Lines lines, TimeSpan deadline)
    {
        (_plan, _random, _firstNumber, _deadline) = (plan, random, firstNumber, deadline);
        var (local, peer) = lines.Connect(plan.Line, plan.SendBuffer);
        _socket = new RxSocket(local, new RxSocketOptions { Loop = loop, Scheduler = plan.OnLoop ? loop : null });
        _reader = new Reader(peer, plan.Pace, plan.ResetAfter);
        _requests = new Requests(_socket, _ledger, random);
        _receiving = plan.PendingReceive ? ReceiveAsync(local) : Task.CompletedTask;
    }

    /// <summary>Runs it, and counts it in <paramref name="tally"/>.</summary>
    /// <exception cref="TortureException">The books do not balance, or an outcome is against the contract.</exception>
    public async Task RunAsync(Tally tally)
    {
        await SubscribeAsync();
        if (_plan.Ending == Ending.DisposeElsewhere) _requests.Elsewhere(Dispose);
        while (!_requests.IsEmpty)
            await StirAsync();
        await Within(_requests.Made, "a request");
        if (_plan.WaitsStalled) await StallAsync();
        await EndAsync();
        foreach (var entry in _ledger.Entries)
            await Within(entry.Settled, $"send {entry.Number - _firstNumber} ({entry.Script}) to settle");
        await Within(_reader.Done, "the peer to read to the end");
        await Within(_receiving, "the pending receive");
        Balance(tally);
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private async Task SubscribeAsync()
    {
        for (var i = 0; i < _plan.Sends && _socket.State == RxSocketState.Usable && !_reader.Done.IsCompleted; i++)
        {
            _requests.Subscribe(new Entry(_firstNumber + i, Script.Draw(_random)));
            while (_random.Next(2) == 0 || (_socket.Outstanding > _plan.Depth && !_requests.IsEmpty))
                await StirAsync();
        }
    }

    /// <summary>The peer reads some, a send is asked to stop, and others have their turn, or not.</summary>
    private async Task StirAsync()
    {
        if (_random.Next(2) == 0) _reader.GrantSome(_random);
        if (_random.Next(2) == 0) await Task.Yield();
        if (_random.Next(2) == 0) _requests.AskOne();
    }

    /// <summary>Whoever accepts Partial or Terminal stops without the peer's help.</summary>
    private async Task StallAsync()
    {
        const CancellationLevel always = CancellationLevel.Partial | CancellationLevel.Terminal;
        foreach (var entry in _ledger.Entries)
        {
            if (entry.Script.Way != Way.Dispose && (entry.Script.Level & always) != 0)
                await Within(entry.Settled, $"send {entry.Number - _firstNumber} ({entry.Script}) to stop while the peer does not read");
        }
    }

    private async Task EndAsync()
    {
        switch (_plan.Ending)
        {
            case Ending.Idle:
                _reader.Unleash();
                await Within(_socket.WhenIdle(), "WhenIdle");
                break;
            case Ending.Release:
                _ledger.ClaimAll(Way.CancelAll, CancellationLevel.Total | CancellationLevel.Partial);
                // On a thread of its own, because it waits.
                await Within(Task.Factory.StartNew(Release, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), "Release");
                _reader.Unleash();
                return;
        }

        Dispose();
        _reader.Unleash();
        await Within(_socket.DisposeAsync().AsTask(), "DisposeAsync");
    }

    private void Dispose()
    {
        _ledger.ClaimAll(Way.Dispose, CancellationLevel.Terminal);
        _socket.Dispose();
    }

    private void Release()
    {
        using var released = _socket.Release();
        try
        {
            released.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException) when (_plan.Pace == Pace.Resetting)
        {
            // The peer was faster.
        }
    }

    private void Balance(Tally tally)
    {
        var entries = _ledger.Entries;
        var reported = entries.Select(e => (e.Number, (int)e.Result.BytesTransferred)).ToList();
        var audit = Audit.Of(reported, _reader.All, isCutOff: _plan.Pace == Pace.Resetting);
        tally.Add(entries, audit, _ledger.AskedOfAll, isCutOff: _plan.Pace == Pace.Resetting);
        if (audit.Complaint is not null) throw new TortureException(audit.Complaint);
        var sum = reported.Sum(r => (long)r.Item2);
        if (sum != _socket.BytesTransferred)
            throw new TortureException($"settled reported {sum} bytes, BytesTransferred says {_socket.BytesTransferred}");
        if (_socket.Outstanding != 0) throw new TortureException($"{_socket.Outstanding} sends outstanding after all have settled");
        foreach (var entry in entries)
            Check(entry);
    }

    private void Check(Entry entry)
    {
        var complaint = entry.Complaint
            ?? Rules.Complaint(entry.Script, entry.Result, _ledger.AskedOfAll, mayFail: _plan.Pace == Pace.Resetting);
        if (complaint is not null)
            throw new TortureException($"{complaint}: send {entry.Number - _firstNumber}, {entry.Script}, {entry.Result}");
    }

    private static async Task ReceiveAsync(Socket socket)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // That is how it ends when the socket does; the peer sends nothing.
        }
    }

    private async Task Within(Task task, string what)
    {
        try
        {
            await task.WaitAsync(_deadline);
        }
        catch (TimeoutException)
        {
            throw new TortureException($"waited {_deadline.TotalSeconds:F0} s for {what}");
        }
    }
}
