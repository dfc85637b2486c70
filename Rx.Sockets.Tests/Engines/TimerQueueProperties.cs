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
            var bench = new Bench();
            foreach (var (kind, which, time) in history)
            {
                bench.Step(kind, which, time);
                bench.Compare();
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(150));

    private static Arbitrary<(Kind Kind, int Which, int Time)[]> Histories() =>
        (from kind in Gen.Frequency(
                (6, Gen.Constant(Kind.Start)), (3, Gen.Constant(Kind.Remove)), (2, Gen.Constant(Kind.Advance)), (1, Gen.Constant(Kind.Run)))
         from which in Gen.Choose(0, Timers - 1)
         from time in Gen.Choose(0, 20)
         select (kind, which, time)).ToArbitrary().Array();

    /// <summary>The queue and the list, side by side.</summary>
    private sealed class Bench
    {
        private readonly StepClock _clock = new();
        private readonly TimerQueue _queue;
        private readonly LoopTimer[] _timers;
        private readonly List<int> _fired = [];
        private readonly List<int> _expected = [];
        private readonly List<(long Due, int Order, int Timer)> _model = [];
        private long _now;
        private int _order;

        public Bench()
        {
            _queue = new TimerQueue(_clock, () => { });
            _timers = [.. Enumerable.Range(0, Timers).Select(i => new LoopTimer(_queue, _ => _fired.Add(i), null))];
        }

        public void Step(Kind kind, int which, int time)
        {
            switch (kind)
            {
                case Kind.Start:
                    _queue.Start(_timers[which], TimeSpan.FromTicks(time));
                    _model.RemoveAll(entry => entry.Timer == which);
                    _model.Add((_now + time, _order++, which));
                    break;
                case Kind.Remove:
                    Assert.Equal(_model.RemoveAll(entry => entry.Timer == which) > 0, _queue.Remove(_timers[which]));
                    break;
                case Kind.Advance:
                    _clock.Advance(TimeSpan.FromTicks(time));
                    _now += time;
                    break;
                default:
                    _queue.RunDue();
                    _expected.AddRange(_model.Order().Where(entry => entry.Due <= _now).Select(entry => entry.Timer));
                    _model.RemoveAll(entry => entry.Due <= _now);
                    break;
            }
        }

        public void Compare()
        {
            Assert.Equal(_model.Count == 0 ? null : Math.Max(0, _model.Min().Due - _now), _queue.Next?.Ticks);
            Assert.Equal(_expected, _fired);
        }
    }
}
