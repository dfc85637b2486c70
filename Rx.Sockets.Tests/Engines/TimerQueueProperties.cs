using FsCheck;
using FsCheck.Fluent;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>The heap against a list that is sorted anew each time.</summary>
public class TimerQueueProperties
{
    private const int Timers = 12;

    private enum Kind
    {
        Start,
        Remove,
        Advance,
        Run,
    }

    [Fact]
    public void Any_history_fires_as_the_sorted_list_does() =>
        Prop.ForAll(Histories(), history =>
        {
            var clock = new StepClock();
            var queue = new TimerQueue(clock, () => { });
            var fired = new List<int>();
            var timers = Enumerable.Range(0, Timers).Select(i => new LoopTimer(queue, _ => fired.Add(i), null)).ToArray();
            var model = new List<(long Due, int Order, int Timer)>();
            var (expected, now) = (new List<int>(), 0L);
            foreach (var ((kind, which, time), order) in history.Select((step, i) => (step, i)))
            {
                switch (kind)
                {
                    case Kind.Start:
                        queue.Start(timers[which], TimeSpan.FromTicks(time));
                        model.RemoveAll(entry => entry.Timer == which);
                        model.Add((now + time, order, which));
                        break;
                    case Kind.Remove:
                        Assert.Equal(model.RemoveAll(entry => entry.Timer == which) > 0, queue.Remove(timers[which]));
                        break;
                    case Kind.Advance:
                        clock.Advance(TimeSpan.FromTicks(time));
                        now += time;
                        break;
                    default:
                        queue.RunDue();
                        expected.AddRange(model.Order().Where(entry => entry.Due <= now).Select(entry => entry.Timer));
                        model.RemoveAll(entry => entry.Due <= now);
                        break;
                }

                Assert.Equal(model.Count == 0 ? null : Math.Max(0, model.Min().Due - now), queue.Next?.Ticks);
                Assert.Equal(expected, fired);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(150));

    private static Arbitrary<(Kind Kind, int Which, int Time)[]> Histories() =>
        (from kind in Gen.Frequency(
                (6, Gen.Constant(Kind.Start)), (3, Gen.Constant(Kind.Remove)), (2, Gen.Constant(Kind.Advance)), (1, Gen.Constant(Kind.Run)))
         from which in Gen.Choose(0, Timers - 1)
         from time in Gen.Choose(0, 20)
         select (kind, which, time)).ToArbitrary().Array();
}
