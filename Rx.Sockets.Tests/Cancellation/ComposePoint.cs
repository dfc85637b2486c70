namespace Rx.Sockets.Tests.Cancellation;

/// <summary>Where in its life a composed send of "head" and "body!" is when the request comes.</summary>
public enum ComposePoint
{
    /// <summary>Behind another send.</summary>
    InLine,

    /// <summary>Its turn has come; its function is called in the next tick.</summary>
    BeforeItsFunction,

    /// <summary>Between two steps, nothing is out.</summary>
    BeforeTheFirstStep,

    /// <summary>The first step waits, nothing is out.</summary>
    FirstStepUntouched,

    /// <summary>Two bytes of the first step are out.</summary>
    FirstStepBegun,

    /// <summary>The first step is out, the second one not begun.</summary>
    BetweenTheSteps,

    /// <summary>The second step waits, none of its bytes is out.</summary>
    SecondStepUntouched,

    /// <summary>Three bytes of the second step are out.</summary>
    SecondStepBegun,

    /// <summary>All bytes are out, the function is not over.</summary>
    AfterTheLastStep,

    /// <summary>The outcome is on its way.</summary>
    Over,
}
