using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;

namespace Rx.Sockets.Tests.Engines.Epoll;

public sealed class EpollTableTests : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly EpollTable _table = new();
    private readonly EpollPort _a;
    private readonly EpollPort _b;

    public EpollTableTests() => (_a, _b) = (Make(), Make());

    public void Dispose() => _socket.Dispose();

    [Fact]
    public void Slot_finds_its_port()
    {
        var (a, b) = (_table.Add(_a), _table.Add(_b));
        Assert.Same(_a, _table.Find(a.Data));
        Assert.Same(_b, _table.Find(b.Data));
        Assert.NotEqual(a.Data, b.Data);
    }

    [Fact]
    public void Event_of_a_former_use_finds_nothing()
    {
        var former = _table.Add(_a);
        _table.Remove(former);
        Assert.Null(_table.Find(former.Data));
        var present = _table.Add(_b);
        Assert.Equal(former.Index, present.Index);
        Assert.Null(_table.Find(former.Data));
        Assert.Same(_b, _table.Find(present.Data));
    }

    [Fact]
    public void Slot_removed_twice_does_not_free_its_next_use()
    {
        var former = _table.Add(_a);
        _table.Remove(former);
        var present = _table.Add(_b);
        _table.Remove(former);
        Assert.Same(_b, _table.Find(present.Data));
        Assert.NotEqual(present.Index, _table.Add(_a).Index);
    }

    [Theory]
    [InlineData(ulong.MaxValue)] // the waker
    [InlineData(7UL)]
    [InlineData(1UL << 32)]
    public void Unknown_data_finds_nothing(ulong data)
    {
        _table.Add(_a);
        Assert.Null(_table.Find(data));
    }

    [Fact]
    public void Data_carries_generation_and_index() => Assert.Equal(0x00000003_00000002UL, new EngineSlot(2, 3).Data);

    [Fact]
    public void A_port_that_its_user_has_dropped_is_not_kept_alive_and_its_place_is_taken_back()
    {
        for (var i = 0; i < 1000; i++)
            AddAndDrop();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var i = 0; i < 1000; i++)
            AddAndDrop();
        GC.Collect();
        Assert.True(_table.Add(_a).Index < 2000, "no place was taken back");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddAndDrop() => _table.Add(Make());

    private EpollPort Make() => new(null!, _socket, null!, null!);
}
