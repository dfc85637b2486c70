using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tests.Operations;

/// <summary>Any sequence of events against the model. An event that cannot happen now is skipped.</summary>
public class SendStateProperties
{
    private const int Length = 8;

    private enum Kind
    {
        Ask,
        Subscribed,
        Start,
        Move,
        GivenBack,
        Fail,
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_history_ends_as_the_model_says(bool composed) =>
        Prop.ForAll(Histories(), history =>
        {
            var state = default(SendState);
            var model = new SendStateModel(Length, composed);
            foreach (var (kind, number) in history)
            {
                Step(ref state, model, kind, number, composed);
                Compare(state, model);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_history_that_goes_on_ends_in_exactly_one_outcome(bool composed) =>
        Prop.ForAll(Histories(), history =>
        {
            var state = default(SendState);
            var model = new SendStateModel(Length, composed);
            var decided = 0;
            foreach (var (kind, number) in history.Concat(ToTheEnd()))
            {
                var before = state.IsDecided;
                Step(ref state, model, kind, number, composed);
                if (!before && state.IsDecided) decided++;
            }

            Assert.True(state.IsDecided);
            Assert.Equal(1, decided);
            Assert.InRange(state.Moved, 0, Length);
            Assert.Equal(state.Cancelled, state.Cancelled & state.Requested); // only what was asked for
            if (state.Cancelled == CancellationLevel.Total) Assert.Equal(0, state.Moved);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Arbitrary<(Kind Kind, int Number)[]> Histories() =>
        Gen.Zip(
            Gen.Frequency(
                (4, Gen.Constant(Kind.Ask)),
                (2, Gen.Constant(Kind.Subscribed)),
                (2, Gen.Constant(Kind.Start)),
                (3, Gen.Constant(Kind.Move)),
                (2, Gen.Constant(Kind.GivenBack)),
                (1, Gen.Constant(Kind.Fail))),
            Gen.Choose(0, Length)).ToArbitrary().Array();

    private static IEnumerable<(Kind Kind, int Number)> ToTheEnd() =>
        [(Kind.Subscribed, 0), (Kind.Start, 0), .. Enumerable.Repeat((Kind.Move, 1), Length)];

    private static void Step(ref SendState state, SendStateModel model, Kind kind, int number, bool composed)
    {
        switch (kind)
        {
            case Kind.Ask:
                state.Request((CancellationLevel)number);
                model.Ask((CancellationLevel)number & CancellationLevel.All);
                break;
            case Kind.Subscribed when state.Phase == SendPhase.New:
                state.Enqueue();
                model.Subscribed();
                break;
            case Kind.Start when model.CanStart:
                state.Begin();
                model.Start();
                break;
            case Kind.Move when model.IsWithEngine:
                Move(ref state, model, Math.Clamp(number, 1, Length - model.Moved), composed);
                break;
            case Kind.GivenBack when model.IsWithEngine:
                state.Withdrawn();
                model.GivenBack();
                break;
            case Kind.Fail when model.IsWithEngine:
                state.Decide(SocketError.ConnectionReset);
                model.Fail(SocketError.ConnectionReset);
                break;
        }
    }

    private static void Move(ref SendState state, SendStateModel model, long bytes, bool composed)
    {
        state.Progress(bytes, Length, composed);
        model.Move(bytes);
    }

    private static void Compare(SendState state, SendStateModel model)
    {
        Assert.Equal(model.Moved, state.Moved);
        Assert.Equal(model.Outcome is not null, state.IsDecided);
        if (model.Outcome is { } outcome) Assert.Equal(outcome, state.Result);
    }
}
