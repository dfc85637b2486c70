using System.Net.Sockets;
using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Operations;

/// <summary>The behaviours of Asio's <c>write.cpp</c>: 53 bytes, a stream that takes so many bytes a step, every condition, every kind
/// of buffers, with and without flags.</summary>
public sealed class WriteMatrix
{
    private const long Any = long.MaxValue;

    private static readonly byte[] Data = Pattern.Bytes(53);

    private static readonly Dictionary<string, CompletionCondition?> Conditions = new()
    {
        ["none"] = null,
        ["all"] = CompletionCondition.TransferAll,
        ["at least 1"] = CompletionCondition.TransferAtLeast(1),
        ["at least 10"] = CompletionCondition.TransferAtLeast(10),
        ["at least 42"] = CompletionCondition.TransferAtLeast(42),
        ["exactly 1"] = CompletionCondition.TransferExactly(1),
        ["exactly 10"] = CompletionCondition.TransferExactly(10),
        ["exactly 42"] = CompletionCondition.TransferExactly(42),
        ["exactly 54"] = CompletionCondition.TransferExactly(54),
        ["old: never"] = CompletionCondition.From((_, _) => false),
        ["old: at 42"] = CompletionCondition.From((_, total) => total >= 42),
        ["own: 3 a step"] = CompletionCondition.From((error, _) => error == SocketError.Success ? 3L : 0),
    };

    private static readonly Dictionary<string, Func<BufferSequence>> Buffers = new()
    {
        ["array"] = () => Data,
        ["memory"] = () => Data.AsMemory(),
        ["array of two"] = () => [Data.AsMemory(0, 1), Data.AsMemory(1)],
        ["list of 32, 7 and 14"] = () => BufferSequence.Of([.. new[] { Data[..32], Data[32..39], Data[39..] }.Select(part => (ReadOnlyMemory<byte>)part)]),
        ["bytes one by one"] = () => BufferSequence.Of(Data.Select(b => (ReadOnlyMemory<byte>)new[] { b }).ToList()),
    };

    /// <summary>Condition, bytes a step, and how many bytes Asio's tests find at the other end.</summary>
    public static TheoryData<string, long, long> Rows => new(
        from row in new[]
        {
            ("none", 53, 53, 53), ("all", 53, 53, 53),
            ("at least 1", 53, 1, 10), ("at least 10", 53, 10, 10), ("at least 42", 53, 42, 50),
            ("exactly 1", 1, 1, 1), ("exactly 10", 10, 10, 10), ("exactly 42", 42, 42, 42), ("exactly 54", 53, 53, 53),
            ("old: never", 53, 53, 53), ("old: at 42", 53, 42, 50), ("own: 3 a step", 53, 53, 53),
        }
        from cell in new[] { (Any, row.Item2), (1, row.Item3), (10, row.Item4) }
        select (row.Item1, cell.Item1, (long)cell.Item2));

    public static TheoryData<string, long, long> RowsWithoutOwn =>
        new(Rows.Select(row => row.Data).Where(row => !row.Item1.StartsWith('o')));

    [Theory, MemberData(nameof(Rows))]
    public void A_stream_that_takes_so_many_bytes_a_step_gets_what_the_condition_says(string condition, long step, long expected)
    {
        foreach (var (buffers, flags) in EveryWay())
        {
            var (result, wire) = Run(buffers, Conditions[condition], flags, socket => socket.Peer.Segment = step);

            Assert.Equal(new SendResult(SocketError.Success, expected), result);
            Assert.Equal(Data[..(int)expected], wire.SelectMany(piece => piece));
        }
    }

    /// <summary>The same by our own setting: the stream would take all.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void A_condition_with_a_step_does_the_same_on_a_stream_that_takes_all(string condition, long step, long expected)
    {
        foreach (var (buffers, flags) in EveryWay())
        {
            var (result, wire) = Run(buffers, (Conditions[condition] ?? CompletionCondition.TransferAll).WithStep(step), flags, _ => { });

            Assert.Equal(new SendResult(SocketError.Success, expected), result);
            Assert.Equal(Data[..(int)expected], wire.SelectMany(piece => piece));
            Assert.All(wire, piece => Assert.InRange(piece.Length, 1, step));
        }
    }

    /// <summary>The forms that block. Conditions of your own are asked where notifications run, for which virtual time would have to go
    /// on: those are in the contract suite.</summary>
    [Theory, MemberData(nameof(RowsWithoutOwn))]
    public void The_forms_that_block_do_the_same(string condition, long step, long expected)
    {
        var asked = Conditions[condition] ?? CompletionCondition.TransferAll;
        foreach (var (buffers, flags) in EveryWay())
        {
            using var socket = new VirtualSocket(new TestScheduler());
            socket.Peer.Segment = step;
            var wire = new List<byte>();
            socket.Peer.OnWire.Subscribe(sent => wire.AddRange(sent.Value.Span));

            Assert.Equal(expected, socket.Write(buffers, asked, flags));
            Assert.Equal(expected, socket.Write(buffers, asked, flags, out var error));

            Assert.Equal(SocketError.Success, error);
            Assert.Equal([.. Data[..(int)expected], .. Data[..(int)expected]], wire);
        }
    }

    [Fact]
    public void One_of_your_own_is_obeyed_step_by_step()
    {
        foreach (var (buffers, flags) in EveryWay())
        {
            var (_, wire) = Run(buffers, Conditions["own: 3 a step"], flags, _ => { });

            Assert.Equal([.. Enumerable.Repeat(3, 17), 2], wire.Select(piece => piece.Length));
        }
    }

    [Fact]
    public void Empty_buffers_are_written_at_once_under_every_condition()
    {
        foreach (var condition in Conditions.Values)
        {
            foreach (BufferSequence nothing in new BufferSequence[] { default, Array.Empty<byte>(), BufferSequence.Of(new List<ReadOnlyMemory<byte>>()) })
            {
                var (result, wire) = Run(nothing, condition, SocketFlags.None, _ => { });

                Assert.Equal(new SendResult(SocketError.Success, 0), result);
                Assert.Empty(wire);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_condition_that_is_satisfied_at_the_start_sends_nothing(int own)
    {
        var condition = own == 1 ? CompletionCondition.From((_, _) => 0L) : CompletionCondition.TransferExactly(0);

        var (result, wire) = Run(Data, condition, SocketFlags.None, _ => { });

        Assert.Equal(new SendResult(SocketError.Success, 0), result);
        Assert.Empty(wire);
    }

    private static IEnumerable<(BufferSequence Buffers, SocketFlags Flags)> EveryWay() =>
        from buffers in Buffers.Values
        from flags in new[] { SocketFlags.None, SocketFlags.DontRoute }
        select (buffers(), flags);

    private static (SendResult Result, List<byte[]> Wire) Run(
        BufferSequence buffers, CompletionCondition? condition, SocketFlags flags, Action<VirtualSocket> script)
    {
        var time = new TestScheduler();
        var socket = new VirtualSocket(time);
        script(socket);
        var wire = new List<byte[]>();
        socket.Peer.OnWire.Subscribe(sent => wire.Add(sent.Value.ToArray()));
        var heard = new Recorder<SendResult>();
        (condition is null ? socket.AsyncWrite(buffers, flags) : socket.AsyncWrite(buffers, condition, flags)).Subscribe(heard);
        Assert.Equal(0, heard.Calls); // not before the scheduler runs
        time.Start();
        Assert.True(heard.IsCompleted);
        return (Assert.Single(heard.Values), wire);
    }
}
