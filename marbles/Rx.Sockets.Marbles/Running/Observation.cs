namespace Rx.Sockets.Marbles.Running;

/// <summary>All that was seen in one run.</summary>
/// <param name="Journal">Lanes.</param>
/// <param name="Rows">Sends, in the order of subscription.</param>
/// <param name="Strip">The state of the socket at each tick of the ruler.</param>
/// <param name="Problems">What no lane can say: promises that hold in every scenario, and did not.</param>
internal sealed record Observation(Journal Journal, IReadOnlyList<SendRow> Rows, IReadOnlyDictionary<long, char> Strip, IReadOnlyList<string> Problems);
