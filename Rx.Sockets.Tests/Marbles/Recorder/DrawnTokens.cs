using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Recording;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Marbles.Recorder;

/// <summary>Sends that were begun by tokens are drawn like those that were subscribed to.</summary>
public class DrawnTokens
{
    private const string LeftToItself =
        """
        recorded a recorded run
          note Lanes have no order among each other within one column.
          note A slice is what had left when the socket was looked at; it may be several native sends.
          unit 1 us
          given
            s1 = write 3 bytes
          time      0---
          then
            s1      ^---
            settled --a
            wire    b
            socket  =-
          where
            a = s1 sent 3
            b = s1[0..3]

        """;

    private readonly StepClock _clock = new();
    private readonly MarbleScheduler _scheduler = new();
    private readonly VirtualSocket _socket;

    public DrawnTokens() => _socket = new VirtualSocket(_scheduler);

    [Fact]
    public void Sends_that_use_one_object_after_the_other_are_drawn_as_different_sends()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock });
        foreach (var length in (int[])[3, 5])
        {
            var handled = 0L;
            _socket.AsyncWrite(new byte[length], Use.Callback((_, bytes) => handled = bytes));
            _scheduler.AdvanceBy(10);
            _clock.Advance(TimeSpan.FromMicroseconds(10));
            Assert.Equal(length, handled);
        }

        var recorded = recording.Stop();

        Assert.Equal(["s1 3", "s2 5"], recorded.Given.OfType<SendDefinition>().Select(given => $"{given.Name} {given.AllBytes().Length}"));
    }

    [Fact]
    public void A_send_that_nobody_waits_for_is_drawn_to_its_end()
    {
        var recording = _socket.Record(new RecordingOptions { Clock = _clock });
        _clock.Advance(TimeSpan.FromMicroseconds(2));
        _socket.AsyncWrite(new byte[3], Use.Detached);
        _clock.Advance(TimeSpan.FromMicroseconds(2));
        _scheduler.AdvanceBy(10);

        Assert.Equal(LeftToItself, MarblePrinter.Print(recording.Stop()));
    }
}
