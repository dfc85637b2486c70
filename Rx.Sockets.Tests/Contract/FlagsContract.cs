using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Native bits, and modes of the user's socket that must not matter.</summary>
public abstract class FlagsContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int DontWait = 0x40;
    private const int EndOfRecord = 0x80;
    private const int WaitAll = 0x100;
    private const int UnknownBit = 0x10000000;

    [Theory]
    [InlineData(SocketFlags.Peek)]
    [InlineData(SocketFlags.DontRoute)]
    [InlineData(SocketFlags.Peek | SocketFlags.DontRoute)]
    public void A_flag_with_a_name_passes_through(SocketFlags flags)
    {
        var pair = Connect();
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(pair.Send(Pattern.Bytes(10), flags)));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }

    [Fact]
    public void An_out_of_band_byte_is_not_in_the_stream()
    {
        Needs(Capability.OutOfBand);
        var pair = Connect();
        pair.Finish(pair.Send(Pattern.Bytes(3), SocketFlags.OutOfBand));
        pair.Finish(pair.Send(Pattern.Bytes(3, start: 3)));
        Assert.Equal([.. Pattern.Bytes(2), .. Pattern.Bytes(3, start: 3)], pair.Read(5));
    }

    [Fact]
    public void Native_bits_pass_through()
    {
        Needs(Capability.NativeFlags);
        var pair = Connect();
        foreach (var bits in new[] { EndOfRecord, WaitAll, DontWait, UnknownBit, EndOfRecord | DontWait | UnknownBit })
        {
            var result = pair.Finish(pair.Send(Pattern.Bytes(10), (SocketFlags)bits));
            Assert.True(result == new SendResult(SocketError.Success, 10), $"{bits:x}: {result}");
            Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        }
    }

    [Fact]
    public void Bits_that_the_engine_owns_change_nothing_of_a_send_that_has_to_wait()
    {
        Needs(Capability.NativeFlags);
        var pair = Connect();
        var filled = pair.Fill();
        var sent = pair.Send(Pattern.Bytes(1024 * 1024), (SocketFlags)(DontWait | WaitAll));
        pair.RunReady();
        Assert.True(sent.IsSilent);
        pair.Discard(filled);
        var result = pair.Finish(sent);
        Assert.True(result.IsSuccess);
        Assert.InRange(result.BytesTransferred, 1, 1024 * 1024 - 1);
    }

    [Fact]
    public void A_flag_that_the_engine_cannot_honour_is_refused_with_0_bytes()
    {
        var pair = Connect();
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), pair.Finish(pair.Send(new byte[10], Rig.RefusedFlag)));
        Assert.Equal(
            new SendResult(SocketError.OperationNotSupported, 0), pair.Finish(pair.Send(new byte[10], Rig.RefusedFlag | SocketFlags.DontRoute)));
        pair.CheckUsable();
    }

    [Fact]
    public void A_broken_pipe_raises_no_signal()
    {
        Needs(Capability.NoSignal);
        var pair = Connect();
        pair.EndSending();
        using var blocked = new BlockedSigPipe();
        var one = pair.Send(new byte[10]);
        var several = pair.Send([new byte[1000], new byte[1000]]);
        Assert.False(BlockedSigPipe.IsPending);
        Assert.Equal((SocketError.Shutdown, SocketError.Shutdown), (pair.Finish(one).Error, pair.Finish(several).Error));
    }

    [Fact]
    public void The_users_non_blocking_mode_does_not_touch_sends()
    {
        Needs(Capability.OsSocket);
        var pair = Connect(new PairSetup { IsNonBlocking = true });
        var filled = pair.Fill();
        var sent = pair.Write(Pattern.Bytes(10));
        pair.RunReady();
        Assert.True(sent.IsSilent);
        pair.Discard(filled);
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }
}
