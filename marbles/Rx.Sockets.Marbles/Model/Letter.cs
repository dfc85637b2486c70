namespace Rx.Sockets.Marbles.Model;

/// <summary>What a letter stands for.</summary>
/// <param name="Symbol">A-Z, a-z.</param>
/// <param name="Meaning">As written; how it reads depends on the lane.</param>
/// <param name="At">Where it is explained.</param>
public sealed record Letter(char Symbol, string Meaning, Position At);
