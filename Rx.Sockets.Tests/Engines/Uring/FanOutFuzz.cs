using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A stream to many sockets of a ring whose kernel does what it likes, while sockets are written to by others, removed and closed:
/// each gets every message once, whole and in order, as long as it is there, and its counts are those of the kernel.</summary>
public sealed class FanOutFuzz
{
    private const int Sockets = 20;
    private const int Messages = 120;
    private const int Longest = 200;
    private const byte Foreign = 0xEE; // no byte of a message is

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public async Task Whatever_the_kernel_does_messages_stay_whole_and_are_counted(int room)
    {
        for (var seed = 1; seed <= 15; seed++)
        {
            try
            {
                await new Case(seed, room).RunAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}, room {room}", error);
            }
        }
    }

    private sealed class Case
    {
        private readonly Random _random;
        private readonly FakeRing _kernel;
        private readonly SocketLoop _loop;
        private readonly List<RxPair> _pairs;
        private readonly SocketSet _set;
        private readonly Subject<ReadOnlyMemory<byte>> _source = new();
        private readonly Recorder<SendProgress> _heard = new();
        private readonly List<SocketDeparture> _each = [];
        private readonly List<byte> _frames = [];
        private readonly Dictionary<RxSocket, int> _descriptors;

        public Case(int seed, int room)
        {
            _random = new Random(seed);
            _kernel = new FakeRing(room, isBound: false, new Random(seed));
            var engine = new UringEngine(_kernel, new FrozenTime(), new NoRoom());
            _loop = new SocketLoop(new EngineLoop(engine, new FrozenTime()), SocketEngineKind.Uring, ownThread: false);
            _pairs = [.. Enumerable.Range(0, Sockets).Select(_ => RxPair.On(_loop))];
            _set = new SocketSet(_pairs.Select(pair => pair.Socket));
            _descriptors = _pairs.ToDictionary(pair => pair.Socket, pair => (int)pair.Local.SafeHandle.DangerousGetHandle());
        }

        public async Task RunAsync()
        {
            var options = new SendToOptions { Framing = Framing.LengthPrefixed(2), Overflow = Overflow.DropOldest, Scheduler = _loop, SocketSettled = _each.Add };
            _source.SendTo(_set, options).Subscribe(_heard);
            for (var i = 0; i < Messages; i++)
                Step();
            _loop.Schedule(_source.OnCompleted);
            _pairs[0].RunUntil(() => _heard.Ended.IsCompleted && _pairs.All(pair => pair.Socket.Outstanding == 0));

            Assert.Equal(Sockets, _each.Count);
            foreach (var each in _each)
                Check(each);
            foreach (var pair in _pairs)
                await pair.DisposeAsync();
            Assert.Equal(0, _kernel.Pending);
        }

        private void Step()
        {
            var message = Pattern.Bytes(_random.Next(1, Longest), start: _frames.Count).Select(static value => (byte)(value & 0x7F)).ToArray();
            _frames.AddRange([0, (byte)message.Length, .. message]);
            _loop.Schedule(() => _source.OnNext(message));
            for (var turns = _random.Next(3); turns > 0; turns--)
                _loop.RunOnce(TimeSpan.Zero);
            var socket = _pairs[_random.Next(Sockets)].Socket;
            switch (_random.Next(30))
            {
                case 0:
                    _set.Remove(socket);
                    break;
                case 1:
                    socket.Dispose();
                    break;
                case < 12:
                    socket.AsyncWrite(new[] { Foreign }).Subscribe(new Recorder<SendResult>());
                    break;
            }
        }

        private void Check(SocketDeparture each)
        {
            var wire = _kernel.Taken.GetValueOrDefault(_descriptors[each.Socket]) ?? [];
            var (ours, at) = (0, 0);
            while (TryTakeMessage(wire, ref ours, ref at))
            {
            }

            // What is left: a message that was cut short, by an end, and what others have written.
            var wasEnded = each.Error is not null || !_set.Contains(each.Socket) || each.Socket.State == RxSocketState.Closed;
            if (!wasEnded) Assert.Equal((_frames.Count, 0), (ours, each.Progress.Dropped));
            Assert.All(wire.Skip(at), left => Assert.Equal(Foreign, left));
            Assert.Equal((wire.Count, ours), (each.Socket.BytesTransferred, each.Progress.Bytes));
            Assert.Equal(0, each.Progress.QueuedMessages);
        }

        /// <summary>Goes on past the next message, or as much of it as is there.</summary>
        /// <returns>Whether it is there as a whole.</returns>
        private bool TryTakeMessage(List<byte> wire, ref int ours, ref int at)
        {
            while (at < wire.Count && wire[at] == Foreign)
                at++;
            if (ours == _frames.Count) return false;
            for (var end = ours + 2 + _frames[ours + 1]; ours < end; ours++)
            {
                if (at == wire.Count || wire[at] != _frames[ours]) return false;
                at++;
            }

            return true;
        }
    }

    /// <summary>Everything goes through the ring.</summary>
    private sealed class NoRoom : PosixSend
    {
        public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags) => TryRoom(handle);

        public override SendAttempt TryRoom(SafeHandle handle) => new(0, 0, Errno.Again);
    }
}
